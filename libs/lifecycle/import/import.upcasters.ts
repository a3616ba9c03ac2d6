import type { Upcasters } from '../upcast.ts';

/** Every import event is at version 1 so far. */
export const importUpcasters: Upcasters = {};
