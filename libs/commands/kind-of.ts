import type { DomainEvent } from '#lifecycle/decider';
import { REMINDER_CONTROL } from '#lifecycle/reminder/reminder.events';
import {
  type AnyCommand,
  calendarKind,
  contactKind,
  contractKind,
  controlKind,
  deliveryKind,
  importKind,
  planKind,
  projectKind,
  rulebookKind,
  stepKind,
  type StreamKind,
} from './stream-kind.ts';

/** Kinds by the first word of a stream's name; reminders have three. */
const KINDS: Readonly<Record<string, unknown>> = {
  ...{ project: projectKind, plan: planKind, contract: contractKind },
  ...{ import: importKind, rules: rulebookKind, calendar: calendarKind, access: contactKind },
};

/** Undefined: no kind of stream that this build knows. */
export function kindOf(stream: string): StreamKind<AnyCommand, unknown, DomainEvent> | undefined {
  const word = stream.slice(0, stream.indexOf('-'));
  return (word === 'reminder' ? reminderKindOf(stream) : KINDS[word]) as StreamKind<AnyCommand, unknown, DomainEvent> | undefined;
}

function reminderKindOf(stream: string): unknown {
  if (stream === REMINDER_CONTROL) return controlKind;
  return stream.startsWith('reminder-delivery~') ? deliveryKind : stepKind;
}
