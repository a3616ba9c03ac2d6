import type { Attributes, Tracer } from '@opentelemetry/api';
import { type Appended, ConcurrencyConflict, type EventLog, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import { attributesOf } from './attributes.ts';
import type { ChosenIds } from './chosen-ids.ts';
import { markFailed } from './mark-failed.ts';
import { writingSpanId } from './trace-ids.ts';
import { withAppend } from '../with-append.ts';

/**
 * A log whose appends have a span each, made once it is known what became of them: the one that wrote the events, and it alone, has the id
 * that their readers derive from the command.
 */
export function tracedLog(log: EventLog, tracer: Tracer, ids: ChosenIds): EventLog {
  const append: EventLog['append'] = async (stream, expected, events) => {
    const began = performance.now();
    const attributes = attributesOf({ stream: stream.slice(0, stream.indexOf('-')), events: events.length });
    const tell = (outcome: string, commandId?: string) => {
      const start = () => tracer.startSpan('append', { startTime: began, attributes: { ...attributes, ...outcomeOf(outcome) } });
      return commandId === undefined ? start() : ids.for({ spanId: writingSpanId(commandId) }, start);
    };
    try {
      const appended: Appended = await log.append(stream, expected, events);
      tell(appended.repeated ? 'repeated' : 'written', appended.repeated ? undefined : events[0]?.meta['commandId']).end();
      return appended;
    } catch (error) {
      const span = tell(failureOf(error));
      if (!(error instanceof ConcurrencyConflict)) markFailed(span, error);
      span.end();
      throw error;
    }
  };
  return withAppend(log, append);
}

const outcomeOf = (outcome: string): Attributes => attributesOf({ outcome });

function failureOf(error: unknown): string {
  if (error instanceof ConcurrencyConflict) return 'conflict';
  if (error instanceof OutcomeUnknown) return 'outcome-unknown';
  return error instanceof Unavailable ? error.code : 'failed';
}
