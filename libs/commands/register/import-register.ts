import type { EventLog } from '#event-log/event-log';
import { type Clock, systemClock } from '../clock.ts';
import { documentName, sizeOf } from './csv-records.ts';
import type { Fault } from './fault.ts';
import { judgeFile } from './judge-file.ts';
import { recordFile } from './record-file.ts';
import type { Warning } from './row-warnings.ts';

export interface ImportRequest {
  readonly log: EventLog;
  readonly file: string;
  /** Opaque id of the person who runs it; events say `import:{operator}`. */
  readonly operator: string;
  readonly clock?: Clock;
  /** Judges and writes nothing. */
  readonly dryRun?: boolean;
  /** Takes the good rows of a file that has bad ones too. Without it: the whole file or nothing. */
  readonly acceptGood?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  /** 1: every row is judged, nothing is written. 2: what is new is recorded. */
  readonly pass: 1 | 2;
  /** Rows read in this pass. */
  readonly rows: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface ImportResult {
  readonly file: string;
  readonly rows: number;
  /** Rows of which something new was recorded; in a dry run: would be. */
  readonly accepted: number;
  /** Rows that the log holds already, cell for cell. */
  readonly alreadyKnown: number;
  /** Every fault of every row, in the order of the file. */
  readonly refused: readonly Fault[];
  readonly refusedRows: number;
  /** Events written to the log. */
  readonly events: number;
  readonly dryRun: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Imports a register file in two streaming passes: the first judges every row against the log and the rows before it and writes
 * nothing; the second records what is new, one append for each stream. A crash leaves whole appends, and the same file again
 * finishes them without doubling. Memory does not grow with the file but for about 400 bytes a row.
 * @throws UnreadableFile @throws FileChanged the file was written to between the passes
 * @throws Refusal in the second pass: others recorded something between the passes; what was recorded of the file stays
 * @throws Unavailable, OutcomeUnknown, ConcurrencyConflict from the log in the second pass: run the same file again
 */
export async function importRegister(request: ImportRequest): Promise<ImportResult> {
  const { log, file, clock = systemClock, dryRun = false, acceptGood = false, onProgress = () => undefined } = request;
  const totalBytes = await sizeOf(file);
  const origin = { actor: `import:${request.operator}`, document: documentName(file) };
  const judged = await judgeFile({
    log,
    file,
    clock,
    origin,
    onProgress: (rows, bytes) => onProgress({ pass: 1, rows, bytes, totalBytes }),
  });
  const refusedAsWhole = judged.refused.length > 0 && (!acceptGood || judged.unreadable);
  const events =
    dryRun || refusedAsWhole
      ? 0
      : await recordFile({
          log,
          file,
          clock,
          origin,
          judged,
          onProgress: (rows, bytes) => onProgress({ pass: 2, rows, bytes, totalBytes }),
        });
  return {
    file: origin.document,
    rows: judged.rows,
    accepted: refusedAsWhole ? 0 : judged.toRecord,
    alreadyKnown: judged.alreadyKnown,
    refused: judged.refused,
    refusedRows: judged.refusedRows,
    events,
    dryRun,
    warnings: judged.warnings.list(),
  };
}
