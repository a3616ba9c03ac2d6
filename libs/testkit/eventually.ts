import { setTimeout } from 'node:timers/promises';

export interface Patience {
  readonly everyMs?: number;
  /** On a machine that has much else to do. */
  readonly withinMs?: number;
}

/** Looks again and again until it is so. @throws Error it did not come to be in time */
export async function eventually(is: () => boolean | Promise<boolean>, { everyMs = 5, withinMs = 60_000 }: Patience = {}): Promise<void> {
  for (const giveUp = performance.now() + withinMs; !(await is()); await setTimeout(everyMs))
    if (performance.now() > giveUp) throw new Error(`not within ${withinMs} ms: ${is.toString()}`);
}
