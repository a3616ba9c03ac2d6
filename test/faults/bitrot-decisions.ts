import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { Damaged, StreamNotFound, Unavailable } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { StoredRows } from '#event-log/stored-rows';
import { problemInTail } from '#event-log/tail-check';
import type { BadEvent } from '#event-log/bad-event';
import { beginning, streamOf } from '../load/command-work.ts';
import type { BitrotSubject } from './bitrot-subject.ts';
import type { Findings } from './proof-result.ts';

/**
 * Whose own event is damaged is not decided on, the others are; and the look at the end of the log that every start begins with finds it there.
 * @returns 1 when it was tried, 0 when the damage is not inside one event
 */
export async function decidesOnlyElsewhere(file: string, bad: BadEvent, { streams }: BitrotSubject, findings: Findings): Promise<number> {
  const { stream, position, problem } = bad;
  if (stream === null || position === null || !streams.includes(stream) || !problem.startsWith('the hash is not')) return 0;
  const rows = new StoredRows(file);
  try {
    if (problemInTail(rows, Number(position) - 1) === null)
      findings.add('violations', `${stream}: damage at the head is not found at the start`);
  } finally {
    rows.close();
  }
  const log = await SqliteLog.open({ file, program: 'proof bitrot' }).catch((error: unknown) => {
    if (error instanceof Unavailable) return null; // The damage is such that nothing at all is decided.
    throw error;
  });
  if (log === null) return 0;
  const commands = new Commands(log);
  try {
    const refused = await commands.look(projectKind, stream).catch((error: unknown) => error);
    if (!(refused instanceof Damaged)) findings.add('violations', `${stream}: decided on in spite of its damage (${String(refused)})`);
    const [first] = beginning(0);
    const elsewhere = await commands.handle(projectKind, streamOf(0), first as NonNullable<typeof first>).catch((error: unknown) => error);
    if (elsewhere instanceof Error && !(elsewhere instanceof StreamNotFound))
      findings.add('violations', `another stream is not decided on: ${String(elsewhere)}`);
    return 1;
  } finally {
    await log.close();
  }
}
