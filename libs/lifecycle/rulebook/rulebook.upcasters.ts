import type { Upcasters } from '../upcast.ts';
import type { RulebookEvent } from './rulebook.events.ts';

/** Every event of a rule book; the compiler finds the forgotten one. All are at version 1 so far. */
export const rulebookUpcasters: Upcasters<RulebookEvent['type']> = {
  RulesActivated: [],
  RulesRevoked: [],
};
