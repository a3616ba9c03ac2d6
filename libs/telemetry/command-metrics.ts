import { StaleRevision } from '#commands/decide-steps';
import type { CommandWatcher, Handled } from '#commands/handle';
import { ConcurrencyConflict } from '#event-log/event-log';
import { Refusal } from '#lifecycle/refusal';
import type { Metrics } from './metrics.ts';

/** Counts what became of commands, and how long it took. */
export function commandMetrics(metrics: Metrics): CommandWatcher {
  const [answered, refused, seconds] = [
    metrics.of('tiendo_commands_total'),
    metrics.of('tiendo_command_refusals_total'),
    metrics.of('tiendo_command_seconds'),
  ];
  return (steps, answer) => {
    const began = performance.now();
    const count = (outcome: string): void => {
      seconds.observe([], (performance.now() - began) / 1_000);
      for (const { command } of steps) answered.add([command.type, outcome]);
    };
    answer.then(
      (handled) => count(outcomeOf(handled)),
      (error: unknown) => {
        count(failureOf(error));
        if (error instanceof Refusal) refused.add([error.code]);
      },
    );
  };
}

/** As the metrics name it. */
export const outcomeOf = ({ events, replayed }: Handled): string => (replayed ? 'repeated' : events > 0 ? 'written' : 'unchanged');

export function failureOf(error: unknown): string {
  if (error instanceof Refusal) return 'refused';
  return error instanceof StaleRevision || error instanceof ConcurrencyConflict ? 'conflict' : 'failed';
}
