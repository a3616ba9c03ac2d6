import type { Refusal } from '#lifecycle/refusal';
import type { Fault } from '../register/fault.ts';
import { type ContactColumn, contactColumnNames } from './contact-columns.ts';
import type { CellFault, CellProblem } from './contact-row.ts';
import { problemWords, type Words } from './contact-words.ts';

/** One reason why a row of a contact file, or the whole file, is refused. */
export interface ContactFileFault {
  /** Record number, the header being 1. */
  readonly row: number;
  /** As given; null where there is none. */
  readonly person: string | null;
  /** Empty where no column is meant. */
  readonly column: string;
  readonly problem: string;
  /** One Vietnamese sentence for the officer. */
  readonly message: string;
  readonly messageEn: string;
}

const VALUE_CHARS_MAX = 60;

/** A cell's value between quotes, short and without characters that a terminal would obey. */
function quoted(value: string): string {
  const short = value.length > VALUE_CHARS_MAX ? `${value.slice(0, VALUE_CHARS_MAX)}…` : value;
  return `“${short.replace(/[\p{Cc}\p{Cf}]/gu, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)}”`;
}

const cellWords: Readonly<Record<CellProblem, Words>> = {
  'yes-or-no': { vi: 'phải là yes hoặc no', en: 'must be yes or no' },
  'province-half': { vi: 'để trống, trong khi cột tỉnh kia có giá trị', en: 'is empty, and the other column of the province is not' },
};

interface InRow {
  readonly row: number;
  readonly person: string;
}

const faultIn = ({ row, person }: InRow, column: ContactColumn, problem: string, { vi, en }: Words): ContactFileFault => {
  const name = contactColumnNames[column];
  return { row, person, column, problem, message: `${name.vi}: ${vi}`, messageEn: `${name.en}: ${en}` };
};

export function faultOfCell(at: InRow, { column, problem, value, most }: CellFault): ContactFileFault {
  const { vi, en } = problem === 'yes-or-no' || problem === 'province-half' ? cellWords[problem] : problemWords[problem];
  const [given, limit] = [value === null ? '' : `${quoted(value)} `, most === undefined ? '' : ` (≤ ${most})`];
  return faultIn(at, column, problem, { vi: `${given}${vi}${limit}`, en: `${given}${en}${limit}` });
}

export const faultOfDouble = (at: InRow, first: number): ContactFileFault =>
  faultIn(at, 'person', 'duplicate-person', {
    vi: `${quoted(at.person)} đã có ở dòng ${first}`,
    en: `${quoted(at.person)} is already in row ${first}`,
  });

/** What the rules say to a row that is good by itself: so far only that the contact was ended meanwhile. */
export function faultOfRefusal(at: InRow, { code, facts }: Refusal): ContactFileFault {
  if (code !== 'contact-ended')
    return faultIn(at, 'person', code, { vi: `quy tắc từ chối (${code})`, en: `refused by the rules (${code})` });
  const lastDay = String(facts['lastDay']);
  return faultIn(at, 'active_to', code, {
    vi: `đã kết thúc ngày ${lastDay}; ghi ngày này hoặc sớm hơn, hoặc ngày bắt đầu sau ngày đó`,
    en: `the contact ended on ${lastDay}: give that day or an earlier one, or a first day after it`,
  });
}

/** A fault of the file as the reader of registers says it. */
export const faultOfFile = ({ row, column, problem, message, messageEn }: Fault): ContactFileFault => ({
  row,
  person: null,
  column,
  problem,
  message,
  messageEn,
});

export const tooManyRows = (row: number, most: number): ContactFileFault => ({
  row,
  person: null,
  column: '',
  problem: 'too-many-rows',
  message: `Tệp có quá ${most} dòng`,
  messageEn: `The file has more than ${most} rows`,
});
