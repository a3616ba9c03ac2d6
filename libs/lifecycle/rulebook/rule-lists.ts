/** Every list of the rule book: what tells its rows apart, and which fields a row has. */
import { isContent } from '#reference/contents';
import { isRole } from '#reference/roles';
import { isDeadlineKind } from '#reference/rules/deadline-kinds';
import { isDocumentKind } from '#reference/rules/document-kinds';
import { PAUSE_REASONS } from '#reference/rules/pauses';
import type { Rule } from '#reference/rules/rule';
import { isVariant } from '#reference/rules/variants';
import { isDong } from '../money.ts';
import type { RuleListName } from './rulebook.events.ts';

export type AnyRow = Rule & Readonly<Record<string, unknown>>;
/** `whole`: the row that the value is part of. */
export type FieldCheck = (value: unknown, whole: Readonly<Record<string, unknown>>) => boolean;

export interface RuleList {
  /** Rows that speak of the same thing: at most one of them is in force on a day. */
  readonly key: readonly string[];
  readonly required: Readonly<Record<string, FieldCheck>>;
  readonly optional?: Readonly<Record<string, FieldCheck>>;
  /** A province may set it for its own KCDP: TTLT 26/2014 art. 6(3) for money, TT 46/2012 art. 8(3)b for the process. */
  readonly own?: 'money' | 'process';
  /** No activation changes it: see the note in docs/how-to/change-the-rules.md. */
  readonly fixed?: true;
}

const text: FieldCheck = (value) => typeof value === 'string' && value.trim() !== '';
const flag: FieldCheck = (value) => typeof value === 'boolean';
const only =
  (...values: readonly unknown[]): FieldCheck =>
  (value) =>
    values.includes(value);
const orNull =
  (check: FieldCheck): FieldCheck =>
  (value, whole) =>
    value === null || check(value, whole);
const listOf =
  (check: FieldCheck): FieldCheck =>
  (value, whole) =>
    Array.isArray(value) && value.length > 0 && value.every((one) => check(one, whole));
const within =
  (least: number, most: number): FieldCheck =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most && Math.abs(value * 10_000 - Math.round(value * 10_000)) < 1e-6;
const count = (most: number): FieldCheck => {
  const fits = within(1, most);
  return (value, whole) => Number.isSafeInteger(value) && fits(value, whole);
};

const percent = within(0, 100);
const source = only('KCQG', 'KCDP');
const content: FieldCheck = (value) => typeof value === 'string' && isContent(value);
const variant: FieldCheck = (value, whole) => typeof value === 'string' && isVariant(String(whole['content']), value);
const variantOfContents: FieldCheck = (value, whole) => {
  const among: readonly unknown[] = Array.isArray(whole['contents']) ? whole['contents'] : [];
  return typeof value === 'string' && among.some((one) => isVariant(String(one), value));
};
const money: FieldCheck = (value) => isDong(value) && value > 0;
const names = { vi: text, en: text };
const contents = orNull(listOf(content));
const monthDay: FieldCheck = (value) => typeof value === 'string' && /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value);
const oneFieldOf =
  (checks: Readonly<Record<string, FieldCheck>>): FieldCheck =>
  (value, whole) => {
    if (typeof value !== 'object' || value === null) return false;
    const [first, ...others] = Object.entries(value as Readonly<Record<string, unknown>>);
    return first !== undefined && others.length === 0 && Object.hasOwn(checks, first[0]) && checks[first[0]]?.(first[1], whole) === true;
  };

const deadlineKind: FieldCheck = (value) => typeof value === 'string' && isDeadlineKind(value);
const upTo =
  (most: number): FieldCheck =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most;
/** Only a project with a contract has its end. */
const daysOfAcceptance: FieldCheck = (value, whole) => whole['term'] === 'acceptance' && upTo(366)(value, whole);
/** Whole days from 1, each once, in order; may be empty. */
const inOrder =
  (most: number, order: 'rising' | 'falling'): FieldCheck =>
  (value, whole) =>
    Array.isArray(value) &&
    value.every(
      (day, index) => count(most)(day, whole) && (index === 0 || (order === 'rising' ? day > value[index - 1] : day < value[index - 1])),
    );
const timeOfDay: FieldCheck = (value) => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
const later =
  (than: string): FieldCheck =>
  (value, whole) =>
    timeOfDay(value, whole) && String(value) > String(whole[than]);

export const RULE_LISTS: Readonly<Record<RuleListName, RuleList>> = {
  ruleSets: { key: [], required: { name: text } },
  ceilings: {
    key: ['content', 'variant'],
    required: { content, ratePercent: orNull(percent), capVnd: orNull(money), perUnit: flag },
    optional: { variant, rateOf: only('stand-rent', 'air-tickets', 'listed-costs', 'loan-interest'), years: count(20) },
    own: 'money',
  },
  priorityMultipliers: { key: [], required: { maxPercent: within(100, 300), multiplies: only('cap') } },
  managementCosts: {
    key: ['source', 'payer'],
    required: { source, payer: only('agency', 'implementing-unit'), percent, of: only('money-of-the-year', 'estimate') },
  },
  generalCosts: { key: ['cost'], required: { cost: text, ...names, norm: orNull(text) } },
  supportConditions: {
    key: ['condition'],
    required: { condition: only('content-and-trade', 'approved', 'own-money', 'no-double-support', 'fairs-abroad'), ...names },
    optional: { timesPerYear: count(366) },
  },
  advanceLimits: {
    key: ['source', 'contents', 'variants'],
    required: { source: orNull(source), contents, percent, volumePercent: orNull(percent) },
    optional: { variants: listOf(variantOfContents) },
    own: 'process',
  },
  advanceTranches: {
    key: ['tranche', 'contents', 'variants'],
    required: { tranche: only('first', 'next', 'remaining'), contents, upToPercent: orNull(percent), afterAcceptance: flag },
    optional: { variants: listOf(variantOfContents), severalYears: only(true) },
  },
  dossierPapers: {
    key: ['act', 'source', 'contents', 'variants', 'schemes', 'document', 'when'],
    required: {
      act: text,
      source,
      contents,
      document: (value) => typeof value === 'string' && isDocumentKind(value),
      sets: orNull(count(20)),
      when: orNull(text),
    },
    optional: { variants: listOf(orNull(variantOfContents)), schemes: listOf(only('single', 'group', 'key')), form: text },
    own: 'process',
  },
  deadlines: {
    key: ['obligation'],
    required: {
      obligation: only('first-advance', 'remaining-advance', 'settlement-dossier', 'settlement'),
      after: oneFieldOf({ days: count(366), monthDay }),
    },
    fixed: true,
  },
  registrationDays: { key: [], required: { monthDay } },
  terms: {
    key: ['term'],
    required: {
      term: only(
        'registration-at-department',
        'base-appraisal',
        'final-appraisal',
        'dossier-completion',
        'obstacle-answer',
        'adjustment-decision',
        'monthly-report',
        'acceptance',
        'year-end-adjustment',
      ),
      by: oneFieldOf({
        days: count(366),
        workingDays: count(250),
        dayOfMonth: count(28),
        monthDayBefore: monthDay,
        monthDayAfter: monthDay,
        afterContractEnd: daysOfAcceptance,
      }),
    },
    optional: { source: only('KCQG') },
    own: 'process',
  },
  pauseRules: {
    key: ['reason'],
    required: { reason: only(...Object.keys(PAUSE_REASONS)), pauses: orNull(listOf(deadlineKind)) },
    own: 'process',
  },
  ladders: {
    key: ['kinds'],
    required: {
      kinds: orNull(listOf(deadlineKind)),
      before: inOrder(365, 'falling'),
      onDue: flag,
      after: inOrder(365, 'rising'),
      weekly: upTo(52),
      escalate: (value) => Array.isArray(value) && ['', 'supervisor', 'department', 'supervisor,department'].includes(value.join(',')),
    },
    own: 'process',
  },
  reminderHours: { key: [], required: { opens: timeOfDay, closes: later('opens') }, own: 'process' },
  authorities: {
    key: ['matter', 'source', 'scheme'],
    required: { matter: text, source, who: listOf((value) => typeof value === 'string' && isRole(value)) },
    optional: { scheme: only('group') },
    own: 'process',
  },
  appraisalCriteria: {
    key: ['criterion'],
    required: { criterion: only('principles', 'aims-and-money', 'capability', 'combination', 'dossier'), ...names },
  },
  councilRules: { key: [], required: { majorityOverPercent: within(0, 100), membersMin: count(50) } },
  draftContents: { key: ['part'], required: { part: text, ...names } },
  placeRules: { key: [], required: { areas: listOf(text) } },
  tradeRules: { key: ['trade'], required: { trade: text, ...names }, optional: { excluded: only(true) } },
  preferences: {
    key: ['preferred'],
    required: { rank: count(100), by: only('scheme', 'place', 'trade', 'unit', 'owner'), preferred: text, ...names },
  },
  selectionRules: {
    key: ['way', 'contents', 'variants'],
    required: { way: only('tender', 'selection'), contents },
    optional: { variants: listOf(orNull(variantOfContents)) },
  },
  segregation: { key: ['one', 'other'], required: { one: text, other: text } },
};

export const RULE_LIST_NAMES = Object.keys(RULE_LISTS) as readonly RuleListName[];

export const isRuleList = (name: string): name is RuleListName => Object.hasOwn(RULE_LISTS, name);

/** What a row speaks of: the same text for rows of which one at most is in force on a day. A province's rows are a series of their own. */
export const keyOf = (list: RuleListName, row: Rule): string => keyBy(list, row, RULE_LISTS[list].key);

/** Fields that name several subjects at once; null: all others. */
const NAMING = ['contents', 'kinds'];

/** Whether two rows speak of the same thing: equal in what names their subject, or of contents or deadlines that they share. */
export function sameSubject(list: RuleListName, one: Rule, other: Rule): boolean {
  const { key } = RULE_LISTS[list];
  const naming = key.find((field) => NAMING.includes(field)) ?? '';
  const [a, b] = [(one as AnyRow)[naming], (other as AnyRow)[naming]];
  if (!Array.isArray(a) || !Array.isArray(b)) return keyOf(list, one) === keyOf(list, other);
  const rest = key.filter((field) => field !== naming);
  return a.some((name) => b.includes(name)) && keyBy(list, one, rest) === keyBy(list, other, rest);
}

function keyBy(list: RuleListName, row: Rule, fields: readonly string[]): string {
  const { province } = row;
  const parts = fields.map((field) => JSON.stringify((row as AnyRow)[field] ?? null));
  return [list, province === undefined ? '' : `${province.set}.${province.code}`, ...parts].join(' ');
}
