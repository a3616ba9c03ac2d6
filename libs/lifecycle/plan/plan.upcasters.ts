import type { Upcasters } from '../upcast.ts';
import type { PlanEvent } from './plan.events.ts';

/** Every event of a plan; the compiler finds the forgotten one. All are at version 1 so far. */
export const planUpcasters: Upcasters<PlanEvent['type']> = {
  PlanAllocated: [],
  PlanDecided: [],
  PlanAdjusted: [],
  PlanItemsReleased: [],
  PlanChangeTaken: [],
  PlanChangeUndone: [],
};
