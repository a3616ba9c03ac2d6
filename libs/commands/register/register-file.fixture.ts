import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { EventLog } from '#event-log/event-log';
import type { Clock } from '../clock.ts';
import { importRegister, type ImportRequest, type ImportResult } from './import-register.ts';

/** Register files for tests: rows as objects, written back as CSV. */
export type Row = Record<string, string>;

const DATA = 'libs/reference/data';
export const MAIN = join(DATA, 'register-north-2021-2022.csv');
export const BAD = join(DATA, 'register-bad.csv');
export const COPY = join(DATA, 'register-bom-crlf.csv');

export const clock: Clock = { now: () => '2026-11-22T03:00:00.000Z' };

export const rowsOf = (file: string): Row[] => parse(readFileSync(file), { columns: true, bom: true });

const folder = mkdtempSync(join(tmpdir(), 'tiendo-register-'));
let files = 0;

export function writeRegister(content: string | Buffer): string {
  files += 1;
  const file = join(folder, `register-${files}.csv`);
  writeFileSync(file, content);
  return file;
}

const cellText = (text = ''): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A register of these rows, with the columns of the first. */
export function fileOf(rows: readonly Row[], end = '\n'): string {
  const columns = Object.keys(rows[0] as Row);
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => cells.map(cellText).join(','));
  return writeRegister(lines.map((line) => line + end).join(''));
}

export const importing = (log: EventLog, file: string, more: Partial<ImportRequest> = {}): Promise<ImportResult> =>
  importRegister({ log, file, operator: 'test', clock, ...more });

/** What was found, by row, problem and column. */
export const faultsOf = ({ refused }: ImportResult): string[] => refused.map(({ row, problem, column }) => `${row} ${problem} ${column}`);
