import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RECORD_FIELD_NAMES, type RecordField } from '#contracts/record-fields';
import type { ProjectRecord } from '#contracts/projects';
import { chooser } from '#lifecycle/project/random-bodies.fixture';
import { recordDifference } from './difference.ts';
import { headValues, isSection, valueOf } from './fields.ts';
import type { AskedMoment } from './moment.ts';
import { happened } from './project-events.ts';
import { projectRecord, recordOf } from './project-record.ts';
import { RANDOM_STREAM, type RandomLife, randomLife, sourceOf, vietnamDay } from './random-record.fixture.ts';
import { headOf } from './record-head.ts';
import { stepsOf } from './steps.ts';
import { timeline } from './timeline.ts';

const ID = RANDOM_STREAM.slice('project-'.length);
const runs = { numRuns: 25, seed: 20_260_630 };
/** No event writes them. */
const BY_DAYS: readonly RecordField[] = ['ball.days', 'deadlines', 'obligations'];
const NOTHING_DUE = { obligations: [], deadlines: [] };
const lives = fc.integer({ min: 1, max: 1_000_000 });

/** What design.md says of a moment, in other words than the code's. */
const counted = ({ events }: RandomLife, { asOf, knownAt }: AskedMoment) =>
  events.filter(
    ({ meta: { occurredOn = '', recordedAt = '' } }) => occurredOn <= asOf && (knownAt === null || vietnamDay(recordedAt) <= knownAt),
  );

function moments(life: RandomLife, seed: number): readonly AskedMoment[] {
  const { pick } = chooser(seed);
  return Array.from({ length: 6 }, (_, index) => ({ asOf: pick(life.days), knownAt: index < 2 ? null : pick(life.days) }));
}

const eachMoment = (visit: (life: RandomLife, moment: AskedMoment) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(lives, async (seed) => {
      const life = randomLife(seed);
      if (life.events.length > 0) for (const moment of moments(life, seed)) await visit(life, moment);
    }),
    runs,
  );

describe('a record as of a day and as known on a day', () => {
  it('is the record of a log that holds nothing but what had happened and was recorded by then', () =>
    eachMoment(async (life, moment) => {
      const seen = await projectRecord(sourceOf(life.events), ID, moment);
      const alone = await projectRecord(sourceOf(counted(life, moment)), ID, { asOf: '2200-01-01', knownAt: null });
      if (seen === null || alone === null) return void expect([seen, alone]).toEqual([null, null]);
      const until = recordOf({ id: ID, events: counted(life, moment).map(happened), position: seen.position }, moment, NOTHING_DUE);
      expect(seen).toEqual(until);
      // Nothing but ages and days of the ball knows which day it is.
      const timeless = (record: ProjectRecord) => ({ ...record, ball: record.ball.holder, obstacles: 0, asOf: '', knownAt: '' });
      expect(timeless(seen)).toEqual(timeless(alone));
    }));

  it('has a timeline of the same events and no other', () =>
    eachMoment(async (life, moment) => {
      const told = await timeline(sourceOf(life.events), ID, moment);
      const wanted = counted(life, moment).map(({ id }) => id);
      if (told === null) return void expect(wanted).not.toContain(life.events[0]?.id);
      expect(told.entries.map(({ id }) => id).sort()).toEqual(wanted.sort());
      expect(told.total).toBe(wanted.length);
    }));
});

describe('what an event did', () => {
  it('is what the record says after it and not before it, in every field and section', () => {
    fc.assert(
      fc.property(lives, (seed) => {
        const events = randomLife(seed).events.map(happened);
        const record = (length: number) =>
          length === 0
            ? null
            : recordOf({ id: ID, events: events.slice(0, length), position: null }, { asOf: '2025-01-01', knownAt: null }, NOTHING_DUE);
        for (const [index, { changes, wrote, stage }] of stepsOf(events).entries()) {
          const [before, after] = [record(index), record(index + 1) as ProjectRecord];
          const type = events[index]?.event.type;
          const text = (of: ProjectRecord | null, field: RecordField) => (of === null ? '' : JSON.stringify(valueOf(of, field)));
          const changed = RECORD_FIELD_NAMES.filter((field) => !BY_DAYS.includes(field) && text(before, field) !== text(after, field));
          // The survey begins all the sections, most of them empty.
          const unsaid = before === null ? [] : changed.filter((field) => !wrote.includes(field));
          expect([type, unsaid]).toEqual([type, []]);
          const values = changed.filter((field) => !isSection(field) && (before !== null || valueOf(after, field) !== null));
          expect(changes.map(({ field }) => field)).toEqual(values);
          for (const { field, after: now } of changes) expect(now).toBe(headValues(headOf(events.slice(0, index + 1)))[field]);
          expect(stage).toBe(after.stage);
        }
      }),
      runs,
    );
  });
});

describe('the difference of two moments', () => {
  it('names every field that is not the same and none that is, with exactly the events that one of them counts', () =>
    eachMoment(async (life, moment) => {
      const other = { asOf: life.days.at(-1) ?? '', knownAt: null };
      const source = sourceOf(life.events);
      const view = (of: AskedMoment) => ({ moment: of, due: { obligations: [], clocks: null } });
      const difference = await recordDifference(source, ID, { from: view(moment), to: view(other) });
      const [from, to] = [await projectRecord(source, ID, moment), await projectRecord(source, ID, other)];
      if (difference === null) return void expect([from, to]).toEqual([null, null]);
      const text = (record: ProjectRecord | null, field: RecordField) => JSON.stringify(record && valueOf(record, field));
      const apart = RECORD_FIELD_NAMES.filter((field) => text(from, field) !== text(to, field));
      expect(difference.changes.map(({ field }) => field)).toEqual(apart);
      const ids = (of: AskedMoment) => new Set(counted(life, of).map(({ id }) => id));
      const [was, is] = [from === null ? new Set<string>() : ids(moment), ids(other)];
      expect(
        difference.events
          .filter(({ side }) => side === 'added')
          .map(({ id }) => id)
          .sort(),
      ).toEqual([...is].filter((id) => !was.has(id)).sort());
      expect(difference.events.filter(({ side }) => side === 'removed').map(({ id }) => id)).toEqual([...was].filter((id) => !is.has(id)));
      if (from === null) return;
      const byDays = ['ball.days', 'ball.since', 'ball.holder', 'obstacles'];
      for (const { field, events } of difference.changes)
        if (!byDays.includes(field)) expect([field, events.length]).not.toEqual([field, 0]);
    }));

  it('of one day as known then and as known now is what was learnt since', async () => {
    const life = randomLife(5);
    const day = life.days[Math.floor(life.days.length / 2)] ?? '';
    const view = (knownAt: string | null) => ({ moment: { asOf: day, knownAt }, due: { obligations: [], clocks: null } });
    const difference = await recordDifference(sourceOf(life.events), ID, { from: view(day), to: view(null) });
    expect(difference?.events.every(({ because, side }) => because === 'learnt' && side === 'added')).toBe(true);
    expect(difference?.events.length).toBeGreaterThan(0);
  });
});
