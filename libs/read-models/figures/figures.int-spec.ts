import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from '@jest/globals';
import { histories } from '#testkit/histories';
import { readRegister, type RegisterRow } from '#testkit/register-events';
import { oracleReport } from '#testkit/register-oracle';
import { provincesOf } from '#reference/provinces';
import { dayNumber } from '#lifecycle/calendar-date';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { ModelEvent } from '../model.ts';
import { type Standing, standingAfter } from '#lifecycle/project/project-stage';
import { FACT_WIDTH } from './facts.ts';
import { standingAt } from './standing.ts';
import { boardFigures } from './board-figures.ts';
import { emptyFigures, inLog, project, REGISTER, registerEvents } from './figures.fixture.ts';
import { figures } from './figures.model.ts';
import { knownDay } from './days.ts';
import { Ledger } from './ledger.ts';
import { regionFigures } from './region-figures.ts';

/** Histories are recorded day by day, many projects at once. */
const lived = inLog(
  [...histories({ projects: 300, seed: 7 })].map(({ stream, revision, event: { type, data, meta } }) => ({
    stream,
    revision,
    type,
    data,
    occurredOn: meta['occurredOn'] ?? '',
    recordedAt: meta['recordedAt'] ?? '',
  })),
);
const content = (db: DatabaseSync) => db.prepare('SELECT * FROM figures_project ORDER BY id').all();
const built = (events: readonly ModelEvent[], batch: number): DatabaseSync => {
  const db = emptyFigures();
  project(db, events, batch);
  return db;
};

describe('the rows of the figures', () => {
  it('are the same whatever the batches', () => {
    const whole = content(built(lived, lived.length));
    expect(whole).toHaveLength(300);
    for (const batch of [1, 7, 64, 1_000]) expect(content(built(lived, batch))).toEqual(whole);
  });

  it('are the same when a rebuild relieves its memory on the way', () => {
    const db = emptyFigures();
    const writer = figures.open(db);
    const many = inLog(
      Array.from({ length: 21_000 }, (_, index) => ({ ...(lived[0] as ModelEvent), stream: `project-${index}`, revision: 0 })).concat(
        lived.slice(0, 500),
      ),
    );
    for (const [index, event] of many.entries()) {
      writer.apply(event);
      if (index % 3_000 === 0) writer.relieve?.();
    }
    expect(content(db).length).toBeGreaterThanOrEqual(10_000);
    writer.flush();
    expect(content(db)).toEqual(content(built(many, 400)));
  });

  it('keep nothing of an event that cannot be applied, nor of a batch that was rolled back', () => {
    const db = emptyFigures();
    const writer = figures.open(db);
    const [first, ...others] = lived as readonly [ModelEvent, ...ModelEvent[]];
    expect(() => writer.apply({ ...first, type: 'AdvancePaid', data: { tranche: 'first', amount: 1 } })).toThrow('begins with AdvancePaid');
    expect(() => writer.apply({ ...first, occurredOn: 'soon' })).toThrow('not a date');
    expect(() => writer.apply({ ...first, recordedAt: 'now' })).toThrow('not an instant');
    writer.apply(first);
    writer.reset();
    writer.flush();
    expect(content(db)).toEqual([]);
    project(db, [first, ...others], 50);
    expect(content(db)).toEqual(content(built(lived, 50)));
  });

  it('refuse events of a project that has no survey', () => {
    const writer = figures.open(emptyFigures());
    writer.apply({ ...(lived[0] as ModelEvent), revision: 3, type: 'ProjectStopped', data: {} });
    expect(() => writer.flush()).toThrow('no survey');
  });
});

describe('the stage of a project in the figures', () => {
  it('is the one that its record shows, at every event of 300 lives', () => {
    const ledger = new Ledger(built(lived, 1_000));
    const standings = new Map<string, Standing | null>();
    for (const { stream, revision, type, data, occurredOn } of lived) {
      const standing = standingAfter(standings.get(stream) ?? null, { type, data } as unknown as ProjectEvent, occurredOn);
      standings.set(stream, standing);
      const facts = ledger.project(stream.slice('project-'.length))?.facts.slice(0, (revision + 1) * FACT_WIDTH) ?? [];
      const { stage, stageDay } = standingAt(facts, { asOfDay: Infinity, knownDay: Infinity });
      expect([stage, stageDay]).toEqual([standing.stage, dayNumber(standing.stageOn)]);
    }
    expect(new Set([...standings.values()].map((standing) => standing?.stage)).size).toBeGreaterThan(6);
  });
});

describe('what was known on a day', () => {
  it('is what was recorded before the end of it in Asia/Ho_Chi_Minh', () => {
    expect(knownDay('2022-09-30T16:59:59.999Z')).toBe(knownDay('2022-09-29T17:00:00.000Z'));
    expect(knownDay('2022-09-30T17:00:00.000Z')).toBe(knownDay('2022-09-30T16:59:59.999Z') + 1);
  });

  it('agrees with the register cut down to what had been recorded by then', () => {
    const LAG_DAYS = 20;
    const later = (day: string): string => new Date(Date.parse(day) + LAG_DAYS * 86_400_000).toISOString().slice(0, 10);
    const ledger = new Ledger(
      built(
        registerEvents((occurredOn) => `${later(occurredOn)}T16:59:59.999Z`),
        500,
      ),
    );
    const register = readRegister(REGISTER);
    const codes = provincesOf('north', 'vn63').map(({ code }) => code);
    for (const [asOf, knownAt] of [
      ['2022-09-30', '2022-09-30'],
      ['2022-05-01', '2022-05-10'],
      ['2021-12-31', '2022-06-30'],
    ] as const) {
      const known = register.map((row) => withoutLaterThan(row, (day) => later(day) <= knownAt));
      const { totals } = regionFigures(ledger, { region: 'north', year: 2022, asOf, knownAt, set: 'vn63' });
      const expected = oracleReport(known, codes, 2022, asOf).totals;
      expect(totals.KCQG).toEqual({ plan: expected.KCQG.plan, executed: expected.KCQG.executed, samePeriod: expected.KCQG.samePeriod });
      expect(totals.KCDP).toEqual({ plan: expected.KCDP.plan, executed: expected.KCDP.executed, samePeriod: expected.KCDP.samePeriod });
    }
  });
});

/** A register row as it stood before some of its dates were known. */
const withoutLaterThan = (row: RegisterRow, known: (day: string) => boolean): RegisterRow =>
  Object.fromEntries(
    Object.entries(row).map(([column, cell]) => [column, column.endsWith('_on') && cell !== '' && !known(cell) ? '' : cell]),
  );

describe('the ledger in memory', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tiendo-figures-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const board = (ledger: Ledger) => boardFigures(ledger, { year: 2018, asOf: '2018-12-31', knownAt: null, set: 'vn63' });

  /** Of each contract, its members as they stand now. */
  const members = (ledger: Ledger) => {
    const contracts = new Set([...ledger.projects()].flatMap(({ contract }) => contract ?? []));
    return [...contracts].toSorted().map((contract) => ledger.membersOf(contract).toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  };

  it('follows what another connection writes, event by event', () => {
    const file = join(directory, 'models.db');
    const writing = emptyFigures(file);
    const ledger = new Ledger(new DatabaseSync(file, { readOnly: true }));
    expect(board(ledger).every(({ projects }) => projects === 0)).toBe(true);
    for (let from = 0; from < lived.length; from += 400) {
      project(writing, lived.slice(from, from + 400), 150);
      expect(board(ledger)).toEqual(board(new Ledger(writing)));
      expect(members(ledger)).toEqual(members(new Ledger(writing)));
    }
    expect(members(ledger).length).toBeGreaterThan(20);
    expect(board(ledger).reduce((sum, { projects }) => sum + projects, 0)).toBeGreaterThan(20);
  });

  it('shows a reader in a transaction the snapshot of it, and the news after it', () => {
    const file = join(directory, 'snapshot.db');
    const writing = emptyFigures(file);
    const reading = new DatabaseSync(file, { readOnly: true });
    const ledger = new Ledger(reading);
    const count = () => [...ledger.projects()].length;
    project(writing, lived.slice(0, 500));
    reading.exec('BEGIN');
    const before = count();
    project(writing, lived.slice(500));
    expect(count()).toBe(before);
    reading.exec('COMMIT');
    expect(before).toBeLessThan(300);
    reading.exec('BEGIN');
    expect(count()).toBe(300);
    reading.exec('COMMIT');
  });

  it('takes in a stream that was parked and comes late with old positions', () => {
    const late = lived[0]?.stream;
    const db = built(
      lived.filter(({ stream }) => stream !== late),
      200,
    );
    const ledger = new Ledger(db);
    expect([...ledger.projects()]).toHaveLength(299);
    project(
      db,
      lived.filter(({ stream }) => stream === late),
    );
    expect([...ledger.projects()]).toHaveLength(300);
    expect(board(ledger)).toEqual(board(new Ledger(built(lived, 1_000))));
  });

  it('starts over when the model was emptied under it', () => {
    const db = built(lived, 1_000);
    const ledger = new Ledger(db);
    const before = [...ledger.projects()].length;
    db.exec('DROP TABLE figures_project');
    db.exec(`${figures.tables}; ${figures.indexes};`);
    expect([...ledger.projects()]).toEqual([]);
    project(db, lived);
    expect([...ledger.projects()]).toHaveLength(before);
  });
});
