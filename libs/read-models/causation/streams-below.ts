import type { DatabaseSync } from 'node:sqlite';
import type { RecordedEvent } from '#event-log/event-log';
import { projectStream } from '#lifecycle/contract/contract.events';
import { arraysOf } from '../kept-statements.ts';

interface Naming {
  readonly items?: readonly { readonly project: string }[];
  readonly leftOut?: readonly { readonly project: string }[];
  readonly members?: readonly { readonly project: string }[];
}

/**
 * Where the effects of an event may stand: a plan and a contract ask something of each project that they name, and hear the answer in
 * their own stream; an event that started a deadline is reminded of, and each reminder is part of a message.
 * @param about this project's stream comes first
 */
export function streamsBelow(db: DatabaseSync, event: RecordedEvent, about: string | null): readonly string[] {
  const { stream, data } = event;
  const message = messageOf(event);
  if (message !== null) return [message];
  const { items = [], leftOut = [], members = [] } = data as unknown as Naming;
  const named = [...new Set([...items, ...leftOut, ...members].map(({ project }) => project))];
  if (named.length === 0 || !/^(plan|contract)-/.test(stream)) return remindersOf(db, event.id);
  const first = named.filter((project) => project === about);
  return [...first.map(projectStream), stream, ...named.filter((project) => project !== about).map(projectStream)];
}

/** Stream of the message that a reminder is part of; null: the event is no reminder. All that happens there follows from its reminders. */
export const messageOf = ({ type, data }: RecordedEvent): string | null => (type === 'ReminderClaimed' ? String(data['delivery']) : null);

const remindersOf = (db: DatabaseSync, cause: string): readonly string[] =>
  (
    arraysOf(db, 'SELECT stream FROM places_reminder WHERE cause = ? ORDER BY stream').all(cause) as unknown as readonly (readonly [
      string,
    ])[]
  ).map(([stream]) => stream);
