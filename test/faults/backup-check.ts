import { existsSync } from 'node:fs';
import { comparePositions, Unavailable } from '#event-log/event-log';
import { type LogSummary, prefixDigest, summarise } from '#event-log/log-summary';
import { failureOf } from '#event-log/sqlite-failure';
import { verifyLog } from '#event-log/verify';

/** A copy of a log, as far as it can be told of it alone; the prefix is compared when the writer has ended. */
export interface Taken {
  readonly name: string;
  readonly position: string;
  readonly digest: string;
}

/**
 * What is wrong with a copy; null: nothing yet.
 * @param acknowledged highest position that a client was told of before the copy was begun
 */
export async function copyFault(file: string, acknowledged: string | null, logId: string): Promise<string | null> {
  try {
    const { ok, firstBad } = await verifyLog(file);
    if (!ok) return `does not verify: ${firstBad?.problem}`;
    const summary = summarise(file);
    if (summary.logId !== logId) return 'is another log';
    return lacks(summary, acknowledged) ? `ends at ${summary.position}, ${acknowledged} was acknowledged` : null;
  } catch (error) {
    if (!(error instanceof Unavailable) && failureOf(error) === undefined) throw error;
    return `cannot be read: ${Error.isError(error) ? error.message : String(error)}`;
  }
}

const lacks = ({ position }: LogSummary, acknowledged: string | null): boolean =>
  acknowledged !== null && (position === null || comparePositions(position, acknowledged) < 0);

export function taken(name: string, file: string): Taken | null {
  const { position } = summarise(file);
  return position === null ? null : { name, position, digest: prefixDigest(file, position) };
}

/** Copies that are no prefix of the log as it was when its writer had ended. */
export function notPrefixes(logFile: string, copies: readonly Taken[]): readonly string[] {
  if (!existsSync(logFile)) return copies.map(({ name }) => name);
  return copies
    .filter(({ position, digest }) => prefixDigest(logFile, position) !== digest)
    .map(({ name, position }) => `${name} (${position})`);
}
