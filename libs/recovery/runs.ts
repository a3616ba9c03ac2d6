import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A backup or drill that was made of the data in this folder. Small anchors too: each says where the log was, and with which hash. */
export interface RecoveryRun {
  readonly kind: 'backup' | 'drill';
  /** UTC */
  readonly at: string;
  /** False: a drill that found a difference. */
  readonly ok: boolean;
  readonly seconds: number;
  readonly logId: string;
  readonly generation: number;
  readonly position: string | null;
  readonly lastHash: string | null;
  /** Of the backup; null: of a drill, whose backup is gone. */
  readonly folder: string | null;
}

const RUNS = 'recovery.jsonl';

/** Adds a line, durably. */
export function recordRun(dataDir: string, run: RecoveryRun): void {
  mkdirSync(dataDir, { recursive: true });
  const descriptor = openSync(join(dataDir, RUNS), 'a', 0o640);
  try {
    writeSync(descriptor, `${JSON.stringify(run)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Oldest first. A line that a crash cut off is left out. */
export function readRuns(dataDir: string): readonly RecoveryRun[] {
  let text: string;
  try {
    text = readFileSync(join(dataDir, RUNS), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as RecoveryRun];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}
