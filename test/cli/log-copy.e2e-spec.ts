import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import type { ReadModelsState } from '#contracts/read-models';
import { summarise } from '#event-log/log-summary';
import { SqliteLog } from '#event-log/sqlite-log';
import type { Check } from '../../apps/cli/commands/doctor-check.ts';
import { run } from '../../apps/cli/program.ts';
import { smallEvent } from '../kurrentdb/fill.ts';
import { KurrentDouble } from '../kurrentdb/kurrent-double.ts';
import { begin } from '../load/command-work.ts';

/** A stream nobody watches: no terminal, everything kept. */
class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'tiendo-cli-log-copy-'));
const file = (name: string) => join(folder, name);
const before = { ...process.env };
let double: KurrentDouble;
let address: string;

async function tiendo(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(args, { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  return { exit, out: stdout.text, err: stderr.text };
}

async function copy(from: string, to: string, ...more: string[]) {
  const { exit, out } = await tiendo('log', 'copy', '--from', from, '--to', to, ...more, '--json');
  return { exit, document: JSON.parse(out) as Record<string, unknown> };
}

async function write(name: string, projects: number): Promise<void> {
  const log = await SqliteLog.open({ file: file(name), program: 'spec' });
  await begin(log, projects);
  await log.close();
}

beforeAll(async () => {
  double = await KurrentDouble.start();
});
afterAll(async () => {
  process.env = before;
  await double.discard();
  rmSync(folder, { recursive: true, force: true });
});

let logs = 0;
beforeEach(() => {
  delete process.env['TIENDO_LOG'];
  process.env['TIENDO_DATA'] = folder;
  address = double.address.replace('?', `/log${(logs += 1)}?`).replace('://', '://admin:secret-of-mine@');
});

it('copies a log to a server and back, and says what is the same', async () => {
  await write('first.sqlite', 3);
  const { events, streams, headsDigest } = summarise(file('first.sqlite'));
  const same = { events, streams, headsDigest, sourceGoesOn: false, unfolded: [], statesDigest: expect.stringMatching(/^[0-9a-f]{64}$/) };
  const printed = address.replace('admin:secret-of-mine', '***');
  expect(await copy(`sqlite:${file('first.sqlite')}`, address)).toMatchObject({
    exit: 0,
    document: { ...same, from: `sqlite:${file('first.sqlite')}`, to: printed, found: 0, copied: 60 },
  });
  process.env['TIENDO_LOG'] = address;
  expect(await copy('settings', `sqlite:${file('back.sqlite')}`)).toMatchObject({
    exit: 0,
    document: { ...same, from: printed, copied: 60 },
  });
  expect(summarise(file('back.sqlite'))).toMatchObject({ events, headsDigest });
  const { exit, out, err } = await tiendo('log', 'copy', '--from', address, '--to', `sqlite:${file('back.sqlite')}`, '--lang', 'en');
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatch(/0 events copied, 60 were there before\n {2}the same in both: 60 events, 3 streams\n/);
  expect(out).not.toContain('secret-of-mine');
});

it('after a move doctor says in one line that the build is of the other log, and what the next start does', async () => {
  const data = file('moved');
  mkdirSync(data);
  process.env['TIENDO_DATA'] = data;
  await write('moved/log.sqlite', 2);
  const read = async () => expect(await tiendo('report', 'region', '--region', 'north', '--year', '2027')).toMatchObject({ exit: 0 });
  const builds = async () => JSON.parse((await tiendo('builds', '--json')).out) as ReadModelsState;
  const doctorSays = async () => {
    const { exit, out } = await tiendo('doctor', '--json');
    const { checks } = JSON.parse(out) as { readonly checks: readonly Check[] };
    return {
      exit,
      said: checks.filter(({ check }) => check === 'read-models').map(({ verdict, messageEn }) => `${verdict}: ${messageEn}`),
    };
  };
  await read();
  const made = (await builds()).current?.file;
  expect(await doctorSays()).toEqual({ exit: 0, said: [expect.stringMatching(/^ok: at the end of the log/)] });

  expect(await copy('settings', address)).toMatchObject({ exit: 0 });
  process.env['TIENDO_LOG'] = address;
  const moved = await doctorSays();
  expect(moved).toEqual({
    exit: 0,
    said: [
      expect.stringMatching(/^note: .* was made from another log \(\S+; this one is \S+\) and is not used; the next start.* builds a new/),
    ],
  });
  expect(moved.said[0]).toContain('Nothing needs to be done, unless TIENDO_LOG or TIENDO_DATA');
  await read();
  expect(await doctorSays()).toEqual({ exit: 0, said: [expect.stringMatching(/^ok: at the end of the log/)] });
  expect(await builds()).toMatchObject({ previous: { file: made }, current: { unfit: null } });

  delete process.env['TIENDO_LOG'];
  expect(await doctorSays()).toEqual({ exit: 0, said: [expect.stringContaining(`the next start takes up ${made}, which does`)] });
  await read();
  expect((await builds()).current?.file).toBe(made);

  writeFileSync(join(data, 'read-models', String(made)), 'something else');
  expect(await doctorSays()).toMatchObject({ exit: 0, said: [expect.stringContaining('does not fit this program or this log (damaged)')] });
});

it('compares only when that is asked, and is not satisfied with a part', async () => {
  await write('whole.sqlite', 2);
  const [from, to] = [`sqlite:${file('whole.sqlite')}`, `sqlite:${file('part.sqlite')}`];
  expect(await copy(from, to, '--verify-only')).toMatchObject({ exit: 1, document: { error: { code: 'unreadable' } } });
  expect(existsSync(file('part.sqlite'))).toBe(false);
  expect(await copy(from, to)).toMatchObject({ exit: 0 });
  expect(await copy(from, to, '--verify-only')).toMatchObject({ exit: 0, document: { found: null, copied: null, events: 40 } });
  await write('whole.sqlite', 3);
  expect(await copy(from, to, '--verify-only')).toMatchObject({ exit: 2, document: { events: 40, sourceGoesOn: true } });
  expect(summarise(file('part.sqlite')).events).toBe(40);
  expect((await tiendo('log', 'copy', '--from', from, '--to', to, '--verify-only')).out).toMatch(/Nguồn đã có thêm sự kiện/);
  expect(await copy(from, to)).toMatchObject({ exit: 0, document: { found: 40, copied: 20, sourceGoesOn: false } });
});

it('ends when it is told to, and goes on later', async () => {
  await write('long.sqlite', 30);
  double.faults.next({ on: 'append', is: 'slow', ms: 200 }, 1_000);
  const own = () => double.log.records.filter(({ stream }) => stream.startsWith(`log${logs}.project`)).length;
  const args = ['dist/apps/cli/main.js', 'log', 'copy', '--from', `sqlite:${file('long.sqlite')}`, '--to', address, '--lang', 'en'];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: packageRoot(),
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  while (own() < 20 && child.exitCode === null) await sleep(10);
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(stderr).toMatch(/tiendo: interrupted after [1-9]\d+ events; the same command goes on from there\n$/);
  double.faults.clear();
  const found = own();
  expect(found).toBeGreaterThanOrEqual(20);
  expect(await copy(`sqlite:${file('long.sqlite')}`, address)).toMatchObject({ exit: 0, document: { found, copied: 600 - found } });
});

it('refuses a target that holds something else, and writes nothing to it', async () => {
  await write('one.sqlite', 2);
  const other = await SqliteLog.open({ file: file('other.sqlite'), program: 'spec' });
  await other.append('project-1', 'no_stream', [smallEvent(1)]);
  await other.close();
  const { exit, document } = await copy(`sqlite:${file('one.sqlite')}`, `sqlite:${file('other.sqlite')}`);
  expect({ exit, document }).toMatchObject({ exit: 2, document: { error: { code: 'logs-differ' } } });
  expect((document['error'] as Record<string, string>)['messageEn']).toMatch(
    /differ at event 1: project-.* in the source, project-1 #0 0{8}-.* in the target/,
  );
  expect(summarise(file('other.sqlite')).events).toBe(1);
});

it('says which log is broken', async () => {
  await write('sound.sqlite', 1);
  writeFileSync(file('no-log.sqlite'), 'something else');
  expect(await copy(`sqlite:${file('no-log.sqlite')}`, address)).toMatchObject({ exit: 1, document: { error: { code: 'unreadable' } } });
  expect(await copy(`sqlite:${file('sound.sqlite')}`, `sqlite:${file('no-log.sqlite')}`)).toMatchObject({ exit: 1 });
  expect(double.log.records.filter(({ stream }) => stream.startsWith(`log${logs}.project`))).toEqual([]);
});

it('is busy where another process writes, and needs none to read', async () => {
  const held = await SqliteLog.open({ file: file('held.sqlite'), program: 'spec' });
  await begin(held, 1);
  expect(await copy(`sqlite:${file('held.sqlite')}`, `sqlite:${file('beside.sqlite')}`)).toMatchObject({
    exit: 0,
    document: { events: 20 },
  });
  expect(await copy(`sqlite:${file('beside.sqlite')}`, `sqlite:${file('held.sqlite')}`)).toMatchObject({
    exit: 1,
    document: { error: { code: 'locked' } },
  });
  await held.close();
});

it.each([
  ['from', 'postgres://somewhere', 'bad-place'],
  ['to', 'kurrentdb://admin:secret-of-mine@db?tls=false', 'bad-place'],
  ['to', 'sqlite:', 'bad-place'],
])('refuses --%s %s', async (option, place, code) => {
  await write('some.sqlite', 1);
  const [from, to] = option === 'from' ? [place, 'sqlite:x'] : [`sqlite:${file('some.sqlite')}`, place];
  const { exit, document } = await copy(from, to);
  expect({ exit, document }).toMatchObject({ exit: 2, document: { error: { code } } });
  expect(JSON.stringify(document)).not.toContain('secret-of-mine');
});

it('refuses to copy a log to itself, by whatever name', async () => {
  await write('same.sqlite', 1);
  const same = { exit: 2, document: { error: { code: 'same-log' } } };
  expect(await copy(`sqlite:${file('same.sqlite')}`, `sqlite:${folder}/./same.sqlite`)).toMatchObject(same);
  await copy(`sqlite:${file('same.sqlite')}`, address);
  expect(await copy(address, address.replace('127.0.0.1', 'localhost'))).toMatchObject(same);
});

it('repeats no password of a line that is wrong', async () => {
  for (const args of [['--from', address], [`--form=${address}`], ['--from', 'settings', '--to', 'settings', address]]) {
    const { exit, out, err } = await tiendo('log', 'copy', ...args, '--json');
    expect(exit).toBe(2);
    expect(out + err).not.toContain('secret-of-mine');
  }
});
