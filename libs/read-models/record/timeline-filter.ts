import type { EventGroup, EventType } from '#contracts/event-kinds';
import type { Stage } from '#contracts/figures';
import type { RecordField } from '#contracts/record-fields';
import type { TimelineEntry } from '#contracts/timeline';
import { fold } from '#reference/fold';
import { instantsOf } from './moment.ts';

/** Days, both ends included, YYYY-MM-DD; null: open. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** What an entry must be; of a list any one will do, and of several criteria all must hold. */
export interface Criteria {
  /** Who did it, or for whom it was done. */
  readonly actor?: readonly string[];
  readonly unit?: readonly string[];
  readonly type?: readonly EventType[];
  readonly group?: readonly EventGroup[];
  readonly stage?: readonly Stage[];
  readonly field?: readonly RecordField[];
  /** Business days. */
  readonly occurred?: DayRange;
  /** Days in Asia/Ho_Chi_Minh on which it was recorded. */
  readonly recorded?: DayRange;
  /** Words of the sentence in either language, the reason, the document and the actor; marks do not matter. */
  readonly q?: string;
}

export interface TimelineFilter {
  readonly only: Criteria;
  /** None of these may hold (không phải). */
  readonly not: Criteria;
}

type Test = (entry: TimelineEntry) => boolean;

/** The same filter for many entries. */
export function filterOf({ only, not }: TimelineFilter): Test {
  const [all, none] = [testsOf(only), testsOf(not)];
  return (entry) => all.every((test) => test(entry)) && !none.some((test) => test(entry));
}

const TESTS: { readonly [Name in keyof Criteria]-?: (wanted: NonNullable<Criteria[Name]>) => Test } = {
  actor: (wanted) => (entry) => wanted.includes(entry.actor) || (entry.onBehalfOf !== null && wanted.includes(entry.onBehalfOf)),
  unit: (wanted) => (entry) => entry.unit !== null && wanted.includes(entry.unit),
  type: (wanted) => (entry) => (wanted as readonly string[]).includes(entry.type),
  group: (wanted) => (entry) => wanted.includes(entry.group),
  stage: (wanted) => (entry) => wanted.includes(entry.stage),
  field: (wanted) => (entry) => entry.wrote.some((field) => wanted.includes(field)),
  occurred:
    ({ from, to }) =>
    (entry) =>
      (from ?? '') <= entry.occurredOn && (to === null || entry.occurredOn <= to),
  recorded: (days) => {
    const { from, before } = instantsOf(days);
    return ({ recordedAt }) => (from === null || recordedAt >= from) && (before === null || recordedAt < before);
  },
  q: (asked) => {
    const words = fold(asked)
      .split(/\s+/)
      .filter((word) => word !== '');
    return (entry) => {
      const { vi, en } = entry.sentence;
      const text = fold([vi, en, entry.reason, entry.document, entry.actor].join(' '));
      return words.every((word) => text.includes(word));
    };
  },
};

const testsOf = (criteria: Criteria): readonly Test[] =>
  Object.entries(criteria).flatMap(([name, wanted]) =>
    wanted === undefined ? [] : [(TESTS[name as keyof Criteria] as (wanted: unknown) => Test)(wanted)],
  );
