import { contentOf } from '../contents.ts';
import { ROLES } from '../roles.ts';
import { type AdvanceTranche, advanceLimits, advanceTranches } from './advances.ts';
import { appraisalCriteria, councilRules, draftContents } from './appraisal.ts';
import { authorities } from './authorities.ts';
import { type Ceiling, ceilings } from './ceilings.ts';
import { DEADLINE_KINDS, type DeadlineKind } from './deadline-kinds.ts';
import { deadlines, DUE_SOON_DAYS } from './deadlines.ts';
import { documentKindOf } from './document-kinds.ts';
import { dossierPapers } from './dossier.ts';
import type { DossierPaper } from './dossier-paper.ts';
import { placeRules, preferences, tradeRules } from './eligibility.ts';
import { ladders, reminderHours } from './ladders.ts';
import { generalCosts, managementCosts, priorityMultipliers, supportConditions } from './money-rules.ts';
import { PAUSE_REASONS, pauseRules } from './pauses.ts';
import { registrationDays } from './registration.ts';
import { ruleSets } from './rule-sets.ts';
import { table } from './rules-table.ts';
import { segregation } from './segregation.ts';
import { selectionRules } from './selection.ts';
import { termText } from './term-text.ts';
import { terms } from './terms.ts';
import { variantOf } from './variants.ts';

/** docs/reference/rules.md, made from the rows themselves, so that the page cannot say something else than the engine does. */
export const rulesPage = (): string =>
  [
    `# The dated rules

Made from \`libs/reference/rules\` by \`node --conditions=source tools/write-rules-page.mjs\`; a test keeps it equal to the rows. A row that is marked
**unverified** is from memory or assumed: its text was not read. Refusals and obligations cite the row's id. These are the rows that Tiendo comes with;
[activations](../how-to/change-the-rules.md) change them, for everybody or for the KCDP of one province.`,
    `## Rule sets

A project keeps the set in force on the day when its plan was approved.

${table(['set', 'name'], ruleSets, ({ id, name }) => [id, name])}`,
    moneyChapter(),
    advanceChapter(),
    papersChapter(),
    timeChapter(),
    powersChapter(),
    appraisalChapter(),
    eligibilityChapter(),
  ].join('\n\n') + '\n';

const moneyChapter = (): string => `## Money

### Ceilings of KCQG

support ≤ min(rate × cost, cap × units × priority multiplier). KCDP ceilings are each province's own.

${table(['rule', 'content', 'rate', 'cap (million đồng)'], ceilings, ({ id, ratePercent, rateOf, ...row }) => [
  id,
  contentText(row),
  ratePercent === null ? '–' : `${ratePercent} %${rateOf === undefined ? '' : ` of ${rateOf}`}`,
  capText(row),
])}

### Priority multiplier

${table(['rule', 'at most', 'multiplies'], priorityMultipliers, ({ id, maxPercent, multiplies }) => [id, `× ${maxPercent / 100}`, `the ${multiplies}`])}

### Management costs

${table(['rule', 'payer', 'at most'], managementCosts, ({ id, payer, percent, of }) => [id, payer, `${percent} % of the ${of}`])}

### General costs

By the general circulars, always in their newest wording.

${table(['rule', 'cost', 'circular named'], generalCosts, ({ id, en, norm }) => [id, en, norm ?? '–'])}

### Conditions of every support

${table(['rule', 'condition', 'times a year'], supportConditions, ({ id, en, timesPerYear }) => [id, en, timesPerYear === undefined ? '–' : String(timesPerYear)])}`;

const advanceChapter = (): string => `## Advances

### Limits before acceptance

${table(['rule', 'source', 'contents', 'most', 'volume to show'], advanceLimits, ({ id, source, percent, volumePercent, ...row }) => [
  id,
  source ?? 'both',
  contentsText(row),
  `${percent} %`,
  volumePercent === null ? '–' : `over ${volumePercent} %`,
])}

### Tranches

${table(['rule', 'tranche', 'contents', 'when'], advanceTranches, ({ id, tranche, ...row }) => [id, tranche, contentsText(row), trancheText(row)])}`;

const papersChapter = (): string => `## Dossiers

Papers that must be there before an act, by the command that asks for them. KCDP dossiers are each province's own beyond these.

${table(['rule', 'before', 'projects', 'paper', 'form', 'sets', 'when'], dossierPapers, (row) => [
  row.id,
  row.act,
  [row.source, contentsText(row), row.schemes?.join(', ')].filter((text) => text !== undefined && text !== 'all others').join(' '),
  documentKindOf(row.document).en,
  row.form ?? documentKindOf(row.document).form ?? '–',
  row.sets === null ? '–' : String(row.sets),
  row.when ?? 'always',
])}`;

const timeChapter = (): string => `## Time

### Deadlines of disbursement and settlement

Calendar days. Shown as due soon from ${DUE_SOON_DAYS} days before.

${table(['rule', 'obligation', 'due'], deadlines, ({ id, obligation, after }) => [
  id,
  obligation,
  'days' in after ? `+ ${after.days} days` : `${after.monthDay} of plan year + 1`,
])}

### Registration with the Cục

${table(['rule', 'last day, in the year before the plan year'], registrationDays, ({ id, monthDay }) => [id, monthDay])}

### Other terms

${table(['rule', 'step', 'of', 'by'], terms, ({ id, term, source, by }) => [id, term, source ?? 'both', termText(by)])}

${clockChapter()}`;

const clockChapter = (): string => `### Pauses

${table(['rule', 'reason', 'stops'], pauseRules, ({ id, reason, pauses }) => [id, PAUSE_REASONS[reason].en, kindsText(pauses, 'every deadline')])}

### Ladders of reminders

Days before and after the last day. A step's day that is off moves to the working day before, after the last day to the one after.

${table(['rule', 'deadlines', 'before', 'on the day', 'after', 'then weekly', 'then, a week apart'], ladders, (row) => [
  row.id,
  kindsText(row.kinds, 'all others'),
  row.before.join(', ') || '–',
  row.onDue ? 'yes' : 'no',
  row.after.join(', ') || '–',
  row.weekly === 0 ? '–' : `${row.weekly} times`,
  row.escalate.join(', ') || '–',
])}

### Hours of sending

${table(['rule', 'from', 'until'], reminderHours, ({ id, opens, closes }) => [id, opens, closes])}`;

const kindsText = (kinds: readonly DeadlineKind[] | null, all: string): string =>
  kinds?.map((kind) => DEADLINE_KINDS[kind].en).join('; ') ?? all;

const powersChapter = (): string => `## Powers

### Who decides

${table(['rule', 'source', 'matter', 'who'], authorities, ({ id, source, matter, scheme, who }) => [
  id,
  source,
  `${matter}${scheme === undefined ? '' : ` (${scheme} schemes)`}`,
  who.map((role) => ROLES[role].en).join(', '),
])}

### Tender or selection

${table(['rule', 'way', 'contents'], selectionRules, ({ id, way, ...row }) => [id, way, contentsText(row)])}

### Segregation of duties

One person may not do both for one project, in whichever order, delegation included.

${table(['rule', 'one', 'other'], segregation, ({ id, one, other }) => [id, one, other])}`;

const appraisalChapter = (): string => `## Drafting and appraisal

### Compulsory contents of a draft

${table(['rule', 'part'], draftContents, ({ id, en }) => [id, en])}

### Contents of an appraisal

${table(['rule', 'criterion'], appraisalCriteria, ({ id, en }) => [id, en])}

### Council

${table(['rule', 'passes with', 'members'], councilRules, ({ id, majorityOverPercent, membersMin }) => [id, `over ${majorityOverPercent} %`, `${membersMin} or more`])}`;

const eligibilityChapter = (): string => `## Eligibility and preference

### Places

${table(['rule', 'places'], placeRules, ({ id, areas }) => [id, areas.join(', ')])}

### Trades

${table(['rule', 'trade', 'supported'], tradeRules, ({ id, en, excluded }) => [id, en, excluded === true ? 'no' : 'yes'])}

### Order of preference

${table(['rule', 'rank', 'by', 'preferred'], preferences, ({ id, rank, by, en }) => [id, String(rank), by, en])}`;

const contentText = ({ content, variant }: Pick<Ceiling, 'content' | 'variant'>): string =>
  `${content} ${variant === undefined ? contentOf(content).en : variantOf(content, variant).en}`;

const capText = ({ capVnd, perUnit, years }: Pick<Ceiling, 'capVnd' | 'perUnit' | 'years'>): string =>
  capVnd === null ? '–' : `${capVnd / 1_000_000}${perUnit ? ' each' : ''}${years === undefined ? '' : `, ${years} years`}`;

type OfContents = Pick<DossierPaper, 'contents' | 'variants'>;
const contentsText = ({ contents, variants }: OfContents): string =>
  contents === null
    ? 'all others'
    : `${contents.join(', ')}${variants === undefined ? '' : ` (${variants.map((one) => one ?? 'no sub-kind').join(', ')})`}`;

const trancheText = ({ upToPercent, afterAcceptance, severalYears }: Omit<AdvanceTranche, 'tranche' | 'id'>): string =>
  [
    upToPercent === null ? 'by progress, estimate and contract' : `up to ${upToPercent} %`,
    ...(afterAcceptance ? ['after acceptance'] : []),
    ...(severalYears === true ? ['projects of several years'] : []),
  ].join(', ');
