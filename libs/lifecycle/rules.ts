/** What the dated rules say of money, papers and powers. A look-up takes the rules, the case, and the day whose rules judge it. */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { AdvanceLimit, AdvanceTranche } from '#reference/rules/advances';
import type { Authority, Matter } from '#reference/rules/authorities';
import type { Ceiling } from '#reference/rules/ceilings';
import * as documents from '#reference/rules/document-kinds';
import type { DossierPaper, When } from '#reference/rules/dossier-paper';
import type { ManagementCost } from '#reference/rules/money-rules';
import { inForce, legalBasisOf, type Rule, ruleOn } from '#reference/rules/rule';
import type { RuleBook } from './context.ts';
import { type Dong, exceedsPercent, percentOf } from './money.ts';
import { type Facts, Refusal, type RefusedBy } from './refusal.ts';

export const refusedBy = (rule: Rule): RefusedBy => ({ rule: rule.id, legalBasis: legalBasisOf(rule), status: rule.status });

/** Id of the rule set in force on a day. */
export const ruleSetOn = (rules: RuleBook, day: string): string => ruleOn(rules.ruleSets, day)?.id ?? 'none';

/** Whose money and what for, as the rows tell projects apart. */
export interface SchemeContent {
  readonly content: string;
  /** Sub-kind of the content, by `#reference/rules/variants`; absent: none. */
  readonly variant?: string;
  /** For KCDP: whose own rules go first. */
  readonly province?: ProvinceRef;
}

/** What a ceiling is measured against. */
export interface Supported extends SchemeContent {
  readonly source: Source;
  readonly totalCost: Dong;
  /** What the rate is taken of, where the row says so (stand rent, interest …); absent: the total cost. */
  readonly eligibleCost?: Dong;
  readonly outputPlanned: number;
  /** Priority multiplier of the cap, from 1; absent: 1. */
  readonly multiplier?: number;
}

type Whose = { readonly source: Source; readonly province?: ProvinceRef };

/** A row that a province made for itself holds for its KCDP alone. */
export const isOwn = ({ province: own }: Rule, { source, province }: Whose): boolean =>
  own !== undefined && source === 'KCDP' && own.code === province?.code && own.set === province.set;

const isGeneral = ({ province }: Rule): boolean => province === undefined;

/** The ceiling in force on a day; undefined: none is known (other contents, a province without own ceilings, before the first dated rule). */
export function ceilingOn(rules: RuleBook, supported: Supported, day: string): Ceiling | undefined {
  const { source, content, variant } = supported;
  const holds = (row: Ceiling): boolean => row.content === content && (source === 'KCQG' ? isGeneral(row) : isOwn(row, supported));
  const named = ruleOn(rules.ceilings, day, (row) => row.variant === variant && holds(row));
  return named ?? (variant === undefined ? undefined : ruleOn(rules.ceilings, day, (row) => row.variant === undefined && holds(row)));
}

/** The most đồng that a ceiling allows: min(rate × cost, cap × units × multiplier). null: the row names neither. */
export function mostAllowed(ceiling: Ceiling, { totalCost, eligibleCost, outputPlanned, multiplier = 1 }: Supported): Dong | null {
  const cost = ceiling.rateOf === undefined ? totalCost : (eligibleCost ?? totalCost);
  const byRate = ceiling.ratePercent === null ? null : percentOf(ceiling.ratePercent, cost);
  const caps = ceiling.capVnd === null ? null : Math.min(ceiling.capVnd * (ceiling.perUnit ? outputPlanned : 1), Number.MAX_SAFE_INTEGER);
  const byCap = caps === null || multiplier === 1 ? caps : multiplied(caps, multiplier);
  if (byRate === null || byCap === null) return byRate ?? byCap;
  return Math.min(byRate, byCap);
}

/** By integers, rounded down: a ceiling never rounds up. */
function multiplied(cap: Dong, multiplier: number): Dong {
  const product = (BigInt(Math.floor(cap)) * BigInt(Math.round(multiplier * 10_000))) / 10_000n;
  return product > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(product);
}

/** @throws Refusal `ceiling`: the amount is over the ceiling in force on the day */
export function refuseOverCeiling(rules: RuleBook, supported: Supported, amount: Dong, day: string): void {
  const ceiling = ceilingOn(rules, supported, day);
  const most = ceiling === undefined ? null : mostAllowed(ceiling, supported);
  if (ceiling === undefined || most === null || amount <= most) return;
  throw new Refusal('ceiling', { amount, most, content: supported.content, day }, refusedBy(ceiling));
}

/** TTLT 26/2014 art. 6(2)t: set per decision, at most what the row says. `about` names whose it is. @throws Refusal `multiplier` */
export function refuseMultiplier(rules: RuleBook, multiplier: number | undefined, day: string, about: Facts = {}): void {
  if (multiplier === undefined || multiplier === 1) return;
  const row = ruleOn(rules.priorityMultipliers, day);
  const hundredths = Math.round(multiplier * 100);
  const fine = row !== undefined && multiplier > 1 && hundredths <= row.maxPercent && Math.abs(multiplier * 100 - hundredths) < 1e-6;
  if (!fine) throw new Refusal('multiplier', { ...about, multiplier, most: (row?.maxPercent ?? 100) / 100 }, row && refusedBy(row));
}

/** How much of a project's money its implementing unit may spend on management. */
export const managementLimitOn = (rules: RuleBook, source: Source, day: string): ManagementCost | undefined =>
  ruleOn(rules.managementCosts, day, (row) => row.source === source && row.payer === 'implementing-unit');

/**
 * Every limit on advances before acceptance in force on a day for a source and content: its circular's row, or the province's own for
 * KCDP, and the Treasury's cap.
 */
export function advanceLimitsOn(rules: RuleBook, source: Source, kind: string | SchemeContent, day: string): readonly AdvanceLimit[] {
  const of = typeof kind === 'string' ? { content: kind } : kind;
  const live = rules.advanceLimits.filter((row) => inForce(row, day));
  const own = live.filter((row) => row.source === source && (isGeneral(row) || isOwn(row, { source, ...of })));
  const named = mostSpecific(own, of);
  return [...(named === undefined ? [] : [named]), ...live.filter((row) => row.source === null)];
}

/** The row that names the sub-kind, else the content, else nothing; of two alike the province's. */
function mostSpecific<Row extends Rule & { readonly contents: readonly string[] | null; readonly variants?: readonly string[] }>(
  rows: readonly Row[],
  { content, variant }: SchemeContent,
): Row | undefined {
  const grade = (row: Row): number => {
    if (row.contents === null) return 1;
    if (!row.contents.includes(content)) return 0;
    if (row.variants === undefined) return 2;
    return variant !== undefined && row.variants.includes(variant) ? 3 : 0;
  };
  const rank = (row: Row): number => (grade(row) === 0 ? 0 : grade(row) + (isGeneral(row) ? 0 : 10));
  return rows.reduce<Row | undefined>((best, row) => (rank(row) > (best === undefined ? 0 : rank(best)) ? row : best), undefined);
}

/** When a tranche of a content's money may come; undefined: no row speaks of it. */
export const advanceTrancheOn = (
  rules: RuleBook,
  tranche: AdvanceTranche['tranche'],
  content: SchemeContent,
  day: string,
): AdvanceTranche | undefined =>
  mostSpecific(
    rules.advanceTranches.filter((row) => row.tranche === tranche && inForce(row, day) && isGeneral(row)),
    content,
  );

/** @throws Refusal `advance-cap`: advances before acceptance would be over a limit in force on the day */
export function refuseOverAdvanceCap(limits: readonly AdvanceLimit[], advanced: Dong, approved: Dong): void {
  const broken = limits.find((limit) => exceedsPercent(advanced, limit.percent, approved));
  if (broken !== undefined) {
    throw new Refusal('advance-cap', { advanced, approved, percent: broken.percent }, refusedBy(broken));
  }
}

export const isDocumentKind = (code: string): boolean => documents.isDocumentKind(code);

/** Which project's papers, before which act. */
export interface PapersAsked {
  /** A `DossierAct`: the command's type. */
  readonly act: string;
  readonly source: Source;
  readonly province?: ProvinceRef;
  readonly content: string;
  readonly draft: {
    readonly kind?: 'single' | 'group' | 'key';
    readonly variant?: string;
    readonly implementingUnit: string;
    readonly beneficiary: { readonly name: string };
  };
  /** What is true of the case beyond the draft; see `When`. */
  readonly facts: readonly string[];
}

/** The papers that must be there on a day. A province that lists papers of its own for an act lists all of them. */
export function papersFor(rules: RuleBook, asked: PapersAsked, day: string): readonly DossierPaper[] {
  const live = rules.dossierPapers.filter((row) => row.act === asked.act && row.source === asked.source && inForce(row, day));
  const own = live.filter((row) => isOwn(row, asked));
  const facts = factsOf(rules, asked, day);
  return (own.length > 0 ? own : live.filter(isGeneral)).filter(
    ({ when, ...row }) => isForScheme(row, asked) && (when === null || facts.has(when)),
  );
}

type ForScheme = Pick<DossierPaper, 'contents' | 'variants' | 'schemes'>;

const isForScheme = ({ contents, variants, schemes }: ForScheme, { content, draft: { kind = 'single', variant } }: PapersAsked): boolean =>
  (contents === null || contents.includes(content)) &&
  (variants === undefined || variants.includes(variant ?? null)) &&
  (schemes === undefined || schemes.includes(kind));

function factsOf(rules: RuleBook, { source, province, content, draft, facts }: PapersAsked, day: string): ReadonlySet<string> {
  const derived: When[] = draft.beneficiary.name === draft.implementingUnit ? [] : ['beneficiary-is-not-implementer'];
  if (facts.includes('without-invoice')) {
    const { variant } = draft;
    const whose = { source, content, ...(province && { province }), ...(variant !== undefined && { variant }) };
    const ceiling = ceilingOn(rules, { ...whose, totalCost: 0, outputPlanned: 0 }, day);
    if (typeof ceiling?.ratePercent === 'number') derived.push('by-percentage');
  }
  return new Set([...facts, ...derived]);
}

/** Who decides on a matter: a group scheme's own row first, a province's own before all. */
export function authorityFor(
  rules: RuleBook,
  matter: Matter,
  scheme: Whose & { readonly kind?: 'single' | 'group' | 'key' },
  day: string,
): Authority | undefined {
  const rows = rules.authorities.filter((row) => row.matter === matter && row.source === scheme.source && inForce(row, day));
  const fits = rows.filter((row) => (isGeneral(row) || isOwn(row, scheme)) && (row.scheme === undefined || row.scheme === scheme.kind));
  const rank = (row: Authority): number => (isGeneral(row) ? 0 : 2) + (row.scheme === undefined ? 0 : 1);
  return fits.toSorted((a, b) => rank(b) - rank(a))[0];
}
