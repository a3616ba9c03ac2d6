import type { Duty } from '#reference/definitions/definition';
import { legalBasisOf, ruleOn } from '#reference/rules/rule';
import type { RuleBook } from '../context.ts';
import { Refusal } from '../refusal.ts';
import type { Asker } from './act.ts';
import type { Hands } from './project.state.ts';

/**
 * Whoever did one duty for a project may not do the other, in whichever order; a delegate counts for both persons.
 * @throws Refusal `segregation`
 */
export function refuseConflict(rules: RuleBook, duty: Duty, { actor, delegatedBy, occurredOn }: Asker, hands: Hands): void {
  const people = [actor, ...(delegatedBy === undefined ? [] : [delegatedBy])];
  for (const done of Object.keys(hands) as Duty[]) {
    const rule = ruleOn(
      rules.segregation,
      occurredOn,
      ({ one, other }) => (one === duty && other === done) || (one === done && other === duty),
    );
    const person = rule === undefined ? undefined : people.find((who) => hands[done]?.includes(who));
    if (rule !== undefined && person !== undefined)
      throw new Refusal('segregation', { person, did: done, duty }, { rule: rule.id, legalBasis: legalBasisOf(rule), status: rule.status });
  }
}
