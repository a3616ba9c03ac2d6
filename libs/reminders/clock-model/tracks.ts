import { type Course, unbegun } from '#lifecycle/obligation/course';
import { type Track, untracked } from '#lifecycle/obligation/track';

const empty = untracked as unknown as Readonly<Record<string, unknown>>;

/** As JSON, without what an empty track has as well: most fields of most projects. */
export function packed({ undo, ...rest }: Track): string {
  const kept = undo === null ? {} : { undo: { ...undo, before: differing(undo.before) } };
  return JSON.stringify({ ...differing(rest), ...kept });
}

export function unpacked(text: string): Track {
  const { undo = null, ...rest } = JSON.parse(text) as Partial<Track>;
  const before = undo === null ? null : { ...undo, before: { ...unbegun, ...(undo.before as Partial<Course>) } };
  return { ...untracked, ...rest, undo: before };
}

const differing = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([name, value]) => !same(value, empty[name])));

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));
