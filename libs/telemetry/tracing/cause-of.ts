import type { Cause } from '#commands/spans';
import type { RecordedEvent } from '#event-log/event-log';

/** The command that wrote an event; null: it was written without one. */
export function causeOf({ meta }: RecordedEvent): Cause | null {
  const { commandId, correlationId } = meta;
  return commandId === undefined || correlationId === undefined ? null : { commandId, correlationId };
}
