/** Which step of a ladder falls on which day. */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Audience, Ladder, ReminderHours } from '#reference/rules/ladders';
import { inForce } from '#reference/rules/rule';
import { dayNumber, fromDayNumber } from '../calendar-date.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { RuleBook } from '../context.ts';
import type { Day } from '../fields.events.ts';
import { isOwn } from '../rules.ts';
import type { Obligation, ObligationKind } from './obligation.ts';

export interface Step {
  /** `before-10`, `due`, `after-5`, `weekly-2`, `supervisor`, `department`. */
  readonly step: string;
  readonly on: Day;
  /** Who is told; each later one besides those before. */
  readonly audience: readonly Audience[];
}

export interface StepNow extends Step {
  /** Its day lies before today. */
  readonly late: boolean;
  /** Steps before it, since the last that was claimed: they are never sent. */
  readonly skipped: readonly string[];
}

/** The ladder in force on a day: one that names the kind before the one for all others; of two alike the province's own. */
export function ladderOf(
  rules: RuleBook,
  { kind, source, province }: { readonly kind: ObligationKind; readonly source: Source; readonly province: ProvinceRef },
  day: Day,
): Ladder | undefined {
  const rank = (row: Ladder): number => (row.kinds === null ? 0 : 2) + (row.province === undefined ? 0 : 1);
  return rules.ladders
    .filter((row) => inForce(row, day) && (row.kinds === null || row.kinds.includes(kind)))
    .filter((row) => row.province === undefined || isOwn(row, { source, province }))
    .toSorted((a, b) => rank(b) - rank(a))[0];
}

/** When reminders may be sent to people of a province, or to somebody of none; undefined: no row in force says, so never. */
export function reminderHoursOn(rules: RuleBook, province: ProvinceRef | null, day: Day): ReminderHours | undefined {
  const rows = rules.reminderHours.filter((row) => inForce(row, day));
  const own = rows.find((row) => row.province !== undefined && row.province.set === province?.set && row.province.code === province.code);
  return own ?? rows.find((row) => row.province === undefined);
}

/**
 * The steps of one obligation in the order of their days, none on a day off and at most one a day: up to the last day a step moves to
 * the working day before, later ones to the one after; of several on a day the latest stays. A step that would fall before the
 * obligation started is none of its steps.
 */
export function stepsOf(
  ladder: Ladder,
  { startedOn, due }: Pick<Obligation, 'startedOn' | 'due'>,
  calendar: WorkingCalendar,
): readonly Step[] {
  const last = dayNumber(due);
  const steps = rungs(ladder).map(({ after, ...step }) => {
    const day = last + after;
    return { ...step, on: fromDayNumber(after > 0 ? calendar.onOrAfter(day) : calendar.onOrBefore(day)) };
  });
  return steps.filter(({ on }, index) => on >= startedOn && steps[index + 1]?.on !== on);
}

interface Rung extends Pick<Step, 'step' | 'audience'> {
  /** Calendar days after the last day; negative: before it. */
  readonly after: number;
}

function rungs({ before, onDue, after, weekly, escalate }: Ladder): readonly Rung[] {
  const audience: readonly Audience[] = ['holder'];
  const last = after.at(-1) ?? 0;
  return [
    ...before.map((days) => ({ step: `before-${days}`, after: -days, audience })),
    ...(onDue ? [{ step: 'due', after: 0, audience }] : []),
    ...after.map((days) => ({ step: `after-${days}`, after: days, audience })),
    ...Array.from({ length: weekly }, (_, index) => ({ step: `weekly-${index + 1}`, after: last + 7 * (index + 1), audience })),
    ...escalate.map((step, index) => ({
      step,
      after: last + 7 * (weekly + index + 1),
      audience: [...audience, ...escalate.slice(0, index + 1)],
    })),
  ];
}

/** The latest step whose day has come, unless it or a later one is claimed. */
export function stepNow(steps: readonly Step[], today: Day, claimed: ReadonlySet<string>): StepNow | null {
  const at = steps.findLastIndex(({ on }) => on <= today);
  const covered = lastClaimed(steps, claimed);
  const now = steps[at];
  if (now === undefined || at <= covered) return null;
  return { ...now, late: now.on < today, skipped: steps.slice(covered + 1, at).map(({ step }) => step) };
}

/** First day after `today` with a step that no claimed one covers; null: there is none. */
export function nextStepDay(steps: readonly Step[], today: Day, claimed: ReadonlySet<string>): Day | null {
  return steps.slice(lastClaimed(steps, claimed) + 1).find(({ on }) => on > today)?.on ?? null;
}

const lastClaimed = (steps: readonly Step[], claimed: ReadonlySet<string>): number => steps.findLastIndex(({ step }) => claimed.has(step));
