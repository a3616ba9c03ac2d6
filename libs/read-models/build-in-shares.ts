import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { ordinalIn } from '#event-log/positions';
import { SqliteLog } from '#event-log/sqlite-log';
import type { Share } from '#event-log/sqlite-reader';
import { type BuildPlan, buildFile, openForBuilding } from './build-file.ts';
import { eventsIn, eventsLeft, shareFile } from './building.ts';
import { countTaken, prepareDatabase } from './database.ts';
import { joinParts, PartHalted } from './merge-parts.ts';

/**
 * Events of a share. Ids are drawn evenly, so rows that change lie all over their tables. Those of a share fit the page cache, and the
 * models' memory until most of them are done with: they are written about once (docs/adr/0010-what-limits-the-rebuild.md).
 */
const SHARE_EVENTS = 250_000;

/** SQLite has no more files attached at a time, and each share reads the log's pages again: the shares of a longer log are larger. */
const SHARES_MAX = 10;

export interface SharedPlan extends Omit<BuildPlan, 'share'> {
  /** See `SHARE_EVENTS`; for tests. */
  readonly shareEvents?: number | undefined;
}

/** What a killed build had begun: the same shares, up to the same event. */
interface Division {
  readonly until: string;
  readonly shares: readonly Share[];
}

const divisionFile = (file: string): string => `${file}.shares`;

/**
 * Builds a file as `buildFile` does. A long log is taken in shares of its streams, one after the other, each into a file beside it; then
 * they are joined. A killed build goes on at the share that was not finished. Returns the number of events taken by this call.
 * @throws BrokenOrder the log was read with a gap or out of order
 */
export async function buildInShares(plan: SharedPlan): Promise<number> {
  const division = divisionOf(plan);
  const taken = division === null ? 0 : await buildShares(plan, division);
  return taken + (await buildFile(plan)); // What came since the division was made.
}

/** Null: it is built at once, or was begun so, or is joined already. */
function divisionOf({ log, file, models, until, shareEvents = SHARE_EVENTS }: SharedPlan): Division | null {
  const count = Math.min(SHARES_MAX, Math.ceil((ordinalIn(until) ?? 0) / shareEvents));
  if (!(log instanceof SqliteLog) || count < 2) return null;
  const db = openForBuilding(file);
  try {
    prepareDatabase(db, { logId: log.logId, models, indexes: false });
    if (countTaken(db) > 0) return null;
  } finally {
    db.close();
  }
  const kept = divisionFile(file);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Division;
  const division = { until, shares: log.shares(until, count) };
  writeFileSync(kept, JSON.stringify(division));
  return division;
}

async function buildShares(plan: SharedPlan, { until, shares }: Division): Promise<number> {
  const { log, file, models, onEvents } = plan;
  const parts = shares.map((_, index) => shareFile(file, index));
  const total = ordinalIn(plan.until) ?? 0;
  let [taken, kept] = [0, eventsLeft(file)];
  try {
    for (const [index, share] of shares.entries()) {
      const part = shareFile(file, index);
      const others = kept - eventsIn(part);
      taken += await buildFile({ ...plan, until, share, file: part, onEvents: (events) => onEvents?.(others + events, total) });
      kept = others + eventsIn(part);
    }
    // A damaged index of streams lacks events that the log has: it is then read as it lies.
    if (kept === ordinalIn(until)) joinParts({ file, logId: log.logId, models, parts, until });
    else taken = 0;
  } catch (error) {
    if (!(error instanceof PartHalted)) throw error;
    taken = 0;
  }
  for (const path of [divisionFile(file), ...parts, ...parts.map((part) => `${part}-journal`)]) rmSync(path, { force: true });
  return taken;
}
