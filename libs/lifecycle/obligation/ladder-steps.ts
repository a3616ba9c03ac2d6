/** Which step of a ladder falls on which day. */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Audience, Ladder } from '#reference/rules/ladders';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { RuleBook } from '../context.ts';
import type { Day } from '../fields.events.ts';
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
  /** Steps before it that nobody claimed: they are never sent. */
  readonly skipped: readonly string[];
}

/** The ladder in force on a day: a province's own first, then one that names the kind, then the one for all others. */
export function ladderOf(
  _rules: RuleBook,
  _whose: { readonly kind: ObligationKind; readonly source: Source; readonly province: ProvinceRef },
  _day: Day,
): Ladder | undefined {
  return undefined;
}

/**
 * The steps of one obligation in the order of their days, none on a day off and at most one a day: up to the last day a step moves to
 * the working day before, later ones to the one after; of several on a day the latest stays. A step that would fall before the
 * obligation started is none of its steps.
 */
export function stepsOf(_ladder: Ladder, _of: Pick<Obligation, 'startedOn' | 'due'>, _calendar: WorkingCalendar): readonly Step[] {
  return [];
}

/** The latest step whose day has come, unless it or a later one is claimed. */
export function stepNow(_steps: readonly Step[], _today: Day, _claimed: ReadonlySet<string>): StepNow | null {
  return null;
}

/** First day after `today` with a step that no claimed one covers; null: there is none. */
export function nextStepDay(_steps: readonly Step[], _today: Day, _claimed: ReadonlySet<string>): Day | null {
  return null;
}
