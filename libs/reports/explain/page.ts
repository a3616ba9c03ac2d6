import type { LedgerProject } from '#read-models/figures/ledger';
import { CursorExpired, CursorUnknown, decodeCursor, encodeCursor } from '#read-models/projects/cursor';

/** Which of the projects behind a figure an answer holds. */
export interface Page {
  /** At most so many; null: all. */
  readonly limit: number | null;
  /** As the page before gave it; null: from the first. */
  readonly cursor: string | null;
}

export const WHOLE: Page = { limit: null, cursor: null };

/**
 * A page and the cursor of the next. A cursor goes on after the project that it names, wherever that stands by now.
 * @param of what the list is about: a cursor of another is refused
 * @throws CursorUnknown not a cursor of this list
 * @throws CursorExpired its project is no longer in the list
 */
export function pageOf<Row extends { readonly project: Pick<LedgerProject, 'id'> }>(
  all: readonly Row[],
  of: string,
  { limit, cursor }: Page,
): { readonly rows: readonly Row[]; readonly nextCursor: string | null } {
  const from = cursor === null ? 0 : placeAfter(all, of, cursor);
  const rows = limit === null ? all.slice(from) : all.slice(from, from + limit);
  const last = rows.at(-1);
  const more = last !== undefined && from + rows.length < all.length;
  return { rows, nextCursor: more ? encodeCursor({ buildId: '', of, key: last.project.id, n: 0 }) : null };
}

function placeAfter(all: readonly { readonly project: Pick<LedgerProject, 'id'> }[], of: string, text: string): number {
  const cursor = decodeCursor(text);
  if (cursor.of !== of) throw new CursorUnknown();
  const place = all.findIndex(({ project }) => project.id === cursor.key);
  if (place === -1) throw new CursorExpired();
  return place + 1;
}
