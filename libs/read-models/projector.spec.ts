import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import type { JsonObject, NewEvent, RecordedEvent } from '#event-log/event-log';
import { type Alert, BrokenOrder } from './alert.ts';
import { digest } from './digest.ts';
import type { ReadModel } from './model.ts';
import { Projector } from './projector.ts';

/** Counts the paid đồng per stream; refuses what `refuses` names, so that a test can break and mend it. */
function tally(name: string, refuses: () => ReadonlySet<string> = () => new Set()): ReadModel {
  return {
    name,
    version: 1,
    tables: `CREATE TABLE ${name}_paid (stream TEXT PRIMARY KEY, dong INTEGER NOT NULL CHECK (dong > -1000), last INTEGER NOT NULL) STRICT`,
    indexes: '',
    types: new Set(['AdvancePaid', 'AdvanceRecovered']),
    open(db) {
      const upsert = db.prepare(`INSERT INTO ${name}_paid VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET dong = dong + ?2, last = ?3`);
      let pending: { stream: string; dong: number; revision: number }[] = [];
      return {
        apply({ id, stream, type, data, revision }) {
          if (refuses().has(id)) throw new RangeError(`cannot take ${id}`);
          const dong = (data as { amount: number }).amount * (type === 'AdvancePaid' ? 1 : -1);
          pending.push({ stream, dong, revision });
        },
        flush() {
          for (const { stream, dong, revision } of pending) upsert.run(stream, dong, revision);
          pending = [];
        },
        reset() {
          pending = [];
        },
      };
    },
  };
}

/** The event called `a1`: the id is a UUID, as the log demands. */
const named = (name: string) => `00000000-0000-5000-8000-0000000000${name}`;

const event = (name: string, type: string, data: JsonObject = { amount: 5 }, version = 1): NewEvent => ({
  id: named(name),
  type,
  version,
  data,
  meta: { commandId: named(name), actor: 'import:demo', occurredOn: '2022-03-01', recordedAt: '2022-03-01T02:00:00.000Z' },
});

async function logOf(...events: readonly (readonly [stream: string, event: NewEvent])[]): Promise<MemoryLog> {
  const log = new MemoryLog('log-1');
  const heads = new Map<string, number>();
  for (const [stream, one] of events) {
    const { revision } = await log.append(stream, heads.get(stream) ?? 'no_stream', [one]);
    heads.set(stream, revision);
  }
  return log;
}

const paid = (db: DatabaseSync, name = 'tally') =>
  db
    .prepare(`SELECT stream, dong, last FROM ${name}_paid ORDER BY stream`)
    .all()
    .map((row) => ({ ...row }));

const three = () =>
  logOf(
    ['project-a', event('a0', 'AdvancePaid')],
    ['project-b', event('b0', 'AdvancePaid')],
    ['project-a', event('a1', 'AdvancePaid')],
    ['project-a', event('a2', 'AdvanceRecovered')],
    ['project-b', event('b1', 'AdvancePaid')],
  );

describe('projecting', () => {
  it('gives the same rows and checkpoints whatever the size of the batches', async () => {
    const log = await three();
    const digests = [];
    for (const batchEvents of [1, 2, 3, 5_000]) {
      const db = new DatabaseSync(':memory:');
      await new Projector({ log, db, models: [tally('tally')], batchEvents }).catchUp();
      digests.push(digest(db));
    }
    expect(new Set(digests).size).toBe(1);
  });

  it('goes on after its checkpoint when it starts again, and takes nothing twice', async () => {
    const log = await three();
    const db = new DatabaseSync(':memory:');
    await new Projector({ log, db, models: [tally('tally')] }).catchUp();
    await log.append('project-b', 1, [event('b2', 'AdvancePaid')]);
    const again = new Projector({ log, db, models: [tally('tally')] });
    await again.catchUp();
    expect(paid(db)).toEqual([
      { stream: 'project-a', dong: 5, last: 2 },
      { stream: 'project-b', dong: 15, last: 2 },
    ]);
    expect(await again.stats()).toMatchObject({ events: 1, lag: 0 });
  });

  it('starts over when the rows come from another log', async () => {
    const db = new DatabaseSync(':memory:');
    await new Projector({ log: await three(), db, models: [tally('tally')] }).catchUp();
    const other = new MemoryLog('log-2');
    await new Projector({ log: other, db, models: [tally('tally')] }).catchUp();
    expect(paid(db)).toEqual([]);
  });

  it('replays a model of another version and leaves the others alone', async () => {
    const log = await three();
    const db = new DatabaseSync(':memory:');
    await new Projector({ log, db, models: [tally('tally'), tally('other')] }).catchUp();
    db.exec('UPDATE tally_paid SET dong = 7; UPDATE other_paid SET dong = 7');
    await new Projector({ log, db, models: [{ ...tally('tally'), version: 2 }, tally('other')] }).catchUp();
    expect(paid(db).map(({ dong }) => dong)).toEqual([5, 10]);
    expect(paid(db, 'other').map(({ dong }) => dong)).toEqual([7, 7]);
  });

  it('lets a writer wait until its own event is there', async () => {
    const log = await three();
    const projector = new Projector({ log, db: new DatabaseSync(':memory:'), models: [tally('tally')] });
    const stop = new AbortController();
    const following = projector.follow(stop.signal);
    const { position } = await log.append('project-b', 1, [event('b2', 'AdvancePaid')]);
    expect(await projector.waitFor(position, 5_000)).toBe(true);
    expect(await projector.waitFor('9999999999999999', 1)).toBe(false);
    stop.abort();
    await following;
  });
});

/** A log whose reader loses, repeats or exchanges events: what an adapter must never do. */
class BadReader extends MemoryLog {
  spoil: (events: readonly RecordedEvent[]) => readonly RecordedEvent[] = (events) => events;

  override async readAll(options: { readonly after?: string; readonly limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    return this.spoil(await super.readAll(options));
  }
}

describe('what was read', () => {
  const spoils: readonly (readonly [string, BadReader['spoil']])[] = [
    ['an event of a stream is missing', (events) => events.filter(({ id }) => id !== named('a1'))],
    ['an event comes twice', (events) => events.flatMap((one) => (one.id === named('a1') ? [one, one] : [one]))],
    ['two events are exchanged', (events) => [...events.slice(0, 1), ...events.slice(1, 3).reverse(), ...events.slice(3)]],
  ];
  it.each(spoils)('stops the projector and keeps nothing when %s', async (_, spoil) => {
    const log = new BadReader('log-1');
    for (const [index, id] of ['a0', 'a1', 'a2'].entries())
      await log.append('project-a', index === 0 ? 'no_stream' : index - 1, [event(id, 'AdvancePaid')]);
    log.spoil = spoil;
    const db = new DatabaseSync(':memory:');
    const projector = new Projector({ log, db, models: [tally('tally')] });
    await expect(projector.catchUp()).rejects.toBeInstanceOf(BrokenOrder);
    expect(paid(db)).toEqual([]);
    log.spoil = (events) => events;
    await projector.catchUp();
    expect(paid(db)).toEqual([{ stream: 'project-a', dong: 15, last: 2 }]);
  });

  it('shows a gap also between two runs', async () => {
    const log = new BadReader('log-1');
    await log.append('project-a', 'no_stream', [event('a0', 'AdvancePaid')]);
    const db = new DatabaseSync(':memory:');
    await new Projector({ log, db, models: [tally('tally')] }).catchUp();
    await log.append('project-a', 0, [event('a1', 'AdvancePaid'), event('a2', 'AdvancePaid')]);
    log.spoil = (events) => events.filter(({ id }) => id !== named('a1'));
    await expect(new Projector({ log, db, models: [tally('tally')] }).catchUp()).rejects.toBeInstanceOf(BrokenOrder);
  });
});

describe('an event that a model cannot apply', () => {
  it('parks its stream in that model; the others go on, and after the cure a retry gives the rows of a clean replay', async () => {
    const log = await three();
    const sick = new Set([named('a1')]);
    const models = () => [tally('tally', () => sick), tally('other')];
    const [db, alerts] = [new DatabaseSync(':memory:'), [] as Alert[]];
    const projector = new Projector({ log, db, models: models(), batchEvents: 2, onAlert: (alert) => alerts.push(alert) });
    await projector.catchUp();
    expect(paid(db)).toEqual([
      { stream: 'project-a', dong: 5, last: 0 },
      { stream: 'project-b', dong: 10, last: 1 },
    ]);
    expect(paid(db, 'other').map(({ dong }) => dong)).toEqual([5, 10]);
    expect(alerts).toEqual([
      { kind: 'parked', model: 'tally', stream: 'project-a', revision: 1, error: `RangeError: cannot take ${named('a1')}` },
    ]);
    expect((await projector.stats()).parked).toMatchObject([{ model: 'tally', stream: 'project-a', fromRevision: 1, waiting: 2 }]);

    expect(await projector.retryParked()).toMatchObject([{ fromRevision: 1, waiting: 2 }]);
    sick.clear();
    expect(await projector.retryParked()).toEqual([]);
    const clean = new DatabaseSync(':memory:');
    await new Projector({ log, db: clean, models: models() }).catchUp();
    expect(digest(db)).toBe(digest(clean));
  });

  it('is remembered over a restart, and its stream still waits', async () => {
    const log = await three();
    const db = new DatabaseSync(':memory:');
    const sick = new Set([named('a0')]);
    await new Projector({ log, db, models: [tally('tally', () => sick)] }).catchUp();
    sick.clear();
    await log.append('project-a', 2, [event('a3', 'AdvancePaid')]);
    const again = new Projector({ log, db, models: [tally('tally')] });
    await again.catchUp();
    expect(paid(db).map(({ stream }) => stream)).toEqual(['project-b']);
    expect((await again.stats()).parked).toMatchObject([{ waiting: 4 }]);
    await again.retryParked();
    expect(paid(db)[0]).toEqual({ stream: 'project-a', dong: 10, last: 3 });
  });

  it('is found by itself when its table refuses the row, with the rest of the batch kept', async () => {
    const log = await logOf(
      ['project-a', event('a0', 'AdvanceRecovered', { amount: 1_000 })],
      ['project-b', event('b0', 'AdvancePaid')],
      ['project-a', event('a1', 'AdvancePaid')],
    );
    const [db, alerts] = [new DatabaseSync(':memory:'), [] as Alert[]];
    const projector = new Projector({ log, db, models: [tally('tally')], onAlert: (alert) => alerts.push(alert) });
    await projector.catchUp();
    expect(paid(db)).toEqual([{ stream: 'project-b', dong: 5, last: 0 }]);
    expect(alerts).toHaveLength(1);
    expect((await projector.stats()).parked).toMatchObject([{ stream: 'project-a', fromRevision: 0, waiting: 2 }]);
    expect(await projector.retryParked()).toHaveLength(1);
  });
});

describe('an event of a newer build', () => {
  it('that stops every model stops them again at the next start, and is not taken for a gap', async () => {
    const log = await logOf(['project-a', event('a0', 'AdvancePaid')], ['project-a', event('a1', 'ProjectBlessed')]);
    const db = new DatabaseSync(':memory:');
    for (let start = 0; start < 3; start++) {
      const projector = new Projector({ log, db, models: [tally('tally')] });
      await projector.catchUp();
      const halt = { code: 'unknown-event', stream: 'project-a', revision: 1, type: 'ProjectBlessed', version: 1, known: 0 };
      expect(await projector.stats()).toMatchObject({ position: '0000000000000001', halted: [{ model: 'tally', halt }] });
    }
  });

  it.each([
    ['of an unknown type', event('c1', 'ProjectBlessed')],
    ['of a newer version', event('c1', 'AdvancePaid', { amount: 5 }, 2)],
  ])('%s stops the models that read such streams, before it', async (_, newer) => {
    const log = await logOf(['project-a', event('a0', 'AdvancePaid')], ['project-b', newer], ['project-a', event('a1', 'AdvancePaid')]);
    const plans: ReadModel = { ...tally('plans'), types: new Set(['PlanDecided']) };
    const [db, alerts] = [new DatabaseSync(':memory:'), [] as Alert[]];
    const projector = new Projector({ log, db, models: [tally('tally'), plans], onAlert: (alert) => alerts.push(alert) });
    await projector.catchUp();
    expect(paid(db)).toEqual([{ stream: 'project-a', dong: 5, last: 0 }]);
    expect(alerts).toMatchObject([{ kind: 'halted', model: 'tally', position: '0000000000000002' }]);
    expect((await projector.stats()).halted).toHaveLength(1);
    expect(
      db
        .prepare('SELECT model, position FROM checkpoint ORDER BY model')
        .all()
        .map((row) => ({ ...row })),
    ).toEqual([
      { model: 'plans', position: '0000000000000003' },
      { model: 'tally', position: '0000000000000001' },
    ]);
  });

  it('of a kind of stream that no model reads is passed over', async () => {
    const log = await logOf(['seal-2026-11-22', event('d0', 'HeadsSealed')], ['project-a', event('a0', 'AdvancePaid')]);
    const db = new DatabaseSync(':memory:');
    await new Projector({ log, db, models: [tally('tally')] }).catchUp();
    expect(paid(db)).toHaveLength(1);
  });
});
