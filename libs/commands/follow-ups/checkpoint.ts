import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * How far the follow-ups are done, in a small file. It only saves reading: without it, or with one of another log, they are derived
 * from the start again, and repeated command ids are answered as repeats.
 */
export class Checkpoint {
  #written: string | undefined;

  constructor(
    private readonly file: string,
    private readonly logId: string,
  ) {}

  /** Undefined: from the start. */
  read(): string | undefined {
    this.#written = this.#read();
    return this.#written;
  }

  #read(): string | undefined {
    try {
      const kept = JSON.parse(readFileSync(this.file, 'utf8')) as { readonly log?: unknown; readonly position?: unknown } | null;
      return kept?.log === this.logId && typeof kept.position === 'string' ? kept.position : undefined;
    } catch (error) {
      if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Replaces the file as a whole. Not synced: an older one is as good. */
  write(position: string): void {
    if (position === this.#written) return;
    writeFileSync(`${this.file}.new`, `${JSON.stringify({ log: this.logId, position })}\n`);
    renameSync(`${this.file}.new`, this.file);
    this.#written = position;
  }
}
