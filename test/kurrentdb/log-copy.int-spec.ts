import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import { KurrentLog } from '#event-log/kurrentdb/kurrent-log';
import { summarise } from '#event-log/log-summary';
import { SqliteLog } from '#event-log/sqlite-log';
import { copyLog } from '#recovery/copy-log';
import { verifyCopy } from '#recovery/verify-copy';
import { chance } from '#testkit/project-life';
import { raceProjects } from '../faults/project-race.ts';
import { Findings } from '../faults/proof-result.ts';
import { TIMES } from './contract.fixture.ts';
import { KurrentDouble } from './kurrent-double.ts';

let folder: string;
let double: KurrentDouble;
const opened: EventLog[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-log-copy-'));
});
afterEach(async () => {
  for (const log of opened.splice(0)) await log.close();
  await double.discard();
  rmSync(folder, { recursive: true });
});

const kept = <Log extends EventLog>(log: Log): Log => {
  opened.push(log);
  return log;
};
const inFile = async (name: string) => kept(await SqliteLog.open({ file: join(folder, name), program: 'spec' }));
const inDouble = async (name = '') =>
  kept(await KurrentLog.open({ address: double.address.replace('?', `${name === '' ? '' : `/${name}`}?`), times: TIMES }));

/** Projects on which several hands work at once. */
async function worked(log: EventLog): Promise<void> {
  await raceProjects(log, 30, { random: chance(7), findings: new Findings() });
}

const withoutPosition = ({ position: _position, ...event }: RecordedEvent) => event;
const all = async (log: EventLog) => (await log.readAll()).map(withoutPosition);

describe.each([
  ['many appends on one call', true],
  ['a call for each append', false],
])('a log that is copied from a file to KurrentDB and back, %s', (_, batchAppend) => {
  beforeEach(async () => {
    double = await KurrentDouble.start({ batchAppend });
  });

  it('is what it was, and its chains are', async () => {
    const [first, between, last] = [await inFile('first.sqlite'), await inDouble(), await inFile('last.sqlite')];
    await worked(first);
    await copyLog({ source: first, target: between });
    await copyLog({ source: between, target: last });
    expect(await all(last)).toEqual(await all(first));
    expect(await all(between)).toEqual(await all(first));
    const there = await verifyCopy({ source: first, target: between });
    const back = await verifyCopy({ source: between, target: last });
    expect(back.statesDigest).toBe(there.statesDigest);
    const { events, streams, headsDigest } = summarise(first.file);
    expect(summarise(last.file)).toMatchObject({ events, streams, headsDigest });
    for (const verified of [there, back])
      expect(verified).toMatchObject({ events, streams, headsDigest, sourceGoesOn: false, unfolded: [] });
    expect(new Set([first, between, last].map(({ logId }) => logId)).size).toBe(3);
  });

  it('has each event once though answers were lost', async () => {
    const [first, target] = [await inFile('first.sqlite'), await inDouble()];
    await worked(first);
    for (const by of ['cut', 'status', 'silence'] as const)
      double.faults.next({ on: 'append', is: 'lost-reply', by }, by === 'silence' ? 1 : 4);
    double.faults.next({ on: 'append', is: 'drop' }, 3);
    await copyLog({ source: first, target });
    expect(double.faults.left).toBe(0);
    expect(await all(target)).toEqual(await all(first));
  });
});

describe('two logs in one database', () => {
  beforeEach(async () => {
    double = await KurrentDouble.start();
  });

  it('are copied from one to the other', async () => {
    const [first, target] = [await inDouble('first'), await inDouble('second')];
    await worked(first);
    await copyLog({ source: first, target });
    expect(await all(target)).toEqual(await all(first));
    expect(await verifyCopy({ source: first, target })).toMatchObject({ sourceGoesOn: false });
  });

  it('two copies at once disturb each other not', async () => {
    const [first, one, other] = [await inFile('first.sqlite'), await inDouble(), await inDouble()];
    await worked(first);
    await Promise.all([copyLog({ source: first, target: one }), copyLog({ source: first, target: other })]);
    expect(await all(one)).toEqual(await all(first));
  });
});
