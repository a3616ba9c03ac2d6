import type { DatabaseSync } from 'node:sqlite';
import { addDays, days } from '#lifecycle/calendar-date';
import { chance } from '#testkit/project-life';
import { STAGES } from '#contracts/figures';
import { contents } from '#reference/contents';
import { provinces63 } from '#reference/provinces';
import { fold } from '#reference/fold';

/** Questions of one kind, each as its address; asked one after the other, as a person would. */
export interface Kind {
  readonly name: string;
  /** The longest that 99 of 100 answers may take, in milliseconds. */
  readonly goalMs: number;
  readonly addresses: readonly string[];
}

const SEED = 20_221_215;
const RECORD_MS = 5;
const LIST_MS = 10;
const BOARD_MS = 50;
const SORTS = ['code', '-code', 'title', 'approved', '-approved', '-executed', 'stageOn', '-stageOn'] as const;

/** What people type: common and rare words, with marks and without, beginnings of words, a unit's name, a code's beginning. */
const WORDS = [
  'dệt thổ cẩm',
  'may moc thiet bi',
  'hợp tác xã',
  'cong ty tnhh',
  'hội chợ',
  'bac giang',
  'chế biến chè',
  'dien',
  'ứng dụng máy',
  'kcqg-2018',
  'tnhh mot thanh vien',
  'thanh hóa',
  'mô hình trình diễn',
  'đào tạo nghề',
  'khongcochunao',
] as const;

/** The first and the last plan year of the histories. */
const YEARS = { first: 2015, last: 2022 } as const;

/** The same questions for the same rows. */
export function kindsOf(db: DatabaseSync, count: number): readonly Kind[] {
  const random = chance(SEED);
  const among = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const year = () => YEARS.first + Math.floor(random() * (YEARS.last - YEARS.first + 1));
  const day = () => addDays(`${YEARS.first}-01-05`, days(Math.floor(random() * 365 * (YEARS.last - YEARS.first + 1))));
  const province = () => `vn63.${among(provinces63).code}`;
  const many = (make: () => string): readonly string[] => Array.from({ length: count }, make);
  const list = (given: Readonly<Record<string, string | number>>) =>
    `/api/v1/projects?${new URLSearchParams(Object.entries(given).map(([name, value]) => [name, String(value)])).toString()}`;
  const rows = db.prepare('SELECT code, title FROM projects_text WHERE n % 997 = 0').all() as { code: string; title: string }[];
  const titleWords = () => among(rows).title.split(' ').slice(0, 5).join(' ');
  // Surveyed the year before its plan year, and recorded soon after.
  const sinceBegun = (code: string) =>
    `${code}?asOf=${code.slice(5, 9)}-03-31&knownAt=${code.slice(5, 9)}-0${1 + Math.floor(random() * 9)}-15`;
  const source = () => among(['KCQG', 'KCDP']);
  return [
    { name: 'record by code', goalMs: RECORD_MS, addresses: many(() => `/api/v1/projects/${among(rows).code}`) },
    {
      name: 'record as of a day, as known on a day',
      goalMs: RECORD_MS,
      addresses: many(() => `/api/v1/projects/${sinceBegun(among(rows).code)}`),
    },
    {
      name: 'list: filter, search, order',
      goalMs: LIST_MS,
      addresses: many(() => list({ q: among(WORDS), year: year(), source: source(), sort: among(SORTS) })),
    },
    { name: 'list: search in all, order', goalMs: LIST_MS, addresses: many(() => list({ q: among(WORDS), sort: among(SORTS) })) },
    { name: 'list: search alone', goalMs: LIST_MS, addresses: many(() => list({ q: among(WORDS) })) },
    { name: 'list: words of a title without marks', goalMs: LIST_MS, addresses: many(() => list({ q: fold(titleWords()) })) },
    { name: 'list: a code', goalMs: LIST_MS, addresses: many(() => list({ q: among(rows).code.toLowerCase() })) },
    {
      name: 'list: filters, order',
      goalMs: LIST_MS,
      addresses: many(() =>
        list({ province: province(), stage: among(STAGES), content: among(contents).code, sort: among(SORTS), year: year() }),
      ),
    },
    { name: 'list: one filter, order', goalMs: LIST_MS, addresses: many(() => list({ source: source(), sort: among(SORTS) })) },
    {
      name: 'list: late, filter, order',
      goalMs: LIST_MS,
      addresses: many(() => list({ late: 'true', asOf: day(), year: year(), sort: among(SORTS) })),
    },
    {
      name: 'board as of a day, as known on a day',
      goalMs: BOARD_MS,
      addresses: many(() => `/api/v1/board?asOf=${day()}&knownAt=${day()}&year=${year()}&set=${among(['vn63', 'vn34'])}`),
    },
  ];
}

/** A list whose pages are read one after the other by their cursors. */
export const DEEP_LIST = '/api/v1/projects?q=h%E1%BB%A3p%20t%C3%A1c&sort=-approved&limit=50';
export const DEEP_LIST_MS = LIST_MS;
