import { RULE_LIST_NAMES } from '#lifecycle/rulebook/rule-lists';
import type { Subject } from '#lifecycle/obligation/course';
import type { Obligation } from '#lifecycle/obligation/obligation';
import { inBoth } from '#reference/rules/legal-basis';
import { legalBasisOf, type Rule } from '#reference/rules/rule';
import type { ReminderRule } from '#contracts/reminders';
import type { Grounds } from './clock-model/grounds.ts';

/** The rule of that name, whatever list it stands in; undefined: a build or an activation that is gone had it. */
export function ruleRow(grounds: Grounds, whose: Pick<Subject, 'source' | 'province'>, id: string): Rule | undefined {
  const rules = grounds.rulesFor(whose);
  for (const list of RULE_LIST_NAMES) {
    const row = (rules[list] as readonly Rule[]).find((one) => one.id === id);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** Of a deadline that is over: only the rule's name was kept. */
export function reminderRule(grounds: Grounds, whose: Pick<Subject, 'source' | 'province'> | null, id: string): ReminderRule {
  const row = whose === null ? undefined : ruleRow(grounds, whose, id);
  return citedRule({ id, legalBasis: row === undefined ? '' : legalBasisOf(row), status: row?.status ?? 'unverified' });
}

export const citedRule = ({ legalBasis, ...rule }: Obligation['rule']): ReminderRule => ({
  ...rule,
  legalBasis: inBoth(legalBasis),
});
