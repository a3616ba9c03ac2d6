import type { AdvanceLimit } from '#reference/rules/advances';
import type { Ceiling } from '#reference/rules/ceilings';
import { inForce, legalBasisOf, type Rule, ruleOn } from '#reference/rules/rule';
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import type { RuleBook } from './context.ts';
import { type Dong, exceedsPercent, percentOf } from './money.ts';
import { Refusal, type RefusedBy } from './refusal.ts';

export const refusedBy = (rule: Rule): RefusedBy => ({ rule: rule.id, legalBasis: legalBasisOf(rule), status: rule.status });

/** Id of the rule set in force on a day. */
export const ruleSetOn = (rules: RuleBook, day: string): string => ruleOn(rules.ruleSets, day)?.id ?? 'none';

/** What a ceiling is measured against. */
export interface Supported {
  readonly source: Source;
  readonly content: string;
  readonly totalCost: Dong;
  readonly outputPlanned: number;
  readonly province?: ProvinceRef;
  readonly variant?: string;
  readonly multiplier?: number;
}

/** The KCQG ceiling in force on a day; undefined: none is known (other contents, KCDP, before the first dated rule). */
export const ceilingOn = (rules: RuleBook, { source, content }: Supported, day: string): Ceiling | undefined =>
  source === 'KCQG' ? ruleOn(rules.ceilings, day, (row) => row.content === content) : undefined;

/** The most đồng that a ceiling allows: min(rate × total cost, cap × units). null: the row names neither. */
export function mostAllowed(ceiling: Ceiling, { totalCost, outputPlanned }: Supported): Dong | null {
  const byRate = ceiling.ratePercent === null ? null : percentOf(ceiling.ratePercent, totalCost);
  const byCap = ceiling.capVnd === null ? null : Math.min(ceiling.capVnd * (ceiling.perUnit ? outputPlanned : 1), Number.MAX_SAFE_INTEGER);
  if (byRate === null || byCap === null) return byRate ?? byCap;
  return Math.min(byRate, byCap);
}

/** @throws Refusal `ceiling`: the amount is over the ceiling in force on the day */
export function refuseOverCeiling(rules: RuleBook, supported: Supported, amount: Dong, day: string): void {
  const ceiling = ceilingOn(rules, supported, day);
  const most = ceiling === undefined ? null : mostAllowed(ceiling, supported);
  if (ceiling === undefined || most === null || amount <= most) return;
  throw new Refusal('ceiling', { amount, most, content: supported.content, day }, refusedBy(ceiling));
}

/** Every limit on advances before acceptance in force on a day for a source and content: its circular's row and the Treasury's cap. */
export function advanceLimitsOn(rules: RuleBook, source: Source, content: string, day: string): readonly AdvanceLimit[] {
  const live = rules.advanceLimits.filter((row) => inForce(row, day));
  const own = live.filter((row) => row.source === source);
  const named = own.find((row) => row.contents?.includes(content)) ?? own.find((row) => row.contents === null);
  return [...(named === undefined ? [] : [named]), ...live.filter((row) => row.source === null)];
}

/** @throws Refusal `advance-cap`: advances before acceptance would be over a limit in force on the day */
export function refuseOverAdvanceCap(limits: readonly AdvanceLimit[], advanced: Dong, approved: Dong): void {
  const broken = limits.find((limit) => exceedsPercent(advanced, limit.percent, approved));
  if (broken !== undefined) {
    throw new Refusal('advance-cap', { advanced, approved, percent: broken.percent }, refusedBy(broken));
  }
}

// Interim: replaced by the dated rows.
export const isDocumentKind = (kind: string): boolean => /^[a-z0-9-]+$/.test(kind);
export const managementLimitOn = (_rules: RuleBook, _source: Source, _day: string): (Rule & { readonly percent: number }) | undefined =>
  undefined;
export const papersFor = (_rules: RuleBook, _asked: object, _day: string): readonly (Rule & { readonly document: string })[] => [];
export const authorityFor = (
  _rules: RuleBook,
  _kind: string,
  _scheme: object,
  _day: string,
): (Rule & { readonly who: readonly Role[] }) | undefined => undefined;
export function refuseMultiplier(_rules: RuleBook, multiplier: number | undefined, _day: string): void {
  if (multiplier !== undefined && !(multiplier >= 1 && multiplier <= 1.5)) throw new Refusal('multiplier', { multiplier });
}
