import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { MemoryLog } from '#event-log/memory-log';
import type { Clock } from '../clock.ts';
import { importRegister, type ImportRequest } from './import-register.ts';

const DATA = 'libs/reference/data';
const MAIN = join(DATA, 'register-north-2021-2022.csv');
const BAD = join(DATA, 'register-bad.csv');
const COPY = join(DATA, 'register-bom-crlf.csv');
const clock: Clock = { now: () => '2026-11-22T03:00:00.000Z' };
const folder = mkdtempSync(join(tmpdir(), 'tiendo-register-'));

type Row = Record<string, string>;
const rowsOf = (file: string): Row[] => parse(readFileSync(file), { columns: true, bom: true });

let files = 0;
/** A register file of these rows, with the columns of the first. */
function fileOf(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] as Row);
  const cell = (text = ''): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => cells.map(cell).join(','));
  files += 1;
  const file = join(folder, `register-${files}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const run = (log: MemoryLog, file: string, more: Partial<ImportRequest> = {}) =>
  importRegister({ log, file, operator: 'test', clock, ...more });

describe('the register of the northern provinces', () => {
  const log = new MemoryLog();
  let first: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    first = await run(log, MAIN);
  });

  it('is taken whole', () => {
    expect(first).toMatchObject({ rows: 760, accepted: 760, alreadyKnown: 0, refused: [] });
  });

  it('writes nothing the second time', async () => {
    const head = await log.head();
    expect(await run(log, MAIN)).toMatchObject({ accepted: 0, alreadyKnown: 760, refused: [], events: 0 });
    expect(await log.head()).toBe(head);
  });

  it('is known again with a byte order mark and other line ends', async () => {
    expect(await run(log, COPY)).toMatchObject({ rows: 5, accepted: 0, alreadyKnown: 5, refused: [], events: 0 });
  });
});

describe('a register with one thing wrong in each row', () => {
  const expected = rowsOf(BAD).map(({ expected = '' }, index) => ({ row: index + 2, answer: expected }));
  let result: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    result = await run(new MemoryLog(), BAD);
  });

  it.each(expected)('row $row: $answer', ({ row, answer }) => {
    const [, problem, column] = answer.split(':');
    const found = result.refused.filter((fault) => fault.row === row);
    if (answer === 'ok') expect(found).toEqual([]);
    else expect(found.map((fault) => ({ problem: fault.problem, column: fault.column }))).toEqual([{ problem, column }]);
  });
});
