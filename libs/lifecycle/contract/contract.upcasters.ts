import type { Upcasters } from '../upcast.ts';

/** Every contract event is at version 1 so far. */
export const contractUpcasters: Upcasters = {};
