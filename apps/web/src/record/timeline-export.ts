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

/** The most that the API gives at once. */
const PAGE_SIZE = 500;

/** Downloads every event that the conditions leave. @throws ApiProblem when a page cannot be read; nothing is downloaded then */
export async function exportTimeline({ code, query, words, ...wording }: Options): Promise<void> {
  const entries: TimelineEntry[] = [];
  const { signal } = new AbortController();
  let cursor: string | undefined;
  do {
    const page: Timeline = await timelinePage(code, { ...query, limit: PAGE_SIZE, cursor }, signal);
    entries.push(...page.entries);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  downloadCsv(`tiendo-${code}-timeline.csv`, [...rowsOf(entries, wording), [], ...words.map((word) => [word, ''])]);
}

function rowsOf(
  entries: readonly TimelineEntry[],
  { language, names, fields, t }: Omit<Options, 'code' | 'query' | 'words'>,
): readonly (readonly CsvCell[])[] {
  const head = [
    'day',
    'recorded',
    'group',
    'type',
    'sentence',
    'amount',
    'reason',
    'document',
    'actor',
    'behalf',
    'unit',
    'stage',
    'changes',
  ] as const;
  const kept = {
    group: t('timeline.by.group'),
    type: t('timeline.by.type'),
    actor: t('timeline.by.actor'),
    unit: t('timeline.by.unit'),
    stage: t('timeline.by.stage'),
  };
  return [
    [
      ...head.map((name) => (name in kept ? kept[name as keyof typeof kept] : t(`timeline.csv.${name as 'day'}`))),
      ...(['stream', 'revision', 'event', 'command'] as const).map((name) => t(`timeline.csv.${name}`)),
    ],
    ...entries.map((entry) => [
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
    ]),
  ];
}
