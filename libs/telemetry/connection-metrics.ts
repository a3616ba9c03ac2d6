import type { Metrics } from './metrics.ts';

/** Counts what the KurrentDB adapter says that it did about its connection. */
export function countConnection(metrics: Metrics, note: string): void {
  if (note.startsWith('a new client')) metrics.of('tiendo_log_client_recycles_total').add([]);
  if (note.startsWith('subscribing again')) metrics.of('tiendo_log_resubscriptions_total').add([]);
}
