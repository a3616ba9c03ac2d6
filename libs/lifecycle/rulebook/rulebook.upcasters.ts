import type { Upcasters } from '../upcast.ts';

/** Every event of a rule book is at version 1 so far. */
export const rulebookUpcasters: Upcasters = {};
