import type { Upcasters } from '../upcast.ts';

/** Every plan event is at version 1 so far. */
export const planUpcasters: Upcasters = {};
