import type { Upcasters } from '../upcast.ts';

/** Every project event is at version 1 so far. */
export const projectUpcasters: Upcasters = {};
