import type { DatabaseSync } from 'node:sqlite';
import { arraysOf } from '../kept-statements.ts';
import { DIGITS } from './places.model.ts';

/** A stream and its last revision, as far as the read models have come. */
export interface StreamEnd {
  readonly stream: string;
  readonly revision: number;
}

/** Every stream whose name begins so, in the order of their names. The port has no such list, and KurrentDB none that is current. */
export function streamsBeginning(db: DatabaseSync, prefix: string): readonly StreamEnd[] {
  const rows = arraysOf(db, 'SELECT stream, length(ids) FROM places_stream WHERE stream >= ? AND stream < ? ORDER BY stream');
  const found = rows.all(prefix, `${prefix}\u{10ffff}`) as unknown as readonly (readonly [string, number])[];
  return found.map(([stream, digits]) => ({ stream, revision: digits / DIGITS - 1 }));
}
