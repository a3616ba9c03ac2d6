/** A calendar file: CSV by RFC 4180, one row a date, national rows. docs/how-to/keep-the-calendar.md says what each column means. */
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { dayFault } from '#lifecycle/calendar/calendar-day-faults';
import type { CalendarDay } from '#lifecycle/calendar/calendar.events';
import { DAY_PROBLEMS } from './day-problem-words.ts';

const COLUMNS = ['date', 'kind', 'name_vi', 'basis', 'announced_on', 'status', 'source'] as const;
/** Where it is missing, the number of the notice is taken from the basis. */
const DOCUMENT = 'document_no';
type Column = (typeof COLUMNS)[number] | typeof DOCUMENT;

/** Which column holds a field. */
const COLUMN_OF: Readonly<Record<keyof CalendarDay, Column>> = {
  ...{ date: 'date', kind: 'kind', name: 'name_vi', basis: 'basis', documentNo: DOCUMENT },
  ...{ announcedOn: 'announced_on', status: 'status', source: 'source' },
};

/** Rows of a file: two centuries of a dozen. */
const ROWS_MAX = 2_500;

export interface CalendarFault {
  /** Record number, the header being 1. */
  readonly row: number;
  /** Empty where the file itself is meant. */
  readonly column: string;
  readonly problem: string;
  readonly message: string;
  readonly messageEn: string;
}

export interface CalendarFile {
  /** In the order of the file; those of a file with faults are of no use. */
  readonly days: readonly CalendarDay[];
  readonly faults: readonly CalendarFault[];
}

/** Reads the whole file before it says anything: every fault with its row and column, or rows that the decider will take. */
export function readCalendarFile(bytes: Uint8Array): CalendarFile {
  const records = recordsOf(bytes);
  if (!Array.isArray(records)) return { days: [], faults: [records as CalendarFault] };
  const [header = [], ...rows] = records as readonly (readonly string[])[];
  const headerFaults = faultsOfHeader(header);
  if (headerFaults.length > 0) return { days: [], faults: headerFaults };
  if (rows.length > ROWS_MAX) return { days: [], faults: [fileFault(1, 'too-many-rows')] };
  const days: CalendarDay[] = [];
  const faults: CalendarFault[] = [];
  const rowOf = new Map<string, number>();
  for (const [index, cells] of rows.entries()) {
    const row = index + 2;
    if (cells.length !== header.length) {
      faults.push(fileFault(row, 'ragged-row'));
      continue;
    }
    const day = dayOf((column) => cells[header.indexOf(column)]);
    const fault = faultOf(row, day) ?? twice(row, day, rowOf);
    if (fault === null) days.push(day);
    else faults.push(fault);
  }
  return { days, faults };
}

function recordsOf(bytes: Uint8Array): readonly (readonly string[])[] | CalendarFault {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return parse(text, { relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] }) as string[][];
  } catch (error) {
    if (error instanceof CsvError) return fileFault(Number(error['records'] ?? 0) + 1, 'csv');
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return fileFault(1, 'encoding');
    throw error;
  }
}

function faultsOfHeader(header: readonly string[]): readonly CalendarFault[] {
  if (header.length === 0) return [fileFault(1, 'empty-file')];
  const known: readonly string[] = [...COLUMNS, DOCUMENT];
  return [
    ...COLUMNS.filter((name) => !header.includes(name)).map((name) => fileFault(1, 'missing-column', name)),
    ...header.filter((name, index) => header.indexOf(name) !== index).map((name) => fileFault(1, 'duplicate-column', name)),
    ...header.filter((name) => !known.includes(name)).map((name) => fileFault(1, 'unknown-column', name)),
  ];
}

function dayOf(cell: (column: Column) => string | undefined): CalendarDay {
  const text = (column: Column): string => (cell(column) ?? '').normalize('NFC').trim();
  const orNull = (column: Column): string | null => text(column) || null;
  const basis = text('basis');
  return {
    date: text('date'),
    kind: text('kind') as CalendarDay['kind'],
    name: text('name_vi'),
    basis,
    documentNo: cell(DOCUMENT) === undefined ? documentIn(basis) : orNull(DOCUMENT),
    announcedOn: orNull('announced_on'),
    status: text('status') as CalendarDay['status'],
    source: orNull('source'),
  };
}

/** "Thông báo 4875/TB-LĐTBXH ngày …", "Công văn 245/VPCP-KGVX …", "Thông báo số 9441 …": the first number of a notice; null: none. */
const documentIn = (basis: string): string | null =>
  /(?:Thông báo|Công văn)(?: \([^)]*\))?(?: số)? (\d+(?:\/[\p{Lu}\d-]+)?)/u.exec(basis)?.[1] ?? null;

function faultOf(row: number, day: CalendarDay): CalendarFault | null {
  const fault = dayFault(day, null);
  if (fault === null) return null;
  const { vi, en } = DAY_PROBLEMS[fault.problem];
  const given = `“${String(day[fault.field] ?? '').slice(0, 60)}”`;
  return { row, column: COLUMN_OF[fault.field], problem: fault.problem, message: `${given} ${vi}`, messageEn: `${given} ${en}` };
}

function twice(row: number, { date }: CalendarDay, rowOf: Map<string, number>): CalendarFault | null {
  const first = rowOf.get(date);
  rowOf.set(date, row);
  if (first === undefined) return null;
  const message = `ngày ${date} đã có ở dòng ${first}`;
  return { row, column: 'date', problem: 'duplicate-date', message, messageEn: `${date} is in row ${first} already` };
}

const FILE_PROBLEMS = {
  encoding: { vi: 'tệp không phải UTF-8 hợp lệ', en: 'the file is not valid UTF-8' },
  csv: { vi: 'không đọc được CSV theo RFC 4180', en: 'this is not CSV by RFC 4180' },
  'empty-file': { vi: 'tệp không có dòng tiêu đề', en: 'the file has no header' },
  'missing-column': { vi: 'thiếu cột', en: 'this column is missing' },
  'duplicate-column': { vi: 'cột có hai lần', en: 'this column is there twice' },
  'unknown-column': { vi: 'không có cột này', en: 'there is no such column' },
  'too-many-rows': { vi: `tệp có hơn ${ROWS_MAX} dòng`, en: `the file has more than ${ROWS_MAX} rows` },
  'ragged-row': { vi: 'số ô khác số cột', en: 'it has another number of cells than the header' },
} as const;

function fileFault(row: number, problem: keyof typeof FILE_PROBLEMS, column = ''): CalendarFault {
  const { vi, en } = FILE_PROBLEMS[problem];
  return { row, column, problem, message: vi, messageEn: en };
}
