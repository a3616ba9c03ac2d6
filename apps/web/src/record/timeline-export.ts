import { EVENT_GROUPS, EVENT_KINDS, type EventType } from '#contracts/event-kinds';
import type { Timeline, TimelineEntry } from '#contracts/timeline';
import type { TFunction } from 'i18next';
import { type ApiQuery } from '../api/client.ts';
import { timelinePage } from '../api/queries.ts';
import type { CsvCell } from '../export/csv.ts';
import { downloadCsv } from '../export/download.ts';
import { formatInstant } from '../format/dates.ts';
import type { Language } from '../format/numbers.ts';
import type { Names } from '../parts/names.ts';
import type { FieldWords } from './field-value.ts';

interface Options {
  readonly code: string;
  readonly query: ApiQuery;
  readonly language: Language;
  readonly names: Names;
  readonly fields: FieldWords;
  /** The moment and the conditions in words, set under the table. */
  readonly words: readonly string[];
  readonly t: TFunction;
}

/** Downloads every event that the conditions leave. @throws ApiProblem when a page cannot be read; nothing is downloaded then */
export async function exportTimeline({ code, query, words, ...wording }: Options): Promise<void> {
  const entries: TimelineEntry[] = [];
  const { signal } = new AbortController();
  let cursor: string | undefined;
  do {
    const page: Timeline = await timelinePage(code, { ...query, cursor }, signal);
    entries.push(...page.entries);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  downloadCsv(`tiendo-${code}-timeline.csv`, [...rowsOf(entries, wording), [], ...words.map((word) => [word, ''])]);
}

type Wording = Omit<Options, 'code' | 'query' | 'words'>;

const rowsOf = (entries: readonly TimelineEntry[], wording: Wording): readonly (readonly CsvCell[])[] => [
  headOf(wording.t),
  ...entries.map((entry) => rowOf(entry, wording)),
];

const headOf = (t: TFunction): readonly CsvCell[] => [
  t('timeline.csv.day'),
  t('timeline.csv.recorded'),
  t('timeline.by.group'),
  t('timeline.by.type'),
  t('timeline.csv.sentence'),
  t('timeline.csv.amount'),
  t('timeline.csv.reason'),
  t('timeline.csv.document'),
  t('timeline.by.actor'),
  t('timeline.csv.behalf'),
  t('timeline.by.unit'),
  t('timeline.by.stage'),
  t('timeline.csv.changes'),
  t('timeline.csv.stream'),
  t('timeline.csv.revision'),
  t('timeline.csv.event'),
  t('timeline.csv.command'),
];

const rowOf = (entry: TimelineEntry, { language, names, fields }: Wording): readonly CsvCell[] => [
  entry.occurredOn,
  formatInstant(entry.recordedAt),
  EVENT_GROUPS[entry.group][language],
  EVENT_KINDS[entry.type as EventType][language],
  entry.sentence[language],
  entry.amount,
  entry.reason,
  entry.document,
  entry.actor,
  entry.onBehalfOf,
  entry.unit,
  names.stage(entry.stage),
  entry.changes
    .map(({ field, before, after }) => `${fields.name(field)}: ${fields.value(field, before)} → ${fields.value(field, after)}`)
    .join('; '),
  entry.stream,
  entry.revision,
  entry.id,
  entry.commandId,
];
