import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { importRegister, type ImportProgress } from '#commands/register/import-register';
import type { Config } from '#config/config';
import { packageRoot } from '#config/package-root';
import { type EventLog, StreamNotFound } from '#event-log/event-log';
import { importStream } from '#lifecycle/import/import.events';

/** Synthetic register of the 28 northern provinces, plan years 2021 and 2022 (docs/reference): the sample of a first run. */
const SAMPLE = 'libs/reference/data/register-north-2021-2022.csv';

/** The sample is refused, so that it is not ours: a damaged checkout. */
export class SampleRefused extends Error {
  constructor(rows: number, file = SAMPLE, command = 'import') {
    super(`${rows} rows of ${file} are refused; restore the file, or import another one by npm run -s tiendo -- ${command} FILE.csv`);
    this.name = 'SampleRefused';
  }
}

/** The log is empty, or a first run was cut short while it imported the sample: running it again finishes it. */
export async function sampleIsDue(log: EventLog): Promise<boolean> {
  return (await log.head()) === null || (await lastOfImport(log, sampleFile())) === 'ImportStarted';
}

/** The sample register is in this log, and its import finished. */
export async function hasSample(log: EventLog): Promise<boolean> {
  return (await lastOfImport(log, sampleFile())) === 'ImportFinished';
}

/** Type of the last event of a file's import; null: it was never begun. */
export async function lastOfImport(log: EventLog, file: string): Promise<string | null> {
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  try {
    return (await log.readStream(importStream(sha256))).at(-1)?.type ?? null;
  } catch (error) {
    if (error instanceof StreamNotFound) return null;
    throw error;
  }
}

const sampleFile = (): string => join(packageRoot(), SAMPLE);

/** Fills an empty log through the same import that a register of one's own goes through. @throws SampleRefused */
export async function importSample(log: EventLog, { operator }: Config, stderr: NodeJS.WriteStream): Promise<void> {
  stderr.write(
    'Lần chạy đầu tiên: nhập sổ đăng ký mẫu phía Bắc 2021–2022 …\nFirst run: importing the sample register of the North, 2021–2022 …\n',
  );
  const progress = progressOn(stderr);
  const { rows, events, refusedRows } = await importRegister({
    log,
    file: sampleFile(),
    operator,
    onProgress: (at) => progress.show(at),
  });
  progress.end();
  if (refusedRows > 0) throw new SampleRefused(refusedRows);
  stderr.write(`Đã nhập ${rows} đề án, ${events} sự kiện. / Imported ${rows} projects, ${events} events.\n`);
}

/** A bar where somebody watches; nothing where the output is kept, which the lines before and after explain. */
function progressOn(stream: NodeJS.WriteStream): { show(at: ImportProgress): void; end(): void } {
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined };
  const bar = new SingleBar({ stream, format: '{bar} {percentage}% · {words} · {rows}', hideCursor: true });
  bar.start(100, 0, { words: PASSES[1], rows: 0 });
  return {
    show: ({ pass, rows, bytes, totalBytes }) =>
      bar.update(Math.floor((50 * (pass - 1) + (50 * bytes) / Math.max(1, totalBytes)) as number), { words: PASSES[pass], rows }),
    end: () => {
      bar.update(100);
      bar.stop();
    },
  };
}

const PASSES = { 1: 'kiểm tra từng dòng / judging rows', 2: 'ghi sự kiện / recording' } as const;
