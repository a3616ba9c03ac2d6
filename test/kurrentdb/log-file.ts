import { closeSync, openSync, readFileSync, renameSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import type { LogRecord } from './log-record.ts';

/** What became of a stream that was deleted or cut off at its beginning. */
export interface Hidden {
  readonly stream: string;
  readonly hidden: number;
  readonly tombstoned: boolean;
}

/** The log of a double on disk, one line a record, so that another process may go on with it. Not synced: the double promises no disk. */
export class LogFile {
  readonly #path: string;
  #file: number;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'a');
  }

  /** A last line that was cut off by a kill is no record, and is taken away. */
  read(): readonly (LogRecord | Hidden)[] {
    const lines = readFileSync(this.#path, 'utf8').split('\n');
    const whole = lines.slice(0, -1);
    if (lines.at(-1) !== '')
      truncateSync(
        this.#path,
        whole.reduce((bytes, line) => bytes + Buffer.byteLength(line) + 1, 0),
      );
    return whole.map(parsed);
  }

  write(record: LogRecord): void {
    writeSync(this.#file, lineOf(record));
  }

  hide(stream: string, hidden: number, tombstoned: boolean): void {
    writeSync(this.#file, `${JSON.stringify({ stream, hidden, tombstoned })}\n`);
  }

  rewrite(records: readonly LogRecord[]): void {
    writeFileSync(`${this.#path}.new`, records.map(lineOf).join(''));
    closeSync(this.#file);
    renameSync(`${this.#path}.new`, this.#path);
    this.#file = openSync(this.#path, 'a');
  }

  close(): void {
    closeSync(this.#file);
  }
}

const lineOf = (record: LogRecord): string => {
  const { position, data, meta } = record;
  return `${JSON.stringify({ ...record, position: String(position), data: base64(data), meta: base64(meta) })}\n`;
};

function parsed(line: string): LogRecord | Hidden {
  const value = JSON.parse(line) as Hidden | (Omit<LogRecord, 'position' | 'data' | 'meta'> & Record<'position' | 'data' | 'meta', string>);
  if ('hidden' in value) return value;
  const { position, data, meta } = value;
  return { ...value, position: BigInt(position), data: Buffer.from(data, 'base64'), meta: Buffer.from(meta, 'base64') };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
