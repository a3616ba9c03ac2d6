import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SqliteLog } from '#event-log/sqlite-log';
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

const folder = mkdtempSync(join(tmpdir(), 'tiendo-cli-recovery-'));
const data = join(folder, 'data');
const backup = join(folder, 'backup');
const before = { ...process.env };

async function tiendo(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(args, { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  return { exit, out: stdout.text, err: stderr.text };
}

async function json(...args: string[]) {
  const { exit, out } = await tiendo(...args, '--json');
  return { exit, document: JSON.parse(out) as Record<string, unknown> };
}

async function work(projects: number): Promise<void> {
  const log = await SqliteLog.open({ file: join(data, 'log.sqlite'), program: 'spec' });
  await begin(log, projects);
  await log.close();
}

const doctorSays = async (check: string) => {
  const { checks } = (await json('doctor')).document as { checks: readonly { check: string; verdict: string; messageEn: string }[] };
  return checks.filter((line) => line.check === check).map(({ verdict, messageEn }) => `${verdict} ${messageEn}`)[0];
};

beforeAll(() => {
  process.env['TIENDO_DATA'] = data;
  process.env['TIENDO_OPERATOR'] = 'spec';
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

it('has nothing to back up, to drill or to reconcile at first', async () => {
  expect(await json('backup', backup)).toMatchObject({ exit: 1, document: { error: { messageEn: expect.stringContaining('no data') } } });
  expect(await json('drill')).toMatchObject({ exit: 1 });
  expect(await json('reconcile')).toEqual({ exit: 0, document: { mode: 'normal', quiet: null, restored: null, gap: null } });
  expect(readdirSync(folder)).toEqual([]);
});

it('backs up to a folder of its own', async () => {
  mkdirSync(data);
  await work(2);
  expect(await doctorSays('backup')).toBe('note no backup was made yet');
  expect(await json('backup', backup)).toMatchObject({
    exit: 0,
    document: {
      position: '0000000000000040',
      seal: null,
      unanchoredSince: null,
      events: 40,
      streams: 2,
      generation: 1,
      attachments: { files: 0, missing: [] },
    },
  });
  expect(await json('backup', backup)).toMatchObject({
    exit: 2,
    document: { error: { messageEn: expect.stringContaining('new folder') } },
  });
  expect(await doctorSays('backup')).toMatch(/^ok last .*backup$/);
  const settings = JSON.parse(readFileSync(join(backup, 'settings.json'), 'utf8')) as Record<string, string>;
  expect(settings).toMatchObject({ operator: 'spec', dataDir: data });
});

it.each([
  [['backup', ''], 'the path is empty'],
  [['backup', join(data, 'backup')], 'in the data folder'],
  [['backup', join(folder, 'new'), '--since', ''], 'the path is empty'],
  [['restore', '', '--verify'], 'the path is empty'],
  [['restore', backup, '--verify', '--to', ''], 'the path is empty'],
  [['reconcile', '--csv', ' '], 'the path is empty'],
])('refuses %j, which an unset variable of a script may say, and writes nothing', async (args, named) => {
  const here = [readdirSync('.'), readdirSync(data), readdirSync(folder)];
  expect(await json(...args)).toMatchObject({ exit: 2, document: { error: { messageEn: expect.stringContaining(named) } } });
  expect([readdirSync('.'), readdirSync(data), readdirSync(folder)]).toEqual(here);
});

it('restores over a log only when told, and shows what it then lacks', async () => {
  await work(3);
  expect(await json('restore', backup, '--verify')).toMatchObject({
    exit: 2,
    document: { error: { messageEn: expect.stringContaining('--replace') } },
  });
  expect(await json('restore', backup, '--verify', '--dry-run')).toMatchObject({
    exit: 0,
    document: { outcome: 'dry-run', generation: null },
  });
  expect(await json('restore', backup, '--verify', '--replace')).toMatchObject({
    exit: 0,
    document: {
      outcome: 'restored',
      position: '0000000000000040',
      seal: null,
      unanchoredSince: null,
      generation: 2,
      mode: 'reconcile',
      keptAside: expect.stringMatching(/^replaced/),
      comparison: { folded: 2, differences: [], verified: { ok: true } },
    },
  });
  const csv = join(folder, 'lacking.csv');
  expect(await json('reconcile', '--csv', csv)).toMatchObject({
    exit: 0,
    document: { mode: 'reconcile', quiet: { why: 'restored' }, gap: { lacking: expect.any(Array), enteredAgain: 0, unreadable: null } },
  });
  const rows = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
  expect([rows.length, rows[1]]).toEqual([21, expect.stringContaining('KCDP-2022-38-003')]);
  expect(await doctorSays('restored')).toMatch(/^note .*NOT reconciled/);
  expect((await tiendo('reconcile', '--lang', 'en')).out).toMatch(/has 20 events that this log lacks/);
});

it('ends the quiet time with a reason, once', async () => {
  expect(await json('reconcile', '--confirm')).toMatchObject({ exit: 2 });
  expect(await json('reconcile', '--confirm', '--reason', 'x', '--csv', join(folder, 'none', 'x.csv'))).toMatchObject({ exit: 2 });
  expect(await doctorSays('restored')).toMatch(/^note .*NOT reconciled/);
  const confirmed = { by: 'spec', reason: 'đã nhập lại' };
  expect(await json('reconcile', '--confirm', '--reason', 'đã nhập lại')).toMatchObject({
    exit: 0,
    document: { mode: 'normal', restored: { confirmed } },
  });
  expect(await json('reconcile', '--confirm', '--reason', 'again')).toMatchObject({ exit: 0, document: { restored: { confirmed } } });
  expect(await doctorSays('restored')).toMatch(/^ok generation 2/);
});

it('drills, keeps what was made when asked, and doctor knows when', async () => {
  expect(await doctorSays('drill')).toMatch(/^note no restore drill yet/);
  const { exit, document } = await json('drill', '--keep');
  expect({ exit, ...document }).toMatchObject({ exit: 0, ok: true, events: 40, differences: [], restoreSeconds: expect.any(Number) });
  expect(readdirSync(document['kept'] as string).sort()).toEqual(['backup', 'restored']);
  expect(await doctorSays('drill')).toMatch(/^ok last /);
});

it('refuses a backup with a damaged file, and restores a sound one to another folder', async () => {
  const other = join(folder, 'other');
  expect(await json('restore', backup, '--to', other)).toMatchObject({ exit: 0, document: { to: other, generation: 2, keptAside: null } });
  rmSync(join(backup, 'settings.json'));
  expect(await json('restore', backup, '--to', join(folder, 'third'))).toMatchObject({
    exit: 2,
    document: { error: { messageEn: expect.stringContaining('settings.json is missing') } },
  });
  expect(await json('restore', folder)).toMatchObject({
    exit: 2,
    document: { error: { messageEn: expect.stringContaining('no manifest.json') } },
  });
});
