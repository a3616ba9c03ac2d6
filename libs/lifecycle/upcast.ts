import type { DomainEvent } from './decider.ts';

/** One step from a schema version to the next. Pure and total: old facts get a new shape, never a new meaning. */
export type Upcast = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Steps per event type, in order: index 0 lifts version 1 to 2. A type without steps is at version 1. */
export type Upcasters = Readonly<Record<string, readonly Upcast[]>>;

/** An event of a newer build, or of a type that this build does not know: skipping it would fork history in silence. */
export class UnknownEvent extends Error {
  constructor(
    readonly eventType: string,
    readonly eventVersion: number,
    readonly known: number,
  ) {
    super(
      `${eventType} version ${eventVersion}: this build knows ${known === 0 ? 'no such event' : `versions up to ${known}`}. Upgrade before reading on.`,
    );
    this.name = 'UnknownEvent';
  }
}

export const versionOf = (upcasters: Upcasters, type: string): number => (upcasters[type]?.length ?? 0) + 1;

/**
 * Today's shape of a stored event.
 * @throws UnknownEvent its version is newer than this build's
 */
export function upcast<Event extends DomainEvent>(upcasters: Upcasters, type: string, version: number, data: object): Event {
  const current = versionOf(upcasters, type);
  if (version > current) throw new UnknownEvent(type, version, current);
  if (version === current) return { type, data } as Event;
  const steps = upcasters[type] ?? [];
  return {
    type,
    data: steps.slice(version - 1).reduce((shape, step) => step(shape), data as Readonly<Record<string, unknown>>),
  } as unknown as Event;
}
