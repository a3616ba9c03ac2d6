import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqliteLog } from '#event-log/sqlite-log';
import { run } from '../../apps/cli/program.ts';

class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const REGISTER = 'libs/reference/data/register-north-2021-2022.csv';
const data = mkdtempSync(join(tmpdir(), 'tiendo-unknown-'));
const file = join(data, 'log.sqlite');
const before = { ...process.env };
let code = '';

interface Answered {
  readonly exit: number;
  readonly document: {
    readonly error?: { readonly code: string; readonly message: string };
    readonly checks?: readonly { readonly check: string; readonly verdict: string; readonly message: string }[];
  };
}

async function tiendo(...args: string[]): Promise<Answered> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const streams = { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream };
  const exit = await run([...args, '--json'], streams);
  return { exit, document: JSON.parse(stdout.text) as Answered['document'] };
}

/** A register is imported, then a newer program adds to one of its projects. */
beforeAll(async () => {
  process.env['TIENDO_DATA'] = data;
  expect((await tiendo('import', REGISTER)).exit).toBe(0);
  const log = await SqliteLog.open({ file });
  const events = await log.readAll({ limit: 5_000 });
  const stream = events.find((event) => event.type === 'NeedSurveyed')?.stream ?? '';
  const own = events.filter((event) => event.stream === stream);
  code = String(own[0]?.data['code']);
  await log.append(stream, own.length - 1, [
    {
      id: '00000000-0000-5000-8000-00000000000a',
      ...{ type: 'ProjectBlessed', version: 1, data: {} },
      meta: { occurredOn: '2026-11-01', recordedAt: '2099-01-01T00:00:00.000Z' },
    },
  ]);
  await log.close();
}, 120_000);
afterAll(() => {
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

async function head(): Promise<string | null> {
  const log = await SqliteLog.open({ file, readOnly: true });
  try {
    return await log.head();
  } finally {
    await log.close();
  }
}

describe('a log with an event of a newer program', () => {
  it('is named by doctor before anybody reads', async () => {
    const { exit, document } = await tiendo('doctor');
    const events = document.checks?.find(({ check }) => check === 'events');
    expect({ exit, events }).toMatchObject({ exit: 2, events: { verdict: 'broken', message: expect.stringContaining('ProjectBlessed') } });
  });

  it.each([
    ['report', 'region', '--region', 'north'],
    ['report', 'delayed'],
    ['show', 'CODE'],
    ['import', REGISTER],
    ['import', REGISTER, '--dry-run'],
  ])('stops %s %s', async (...line) => {
    const at = await head();
    const { exit, document } = await tiendo(...line.map((word) => (word === 'CODE' ? code : word)));
    expect({ exit, code: document.error?.code }).toEqual({ exit: 2, code: 'unknown-event' });
    expect(document.error?.message).toMatch(/sự kiện ProjectBlessed phiên bản 1 do bản Tiendo mới hơn ghi.*nâng cấp/);
    expect(await head()).toBe(at);
  });

  it('stays verifiable, and doctor names the models that stopped', async () => {
    expect((await tiendo('verify')).exit).toBe(0);
    const { document } = await tiendo('doctor');
    const stopped = document.checks?.filter(({ message }) => message.includes('unknown-event')) ?? [];
    expect(stopped.length).toBeGreaterThan(0);
    expect(document.checks?.find(({ check }) => check === 'levels')?.message).toMatch(/^định dạng 1, đọc từ mức 1, ghi từ mức 1 \(tiendo /);
  });
});
