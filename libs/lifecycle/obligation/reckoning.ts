/** How much of a term is used, and when it is over, while its clock may stand still. Days are numbers since 1970-01-01. */
import { type WorkingCalendar, workingDayCount } from '../calendar/working-calendar.ts';

/** A day of the calendar, or so many days after the start. */
export type Limit = { readonly unit: 'fixed'; readonly day: number } | { readonly unit: 'calendar' | 'working'; readonly count: number };

/** From the first day that does not count to the first that does again. */
export interface Still {
  readonly from: number;
  /** null: it stands still today too. */
  readonly to: number | null;
}

export interface Reckoned {
  readonly due: number;
  readonly given: number | null;
  readonly used: number;
  readonly left: number;
}

/** On which day it is counted, and by which working days. */
export interface Counting {
  readonly today: number;
  readonly calendar: WorkingCalendar;
}

/** The day of the start is not counted. A fixed day stays where it is, whatever stands still. */
export function reckon(limit: Limit, start: number, stills: readonly Still[], counting: Counting): Reckoned {
  const { today } = counting;
  const days = daysOf(limit.unit, counting);
  const spans = disjoint(stills, today);
  const stood = (until: number): number => stoodBetween(spans, start, until, days);
  const used = Math.max(0, days.between(start, today) - stood(today));
  if (limit.unit === 'fixed') return { due: limit.day, given: null, used, left: limit.day - today };
  let due = days.add(start, limit.count);
  for (let later = due; ; due = later) {
    later = days.add(start, limit.count + stood(due));
    if (later === due) return { due, given: limit.count, used, left: limit.count - used };
  }
}

/** Days after the start and up to today that did not count, in the unit. */
export function stoodStill(unit: Limit['unit'], start: number, stills: readonly Still[], counting: Counting): number {
  return stoodBetween(disjoint(stills, counting.today), start, counting.today, daysOf(unit, counting));
}

const stoodBetween = (spans: readonly Span[], start: number, until: number, days: Counted): number =>
  spans.reduce((sum, { from, to }) => sum + Math.max(0, days.between(Math.max(from - 1, start), Math.min(to - 1, until))), 0);

const daysOf = (unit: Limit['unit'], { calendar }: Counting): Counted => (unit === 'working' ? worked(calendar) : plain);

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Counted {
  add(from: number, count: number): number;
  between(from: number, to: number): number;
}
const plain: Counted = { add: (from, count) => from + count, between: (from, to) => to - from };
const worked = (calendar: WorkingCalendar): Counted => ({
  add: (from, count) => calendar.add(from, workingDayCount(count)),
  between: (from, to) => (to <= from ? 0 : calendar.between(from, to)),
});

/** Stretches that overlap stand still once. */
function disjoint(stills: readonly Still[], today: number): readonly Span[] {
  const spans: { readonly from: number; to: number }[] = [];
  for (const { from, to } of stills.toSorted((a, b) => a.from - b.from)) {
    const until = to ?? today + 1;
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, until);
    else spans.push({ from, to: until });
  }
  return spans;
}
