import type { Duty } from '#reference/definitions/definition';
import type { RuleBook } from '../context.ts';
import { segregationBetween } from '../procedure-rules.ts';
import { Refusal } from '../refusal.ts';
import { refusedBy } from '../rules.ts';
import type { Asker } from './act.ts';
import type { Hands } from './project.state.ts';

/**
 * Whoever did one duty for a project may not do the other, in whichever order; a delegate counts for both persons.
 * @throws Refusal `segregation`
 */
export function refuseConflict(rules: RuleBook, duty: Duty, { actor, delegatedBy, occurredOn }: Asker, hands: Hands): void {
  for (const [done, people] of Object.entries(hands) as [Duty, readonly string[]][]) {
    const rule = segregationBetween(rules, [duty, done], occurredOn);
    const person = people.find((who) => who === actor || who === delegatedBy);
    if (rule !== undefined && person !== undefined) throw new Refusal('segregation', { person, did: done, duty }, refusedBy(rule));
  }
}
