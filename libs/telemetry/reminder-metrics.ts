import type { ClockFigures } from '#reminders/clock-figures';
import type { QueueState } from '#reminders/redis/queue-alarm';
import type { RemindersOptions, RemindersStats } from '#reminders/reminders';
import type { Metrics } from './metrics.ts';

/** What the reminders count while they work. */
export const reminderCounters = (metrics: Metrics): Pick<RemindersOptions, 'onOutcome' | 'onSwept'> => ({
  onOutcome: (channel, outcome) => metrics.of(`tiendo_reminders_${outcome}_total`).add([channel]),
  onSwept: (seconds) => metrics.of('tiendo_sweep_seconds').observe([], seconds),
});

export interface MeasuredReminders {
  readonly figures: ClockFigures;
  readonly stats: Pick<RemindersStats, 'lastAt'>;
  /** null: no Redis. */
  readonly queue: QueueState | null;
  /** UTC instant */
  readonly now: string;
}

/** What the clock's tables and the queue say. */
export function measureReminders({ figures, stats, queue, now }: MeasuredReminders, metrics: Metrics): void {
  const { due, suppressed, open, openSince } = figures;
  metrics.of('tiendo_reminders_due').set([], due);
  for (const { why, reminders } of suppressed) metrics.of('tiendo_reminders_suppressed').set([why], reminders);
  metrics.of('tiendo_deliveries_claimed').set([], open);
  const waitedMs = openSince === null ? 0 : Date.parse(now) - Date.parse(openSince);
  metrics.of('tiendo_delivery_oldest_claim_seconds').set([], Math.max(0, waitedMs / 1_000));
  if (stats.lastAt !== null) metrics.of('tiendo_sweep_last_success_timestamp_seconds').set([], Date.parse(stats.lastAt) / 1_000);
  if (queue === null) return;
  metrics.of('tiendo_queue_up').set([], queue.up ? 1 : 0);
  for (const [name, counts] of Object.entries(queue.counts))
    for (const [state, jobs] of Object.entries(counts)) metrics.of('tiendo_queue_jobs').set([name, state], jobs);
}
