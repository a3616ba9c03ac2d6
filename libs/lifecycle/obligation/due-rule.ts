/** Which dated row says until when, and what it comes to. */
import { inForce, type Rule } from '#reference/rules/rule';
import type { Term } from '#reference/rules/terms';
import { dayNumber } from '../calendar-date.ts';
import type { RuleBook } from '../context.ts';
import type { Day } from '../fields.events.ts';
import { termOn } from '../procedure-rules.ts';
import { isOwn } from '../rules.ts';
import type { Subject } from './course.ts';
import type { ObligationKind } from './obligation.ts';
import type { Limit } from './reckoning.ts';

export interface DueRule {
  readonly rule: Rule;
  readonly by: Term;
}

/** The row in force on a day, a province's own first; undefined: nothing known says until when. */
export function dueRuleOn(
  rules: RuleBook,
  kind: ObligationKind,
  whose: Pick<Subject, 'source' | 'province'>,
  day: Day,
): DueRule | undefined {
  switch (kind) {
    case 'first-advance':
    case 'remaining-advance':
    case 'settlement-dossier':
    case 'settlement': {
      const rows = rules.deadlines.filter((row) => row.obligation === kind && inForce(row, day));
      const rule = rows.find((row) => isOwn(row, whose)) ?? rows.find(({ province }) => province === undefined);
      return rule && { rule, by: 'days' in rule.after ? rule.after : { monthDayAfter: rule.after.monthDay } };
    }
    case 'submission': {
      // TT 36/2013 art. 10 speaks of KCQG alone.
      const rule = whose.source === 'KCQG' ? rules.registrationDays.find((row) => inForce(row, day)) : undefined;
      return rule && { rule, by: { monthDayBefore: rule.monthDay } };
    }
    default: {
      const rule = termOn(rules, kind === 'registration' ? 'registration-at-department' : kind, whose, day);
      return rule && { rule, by: rule.by };
    }
  }
}

/** @param year plan year, or the one to which its money was carried over. @returns undefined: there is no contract whose end it would be */
export function limitOf(by: Term, startedOn: Day, year: number, contractEndsOn: Day | null): Limit | undefined {
  if ('days' in by) return { unit: 'calendar', count: by.days };
  if ('workingDays' in by) return { unit: 'working', count: by.workingDays };
  if ('monthDayBefore' in by) return fixed(`${year - 1}-${by.monthDayBefore}`);
  if ('monthDayAfter' in by) return fixed(`${year + 1}-${by.monthDayAfter}`);
  if ('dayOfMonth' in by) return fixed(`${startedOn.slice(0, 8)}${String(by.dayOfMonth).padStart(2, '0')}`);
  return contractEndsOn === null ? undefined : { unit: 'fixed', day: dayNumber(contractEndsOn) + by.afterContractEnd };
}

const fixed = (day: Day): Limit => ({ unit: 'fixed', day: dayNumber(day) });
