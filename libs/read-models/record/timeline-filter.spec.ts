import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Timeline, TimelineEntry } from '#contracts/timeline';
import { CursorUnknown } from '../projects/cursor.ts';
import { RANDOM_STREAM, randomLife, sourceOf, vietnamDay } from './random-record.fixture.ts';
import { timeline, type TimelineAsked } from './timeline.ts';
import { type Criteria, filterOf } from './timeline-filter.ts';

const ID = RANDOM_STREAM.slice('project-'.length);
const ALL = { asOf: '2030-01-01', knownAt: null };
const life = randomLife(5);
const source = sourceOf(life.events);
const told = async (asked: TimelineAsked = {}): Promise<Timeline> => (await timeline(source, ID, ALL, asked)) as Timeline;

/** Each criterion in other words than the filter's. */
const MEANS: {
  readonly [Name in keyof Criteria]-?: readonly [
    (entries: readonly TimelineEntry[]) => Criteria[Name],
    (entry: TimelineEntry, wanted: never) => boolean,
  ];
} = {
  actor: [
    ([a, b]) => [a?.actor ?? '', b?.actor ?? ''],
    ({ actor, onBehalfOf }, wanted: readonly string[]) => [actor, onBehalfOf].some((who) => wanted.includes(who ?? '-')),
  ],
  unit: [() => ['cuc'], ({ unit }) => unit === 'cuc'],
  type: [([a]) => [a?.type as never], ({ type }, [wanted]: readonly string[]) => type === wanted],
  group: [() => ['keeping', 'money'], ({ group }) => group === 'keeping' || group === 'money'],
  stage: [(entries) => [entries.at(-1)?.stage ?? 'draft'], ({ stage }, [wanted]: readonly string[]) => stage === wanted],
  field: [() => ['documents', 'stage'], ({ wrote }) => wrote.includes('documents') || wrote.includes('stage')],
  occurred: [
    (entries) => ({ from: entries[3]?.occurredOn ?? '', to: entries[9]?.occurredOn ?? '' }),
    ({ occurredOn }, { from, to }: { from: string; to: string }) => occurredOn >= from && occurredOn <= to,
  ],
  recorded: [
    (entries) => ({ from: null, to: vietnamDay(entries[6]?.recordedAt ?? '') }),
    ({ recordedAt }, { to }: { to: string }) => vietnamDay(recordedAt) <= to,
  ],
  q: [() => 'KHAO sat', ({ sentence }) => /khảo/i.test(sentence.vi) && /sát/i.test(sentence.vi)],
};

describe('a filter', () => {
  it.each(Object.keys(MEANS) as readonly (keyof Criteria)[])('by %s leaves what is so, and turned round what is not', async (name) => {
    const all = (await told()).entries;
    const [choose, means] = MEANS[name];
    const wanted = choose(all);
    const so = all.filter((entry) => (means as (entry: TimelineEntry, wanted: unknown) => boolean)(entry, wanted));
    expect(so.length).toBeLessThan(all.length);
    if (name !== 'unit') expect(so.length).toBeGreaterThan(0);
    expect((await told({ filter: { only: { [name]: wanted }, not: {} } })).entries).toEqual(so);
    expect((await told({ filter: { only: {}, not: { [name]: wanted } } })).entries).toEqual(all.filter((entry) => !so.includes(entry)));
  });

  it('of several criteria leaves what is all of them and none of the others', async () => {
    const all = (await told()).entries;
    const filter = { only: { group: ['keeping'] as const, actor: [all[1]?.actor ?? ''] }, not: { type: ['NoteAdded'] as const } };
    const wanted = all.filter(({ group, actor, type }) => group === 'keeping' && actor === all[1]?.actor && type !== 'NoteAdded');
    expect(all.filter(filterOf(filter))).toEqual(wanted);
  });
});

describe('pages', () => {
  it('hold every entry once, in order, whatever their size', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (limit) => {
        const whole = await told();
        const seen: TimelineEntry[] = [];
        let cursor: string | null | undefined;
        while (cursor !== null) {
          const page: Timeline = await told({ limit, ...(cursor === undefined ? {} : { cursor }) });
          expect(page.total).toBe(whole.total);
          seen.push(...page.entries);
          cursor = page.nextCursor;
        }
        expect(seen).toEqual(whole.entries);
      }),
      { numRuns: 15, seed: 7 },
    ));

  it('begin at a day that is jumped to, or at none when it is past the last', async () => {
    const { entries } = await told();
    const day = entries[12]?.occurredOn ?? '';
    const page = await told({ jumpTo: day, limit: 3 });
    expect(page.entries[0]).toEqual(entries.find(({ occurredOn }) => occurredOn >= day));
    expect((await told({ jumpTo: '2031-01-01' })).entries).toEqual([]);
  });

  it('refuse a cursor of another filter, another moment or none at all', async () => {
    const { nextCursor } = await told({ limit: 1 });
    const cursor = nextCursor ?? '';
    await expect(told({ cursor, filter: { only: { q: 'x' }, not: {} } })).rejects.toThrow(CursorUnknown);
    await expect(timeline(source, ID, { ...ALL, knownAt: '2029-01-01' }, { cursor })).rejects.toThrow(CursorUnknown);
    for (const bad of ['', 'x', 'W10', `${cursor}x`]) await expect(told({ cursor: bad })).rejects.toThrow(CursorUnknown);
  });
});
