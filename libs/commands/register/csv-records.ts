import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { COLUMNS } from './columns.ts';
import { type Fault, fileFault } from './fault.ts';

/** A register file could not be read at all: it does not exist, is a folder, or may not be read. */
export class UnreadableFile extends Error {
  constructor(
    readonly file: string,
    readonly why: string,
  ) {
    super(`${file}: ${why}`);
    this.name = 'UnreadableFile';
  }
}

export interface RawRow {
  /** Record number, the header being 1. */
  readonly row: number;
  /** Cells by the header's columns, as they stand. */
  readonly cells: readonly string[];
}

const BUFFER_BYTES = 256 * 1024;
/** A quote that is never closed would otherwise swallow the whole file as one cell. */
const RECORD_CHARS_MAX = 1_000_000;

/** One reading of a register, or another file of rows, from its first byte to its last, in bounded memory. */
export class CsvRecords {
  /** Index in `cells` of each known column; filled once the header was read. */
  readonly indexes = new Map<string, number>();
  readonly unknownColumns: string[] = [];
  /** Faults of the file itself; the reading ends at one that leaves nothing to go on with. */
  readonly faults: Fault[] = [];
  bytesRead = 0;
  rows = 0;
  readonly #hash = createHash('sha256');

  /** @param columns that the header must have, each once */
  constructor(
    private readonly file: string,
    private readonly columns: readonly string[] = COLUMNS,
  ) {}

  /** Lower-case hex; of the whole file once every record was read. */
  sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** @throws UnreadableFile @throws Error of the file system while reading */
  async *records(): AsyncGenerator<RawRow> {
    const parser = parse({
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n'],
      max_record_size: RECORD_CHARS_MAX,
    });
    const reading = Promise.withResolvers<void>();
    // A failed read destroys the parser with its error, which the loop below then throws.
    pipeline(this.#checked(), parser, () => reading.resolve());
    let header: readonly string[] | undefined;
    let row = 0;
    try {
      for await (const cells of parser as AsyncIterable<readonly string[]>) {
        row += 1;
        if (header === undefined) {
          header = cells;
          if (!this.#takeHeader(cells)) return;
        } else if (cells.length !== header.length) {
          this.rows += 1;
          this.faults.push(fileFault('ragged-row', row, '', { cells: cells.length, columns: header.length }));
        } else {
          this.rows += 1;
          yield { row, cells };
        }
      }
    } catch (error) {
      const fault = faultOfReading(error, row + 1);
      if (fault === null) throw error;
      this.faults.push(fault);
    } finally {
      await reading.promise;
    }
    if (header === undefined && this.faults.length === 0) this.faults.push(fileFault('empty-file', 1, ''));
  }

  async *#checked(): AsyncGenerator<Buffer> {
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    for await (const chunk of createReadStream(this.file, { highWaterMark: BUFFER_BYTES }) as AsyncIterable<Buffer>) {
      utf8.decode(chunk, { stream: true });
      this.#hash.update(chunk);
      this.bytesRead += chunk.length;
      yield chunk;
    }
    utf8.decode();
  }

  #takeHeader(header: readonly string[]): boolean {
    header.forEach((name, index) => {
      if (this.indexes.has(name)) this.faults.push(fileFault('duplicate-column', 1, name, { name }));
      this.indexes.set(name, index);
      if (!this.columns.includes(name)) this.unknownColumns.push(name);
    });
    for (const name of this.columns) if (!this.indexes.has(name)) this.faults.push(fileFault('missing-column', 1, name, { name }));
    return this.faults.length === 0;
  }
}

function faultOfReading(error: unknown, row: number): Fault | null {
  if (error instanceof CsvError) return fileFault('csv', row, '', { why: error.code });
  return (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? fileFault('encoding', row, '') : null;
}

/** @throws UnreadableFile in words, for the one who typed the name */
export async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new UnreadableFile(file, 'not a file');
    return found.size;
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UnreadableFile(file, code === 'ENOENT' ? 'no such file' : code === 'EACCES' ? 'may not be read' : String(code));
  }
}

/** The file's own name, which is what events say of it. */
export const documentName = (file: string): string => basename(file).normalize('NFC');
