import { statementOf } from '#read-models/kept-statements';
import type { ClockDatabase } from '#reminders/clock-model/clock-database';
import { Hours } from '#reminders/hours';
import type { QueueState } from '#reminders/redis/queue-alarm';
import type { RemindersOptions, RemindersStats } from '#reminders/reminders';
import type { Metrics } from './metrics.ts';

/** What the reminders count while they work. */
export const reminderCounters = (metrics: Metrics): Pick<RemindersOptions, 'onOutcome' | 'onSwept'> => ({
  onOutcome: (channel, outcome) => metrics.of(`tiendo_reminders_${outcome}_total`).add([channel]),
  onSwept: (seconds) => metrics.of('tiendo_sweep_seconds').observe([], seconds),
});

export interface MeasuredReminders {
  readonly clock: Pick<ClockDatabase, 'db' | 'grounds'>;
  readonly stats: Pick<RemindersStats, 'lastAt'>;
  /** null: no Redis. */
  readonly queue: QueueState | null;
  /** UTC instant */
  readonly now: string;
}

/** What the clock's tables and the queue say. */
export function measureReminders({ clock: { db, grounds }, stats, queue, now }: MeasuredReminders, metrics: Metrics): void {
  const mayBeSent = grounds.today !== '' && new Hours(grounds, now).anybody();
  const due = statementOf(db, 'SELECT count(*) AS n FROM clock_obligation WHERE wake_on <= ?').get(grounds.today);
  metrics.of('tiendo_reminders_due').set([], mayBeSent ? Number(due?.['n']) : 0);
  for (const { why, n } of statementOf(db, 'SELECT why, count(*) AS n FROM clock_suppressed GROUP BY why').all())
    metrics.of('tiendo_reminders_suppressed').set([String(why)], Number(n));
  const open = statementOf(db, 'SELECT count(*) AS n, min(claimed_at) AS since FROM clock_delivery WHERE next_at IS NOT NULL').get();
  metrics.of('tiendo_deliveries_claimed').set([], Number(open?.['n']));
  const since = open?.['since'] as string | null;
  metrics.of('tiendo_delivery_oldest_claim_seconds').set([], since === null ? 0 : Math.max(0, (Date.parse(now) - Date.parse(since)) / 1_000));
  if (stats.lastAt !== null) metrics.of('tiendo_sweep_last_success_timestamp_seconds').set([], Date.parse(stats.lastAt) / 1_000);
  if (queue === null) return;
  metrics.of('tiendo_queue_up').set([], queue.up ? 1 : 0);
  for (const [name, counts] of Object.entries(queue.counts))
    for (const [state, jobs] of Object.entries(counts)) metrics.of('tiendo_queue_jobs').set([name, state], jobs);
}
