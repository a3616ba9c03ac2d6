import { type Clock, systemClock } from '#commands/clock';
import { keepRestore, lastRestore, type Restored } from './generation.ts';

export interface Confirmation {
  readonly dataDir: string;
  readonly by: string;
  /** Why deliveries may go on, for whoever looks later; not empty. */
  readonly reason: string;
  readonly clock?: Clock;
}

/**
 * Ends the quiet time after a restore: people have compared what they know with what the log knows. Said twice, true once.
 * @returns the restore as it stands; null: there is nothing to confirm
 * @throws UnreadableGeneration; RangeError no reason, or a restore that was cut off
 */
export function confirmReconciled({ dataDir, by, reason, clock = systemClock }: Confirmation): Restored | null {
  const restored = lastRestore(dataDir);
  if (restored === null || restored.phase === 'confirmed') return restored;
  if (reason.trim() === '') throw new RangeError('a reason is needed');
  if (restored.phase === 'switching') throw new RangeError('the restore was cut off; run it again first');
  const confirmed: Restored = { ...restored, phase: 'confirmed', confirmed: { at: clock.now(), by, reason: reason.trim() } };
  keepRestore(dataDir, confirmed);
  return confirmed;
}
