import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SqliteLog } from '#event-log/sqlite-log';
import { ProjectorLock } from '#read-models/generations';
import { run } from '../../apps/cli/program.ts';
import { begin } from '../load/command-work.ts';

/** A stream nobody watches: no terminal, everything kept. */
class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'tiendo-cli-snapshots-'));
const [data, shelf] = [join(folder, 'data'), join(folder, 'shelf')];
const rows = join(data, 'read-models');
const before = { ...process.env };

async function json(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const streams = { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream };
  const exit = await run(['read-models', ...args, '--json'], streams);
  return { exit, document: JSON.parse(stdout.text) as Readonly<Record<string, unknown>> };
}

beforeAll(async () => {
  process.env['TIENDO_DATA'] = data;
  mkdirSync(data);
  const log = await SqliteLog.open({ file: join(data, 'log.sqlite'), program: 'spec' });
  await begin(log, 10);
  await log.close();
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

const refused = (code: string) => ({ exit: 2, document: { error: { code } } });

it('needs a folder, named or set', async () => {
  expect(await json('snapshot')).toMatchObject(refused('no-folder'));
  expect(await json('snapshots', '--in', shelf)).toMatchObject(refused('no-folder'));
  expect(await json('bootstrap', '--from', shelf)).toMatchObject(refused('no-snapshot-fits'));
});

it('copies the current build beside whoever projects, and begins from it again', async () => {
  const made = await json('snapshot', '--to', shelf);
  expect(made).toMatchObject({ exit: 0, document: { folder: shelf, position: expect.stringMatching(/^\d{16}$/) } });
  const { file, position } = made.document;
  process.env['TIENDO_SNAPSHOTS'] = shelf;
  expect(await json('snapshots')).toMatchObject({ exit: 0, document: { items: [{ file, unfit: null }] } });
  rmSync(rows, { recursive: true });
  expect(await json('bootstrap')).toMatchObject({ exit: 0, document: { file, caughtUpTo: position, notes: [] } });
  expect(readdirSync(rows)).toContain('CURRENT');
  expect((await json('snapshot', '--keep', '1')).exit).toBe(0);
  expect((await json('snapshots')).document['items']).toHaveLength(1);
});

it('is refused while another process projects, and when nothing fits; nothing is changed', async () => {
  const current = () => readdirSync(rows).filter((name) => name.endsWith('.db'));
  const former = current();
  const lock = ProjectorLock.take(rows, 'an API');
  expect(await json('bootstrap')).toMatchObject({ exit: 1, document: { error: { code: 'locked' } } });
  expect((await json('snapshot')).exit).toBe(0);
  lock.release();
  for (const name of readdirSync(shelf)) if (name.endsWith('.db')) truncateSync(join(shelf, name), 4_096);
  expect(await json('bootstrap')).toMatchObject({
    ...{ exit: 2, document: { error: { code: 'no-snapshot-fits', messageEn: expect.stringContaining('its manifest says') } } },
  });
  expect(current()).toEqual(former);
});
