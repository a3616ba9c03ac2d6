import type { DomainEvent } from './decider.ts';

/** One step from a schema version to the next. Pure and total: old facts get a new shape, never a new meaning. */
export type Upcast = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * Every type of event of a kind of stream, and the steps that lift what older builds wrote: index 0 lifts version 1 to 2. A type
 * without steps is at version 1; a type that is not here is no event of this build.
 */
export type Upcasters<Type extends string = string> = { readonly [T in Type]: readonly Upcast[] };

/** An event of a newer build, or of a type that this build does not know: skipping it would fork history in silence. */
export class UnknownEvent extends Error {
  constructor(
    readonly type: string,
    readonly version: number,
    /** The newest version of the type that this build reads; 0: none. */
    readonly known: number,
  ) {
    super(
      `${type} version ${version}: this build knows ${known === 0 ? 'no such event' : `versions up to ${known}`}. Upgrade before reading on.`,
    );
    this.name = 'UnknownEvent';
  }
}

/** The newest version that this build reads, and the one that it writes; 0: no such event. */
export const versionOf = (upcasters: Upcasters, type: string): number =>
  Object.hasOwn(upcasters, type) ? (upcasters[type] as readonly Upcast[]).length + 1 : 0;

/**
 * Today's shape of a stored event.
 * @throws UnknownEvent its type is not of this kind of stream, or its version is newer than this build's
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
