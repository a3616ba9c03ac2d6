/** The calendar file as it stands, read without anything of the product. */
import { readFileSync } from 'node:fs';
import type { CalendarDay } from './calendar.events.ts';

/** RFC 4180 with quotes, no line breaks inside cells. */
const cellsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');

export const fileRows: readonly CalendarDay[] = readFileSync('libs/reference/data/calendar-vn-2020-2027.csv', 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map(cellsOf)
  .map(([date = '', kind = '', name = '', basis = '', announcedOn = '', status = '', source = '']) => ({
    date,
    kind: kind as CalendarDay['kind'],
    name,
    basis,
    documentNo: null,
    announcedOn: announcedOn === '' ? null : announcedOn,
    status: status as CalendarDay['status'],
    source,
  }));
