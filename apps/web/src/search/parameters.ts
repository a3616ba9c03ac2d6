import type { ObligationKind, ObligationState, ProvinceSet, Region, Source, Stage } from '#contracts/figures';
import { EVENT_TYPES, GROUP_NAMES } from '#contracts/event-kinds';
import { STAGES } from '#contracts/figures';
import { RECORD_FIELD_NAMES } from '#contracts/record-fields';
import { queryString } from '../api/client.ts';
import { isDay } from '../format/dates.ts';

/** What an address may say. Whatever cannot be read is dropped, so that a mistyped address still opens the page. */
export interface MomentSearch {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
}

export interface FigureSearch extends MomentSearch {
  readonly year?: number | undefined;
  readonly region?: Region | undefined;
  readonly source?: Source | undefined;
}

/** A figure that is open over the page, by its path in the report's JSON. */
export interface ExplainSearch {
  readonly explain?: string | undefined;
}

export interface BoardSearch extends FigureSearch, ExplainSearch {
  readonly set?: ProvinceSet | undefined;
  readonly content?: string | undefined;
  readonly sort?: string | undefined;
}

export interface ConferenceSearch extends FigureSearch, ExplainSearch {
  readonly set?: ProvinceSet | undefined;
}

/** Two moments of a region's figures. */
export interface CompareSearch {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly knownAtFrom?: string | undefined;
  readonly knownAtTo?: string | undefined;
  readonly year?: number | undefined;
  readonly region?: Region | undefined;
  readonly set?: ProvinceSet | undefined;
  /** The one figure whose events are shown. */
  readonly path?: string | undefined;
}

export interface DelayedSearch extends FigureSearch {
  readonly obligation?: ObligationKind | undefined;
  readonly state?: ObligationState | undefined;
  /** `set.code` */
  readonly province?: string | undefined;
  readonly sort?: string | undefined;
}

export const REMINDER_TABS = ['to-send', 'sent', 'failed', 'suppressed', 'why'] as const;
export type ReminderTab = (typeof REMINDER_TABS)[number];

export interface RemindersSearch {
  /** Default: what will be sent. */
  readonly tab?: ReminderTab | undefined;
  /** Only this day of what will be sent. */
  readonly date?: string | undefined;
  readonly project?: string | undefined;
  readonly person?: string | undefined;
  readonly kind?: DeadlineKind | undefined;
}

/** Every kind of deadline; the API has the same. */
export const DEADLINES = [
  'registration',
  'submission',
  'base-appraisal',
  'dossier-completion',
  'final-appraisal',
  'first-advance',
  'monthly-report',
  'acceptance',
  'remaining-advance',
  'settlement-dossier',
  'settlement',
  'year-end-adjustment',
  'obstacle-answer',
  'adjustment-decision',
] as const;
export type DeadlineKind = (typeof DEADLINES)[number];

export interface ProjectsSearch {
  readonly q?: string | undefined;
  readonly year?: number | undefined;
  readonly source?: Source | undefined;
  readonly province?: string | undefined;
  readonly content?: string | undefined;
  readonly stage?: Stage | undefined;
  readonly late?: true | undefined;
  readonly sort?: string | undefined;
}

export const RECORD_TABS = ['overview', 'timeline', 'compare'] as const;

/** Filters of a timeline as the API has them: each also turned round (`not…`); values of a list have commas between. */
export const CRITERIA = ['group', 'type', 'stage', 'field', 'actor', 'unit', 'occurred', 'recorded', 'q'] as const;
export type Criterion = (typeof CRITERIA)[number];
export type CriterionKey = Criterion | `not${Capitalize<Criterion>}`;
export type TimelineFilters = { readonly [Key in CriterionKey]?: string | undefined };
export const notKey = (criterion: Criterion): CriterionKey =>
  `not${criterion.charAt(0).toUpperCase()}${criterion.slice(1)}` as CriterionKey;
export const CRITERION_KEYS: readonly CriterionKey[] = CRITERIA.flatMap((criterion) => [criterion, notKey(criterion)]);

export interface RecordSearch extends MomentSearch, TimelineFilters {
  readonly tab?: 'timeline' | 'compare' | undefined;
  /** First entry's day. */
  readonly jumpTo?: string | undefined;
  /** Event whose causes and effects are open. */
  readonly why?: string | undefined;
  /** The moment that the record is compared with. */
  readonly from?: string | undefined;
  readonly knownAtFrom?: string | undefined;
}

export const SOURCES: readonly Source[] = ['KCQG', 'KCDP'];
export const REGIONS: readonly Region[] = ['north', 'central', 'south'];
export const OBLIGATIONS: readonly ObligationKind[] = ['first-advance', 'remaining-advance', 'settlement-dossier', 'settlement'];
export const STATES: readonly ObligationState[] = ['late', 'dueSoon', 'blocked', 'paused'];

type Raw = Readonly<Record<string, unknown>>;

const text = (raw: Raw, name: string): string | undefined => {
  const value = raw[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};
const day = (raw: Raw, name: string): string | undefined => {
  const value = text(raw, name);
  return value !== undefined && isDay(value) ? value : undefined;
};
const oneOf = <Value extends string>(raw: Raw, name: string, allowed: readonly Value[]): Value | undefined =>
  allowed.find((value) => value === raw[name]);
const year = (raw: Raw): number | undefined => (/^\d{4}$/.test(String(raw['year'])) ? Number(raw['year']) : undefined);
const province = (raw: Raw): string | undefined => {
  const value = text(raw, 'province');
  return value !== undefined && /^vn(63|34)\.\d{2}$/.test(value) ? value : undefined;
};

const momentSearch = (raw: Raw): MomentSearch => ({ asOf: day(raw, 'asOf'), knownAt: day(raw, 'knownAt') });
const figureSearch = (raw: Raw): FigureSearch => ({
  ...momentSearch(raw),
  year: year(raw),
  region: oneOf(raw, 'region', REGIONS),
  source: oneOf(raw, 'source', SOURCES),
});
const provinceSet = (raw: Raw): ProvinceSet | undefined => oneOf(raw, 'set', ['vn34']);

export const boardSearch = (raw: Raw): BoardSearch => ({
  ...figureSearch(raw),
  set: provinceSet(raw),
  content: text(raw, 'content'),
  sort: text(raw, 'sort'),
  explain: text(raw, 'explain'),
});
export const conferenceSearch = (raw: Raw): ConferenceSearch => ({
  ...figureSearch(raw),
  set: provinceSet(raw),
  explain: text(raw, 'explain'),
});
export const compareSearch = (raw: Raw): CompareSearch => ({
  from: day(raw, 'from'),
  to: day(raw, 'to'),
  knownAtFrom: day(raw, 'knownAtFrom'),
  knownAtTo: day(raw, 'knownAtTo'),
  year: year(raw),
  region: oneOf(raw, 'region', REGIONS),
  set: provinceSet(raw),
  path: text(raw, 'path'),
});
export const delayedSearch = (raw: Raw): DelayedSearch => ({
  ...figureSearch(raw),
  obligation: oneOf(raw, 'obligation', OBLIGATIONS),
  state: oneOf(raw, 'state', STATES),
  province: province(raw),
  sort: text(raw, 'sort'),
});
export const remindersSearch = (raw: Raw): RemindersSearch => ({
  tab: oneOf(raw, 'tab', REMINDER_TABS),
  date: day(raw, 'date'),
  project: text(raw, 'project'),
  person: text(raw, 'person'),
  kind: oneOf(raw, 'kind', DEADLINES),
});
export const projectsSearch = (raw: Raw): ProjectsSearch => ({
  q: text(raw, 'q'),
  year: year(raw),
  source: oneOf(raw, 'source', SOURCES),
  province: province(raw),
  content: text(raw, 'content'),
  stage: oneOf(raw, 'stage', STAGES),
  late: raw['late'] === 'true' || raw['late'] === true ? true : undefined,
  sort: text(raw, 'sort'),
});
const LISTS: { readonly [Name in Criterion]?: readonly string[] } = {
  group: GROUP_NAMES,
  type: EVENT_TYPES,
  stage: STAGES,
  field: RECORD_FIELD_NAMES,
};

/** The API refuses what it does not know; an address only loses it. */
function criterion(raw: Raw, name: Criterion, key: CriterionKey): string | undefined {
  const value = text(raw, key);
  if (value === undefined) return undefined;
  if (name === 'occurred' || name === 'recorded') return isRange(value) ? value : undefined;
  const list = LISTS[name];
  if (list === undefined) return value;
  return (
    value
      .split(',')
      .filter((one) => list.includes(one))
      .join(',') || undefined
  );
}

export function isRange(value: string): boolean {
  const [from, to, ...rest] = value.split('..');
  if (from === undefined || to === undefined || rest.length > 0 || value === '..') return false;
  return [from, to].every((end) => end === '' || isDay(end)) && (from === '' || to === '' || from <= to);
}

export const recordSearch = (raw: Raw): RecordSearch => ({
  ...momentSearch(raw),
  ...Object.fromEntries(CRITERIA.flatMap((name) => [name, notKey(name)].map((key) => [key, criterion(raw, name, key as CriterionKey)]))),
  tab: oneOf(raw, 'tab', ['timeline', 'compare']),
  jumpTo: day(raw, 'jumpTo'),
  why: text(raw, 'why'),
  from: day(raw, 'from'),
  knownAtFrom: day(raw, 'knownAtFrom'),
});

/** Addresses hold plain text, so that people and scripts can write them by hand. */
export const parseSearch = (address: string): Raw => Object.fromEntries(new URLSearchParams(address));
export const stringifySearch = (search: Raw): string => queryString(search as Readonly<Record<string, string>>);
