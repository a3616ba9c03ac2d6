import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Unavailable } from '#event-log/event-log';
import { replaceFile } from './files.ts';

/** How a log came to go on from an earlier moment than the one it had reached. */
export interface Restored {
  /** 1: never restored. Grows with every restore; readers and backups of an earlier generation may know events that this log lacks. */
  readonly generation: number;
  readonly logId: string;
  /** `switching`: a restore was cut off in the middle of the switch, and must be run again. */
  readonly phase: 'switching' | 'reconcile' | 'confirmed';
  /** `older-log`: nobody restored, but readers had seen more than the log has. */
  readonly cause: 'restored' | 'older-log';
  /** UTC instant and account of the restore, or of the find. */
  readonly at: string;
  readonly by: string;
  /** Where the log ended then; null: empty. */
  readonly position: string | null;
  readonly backup: { readonly folder: string; readonly madeAt: string; readonly manifestSha256: string } | null;
  /** The log that was replaced, from the data folder; null: there was none. */
  readonly keptAside: string | null;
  /** What showed that the log is older than what was read of it. */
  readonly evidence: readonly string[];
  readonly confirmed: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

interface StoredRestores {
  readonly format: 1;
  /** Oldest first. */
  readonly restores: readonly Restored[];
}

const RESTORES = 'restores.json';

/** The file that says which generation the log is of cannot be read: whether people have reconciled is not known. */
export class UnreadableGeneration extends Unavailable {
  constructor(readonly file: string) {
    super('unreadable', `${file} cannot be read`);
    this.name = 'UnreadableGeneration';
  }
}

/** Every restore of the data in this folder, oldest first. @throws UnreadableGeneration */
export function readRestores(dataDir: string): readonly Restored[] {
  const file = join(dataDir, RESTORES);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
  try {
    const { format, restores } = JSON.parse(text) as StoredRestores;
    if (format === 1 && Array.isArray(restores)) return restores;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UnreadableGeneration(file);
}

/** The restore that the log goes on from; null: it was never restored. @throws UnreadableGeneration */
export const lastRestore = (dataDir: string): Restored | null => readRestores(dataDir).at(-1) ?? null;

/** @throws UnreadableGeneration */
export const generationOf = (dataDir: string): number => lastRestore(dataDir)?.generation ?? 1;

/** Adds a restore, or replaces the last one of the same generation. Durable when it returns. */
export function keepRestore(dataDir: string, restored: Restored): void {
  const others = readRestores(dataDir).filter(({ generation }) => generation !== restored.generation);
  const stored: StoredRestores = { format: 1, restores: [...others, restored] };
  replaceFile(join(dataDir, RESTORES), `${JSON.stringify(stored, null, 2)}\n`);
}
