import type { DatabaseSync } from 'node:sqlite';
import type { BusinessDifferences, ProjectDifference } from '#contracts/read-models';
import { businessDifferences, groupsThatDiffer, projectDifference } from './business/business-differences.ts';
import { cellsOf, sideOf, streamOf, tablesRead } from './business/sides.ts';
import { type Difference, DifferenceSums, type DifferentRow, eachDifferentRow, isComparable } from './compare.ts';
import { readPosition } from './database.ts';
import type { ReadLog } from './projector.ts';

export interface Comparison {
  readonly differences: readonly Difference[];
  /** null: one of them lacks the tables, or has them otherwise. */
  readonly business: BusinessDifferences | null;
}

/**
 * Compares what answers with what was built, both at one position: row by row, and in the words of the business.
 * @param asOf day of the figures, YYYY-MM-DD
 */
export async function compareBuilds(
  { live, built }: { readonly live: DatabaseSync; readonly built: DatabaseSync },
  log: ReadLog,
  asOf: string,
): Promise<Comparison> {
  const sums = new DifferenceSums();
  const ids = new Set<string>();
  const idsOf = [idByNumber(live), idByNumber(built)];
  for (const { model, row } of eachDifferentRow(live, built)) {
    sums.add(model, row);
    for (const id of projectsOf(row, idsOf)) ids.add(id);
  }
  const comparable = tablesRead.every((table) => isComparable(live, built, table));
  return { differences: sums.all(), business: comparable ? await inWords({ live, built, ids, log, asOf }) : null };
}

type IdOf = (n: number) => string | null;

function idByNumber(db: DatabaseSync): IdOf {
  try {
    const find = db.prepare('SELECT id FROM projects_text WHERE n = ?');
    return (n) => (find.get(n) as { id: string } | undefined)?.id ?? null;
  } catch {
    return () => null; // No such table there: the rows of the other say what differs.
  }
}

/** A row of a project's own tables names it; lists of words and the projector's own rows name none. */
function projectsOf({ table, live, rebuilt }: DifferentRow, idsOf: readonly IdOf[]): readonly string[] {
  if (!tablesRead.includes(table)) return [];
  return [live, rebuilt].flatMap((cells, side) => {
    if (cells === null) return [];
    const id = cells['id'] ?? idsOf[side]?.(Number(cells['n']));
    return typeof id === 'string' ? [id] : [];
  });
}

async function inWords(asked: {
  readonly live: DatabaseSync;
  readonly built: DatabaseSync;
  readonly ids: ReadonlySet<string>;
  readonly log: ReadLog;
  readonly asOf: string;
}): Promise<BusinessDifferences> {
  const { live, built, ids, log, asOf } = asked;
  if (ids.size === 0) return { asOf, appearing: 0, disappearing: 0, changing: 0, groups: [] };
  const sides = { before: sideOf(live, ids, asOf), after: sideOf(built, ids, asOf) };
  const groups = groupsThatDiffer(sides.before, sides.after);
  const until = readPosition(built) ?? '';
  const shown = new Map<string, ProjectDifference>();
  for (const id of new Set(groups.flatMap((group) => group.shown))) {
    const [before, after] = [cellsOf(live, id, sides.before), cellsOf(built, id, sides.after)];
    shown.set(id, projectDifference({ id, before, after, ...(await streamOf(log, live, { id, until })) }));
  }
  return businessDifferences(asOf, sides, groups, shown);
}
