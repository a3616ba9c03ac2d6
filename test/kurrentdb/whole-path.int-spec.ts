import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { EventLog, ExpectedRevision, NewEvent } from '#event-log/event-log';
import { KurrentLog } from '#event-log/kurrentdb/kurrent-log';
import { MemoryLog } from '#event-log/memory-log';
import { verifyByReading } from '#event-log/verify-by-reading';
import { contentTables, rowsOf } from '#read-models/digest';
import { figures } from '#read-models/figures/figures.model';
import { places } from '#read-models/places/places.model';
import { Projector } from '#read-models/projector';
import { chance } from '#testkit/project-life';
import { byCode, byCommand, raceCodes } from '../faults/code-race.ts';
import { raceProjects } from '../faults/project-race.ts';
import { Findings } from '../faults/proof-result.ts';
import { TIMES } from './contract.fixture.ts';
import { KurrentDouble } from './kurrent-double.ts';

let double: KurrentDouble;
const opened: KurrentLog[] = [];
const open = async () => {
  const log = await KurrentLog.open({ address: double.address, times: TIMES });
  opened.push(log);
  return log;
};
beforeEach(async () => {
  double = await KurrentDouble.start();
});
afterEach(async () => {
  for (const log of opened.splice(0)) await log.close();
  await double.discard();
});

/** Every call by another process, as behind a proxy that deals them out. */
function dealtOut(logs: readonly EventLog[]): EventLog {
  let turn = 0;
  const next = () => logs[turn++ % logs.length] as EventLog;
  return {
    logId: (logs[0] as EventLog).logId,
    append: (...append) => next().append(...append),
    readStream: (...read) => next().readStream(...read),
    readAll: (...read) => next().readAll(...read),
    head: () => next().head(),
    subscribe: (options) => next().subscribe(options),
    close: async () => undefined,
  };
}

it('commands race through two processes, some of them twice, and each takes effect once', async () => {
  const log = dealtOut([await open(), await open()]);
  const findings = new Findings();
  expect(await raceProjects(log, 40, { random: chance(7), findings })).toBeGreaterThanOrEqual(40);
  expect(findings.details).toEqual([]);
  expect(await verifyByReading(log)).toMatchObject({ ok: true, firstBad: null });
});

it.each([
  ['is taken once', byCode, 0],
  ['is taken by several, were ids to derive from commands', byCommand, 40],
] as const)('a code that several want at once through two processes %s', async (_, opens, doubled) => {
  const [one, other] = [await open(), await open()];
  const findings = new Findings();
  await raceCodes([one, other], 20, { random: chance(7), findings }, opens);
  const { lost, violations } = findings;
  expect({ lost, doubled: findings.doubled, violations }).toEqual({ lost: 0, doubled, violations: 0 });
  expect(await verifyByReading(one)).toMatchObject({ ok: true });
});

it('read models come to the same rows as from the same events in another log', async () => {
  const log = await open();
  await raceProjects(log, 12, { random: chance(7), findings: new Findings() });
  const copy = new MemoryLog();
  for (const { stream, revision, id, type, version, data, meta } of await log.readAll()) {
    const { hash, prevHash, ...own } = meta;
    const expected: ExpectedRevision = revision === 0 ? 'no_stream' : revision - 1;
    const event: NewEvent = { id, type, version, data, meta: own };
    await copy.append(stream, expected, [event]);
    const [stored] = await copy.readStream(stream, { from: revision });
    expect(stored?.meta).toMatchObject({ hash, prevHash });
  }
  expect(await rowsFrom(log)).toEqual(await rowsFrom(copy));
});

/** Without positions and the streams' numbers, which no two kinds of log have in common. */
async function rowsFrom(log: EventLog) {
  const db = new DatabaseSync(':memory:');
  const projector = new Projector({ log, db, models: [figures, places] });
  await projector.catchUp();
  db.exec('UPDATE stream_revision SET number = 0');
  const tables = contentTables(db).filter((table) => table !== 'checkpoint');
  return tables.map((table) => [table, [...rowsOf(db, table)].map((row) => row.map((cell) => (isPosition(cell) ? 'position' : cell)))]);
}

const isPosition = (cell: unknown): boolean => typeof cell === 'string' && /^(\d{16}|\d{40})$/.test(cell);
