/** What the dated rules say of steps, people and eligibility. */
import type { Duty } from '#reference/definitions/definition';
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { AdvanceTranche } from '#reference/rules/advances';
import type { AppraisalCriterion, CouncilRule, DraftContent } from '#reference/rules/appraisal';
import type { Area, PlaceRule, Preference, TradeRule } from '#reference/rules/eligibility';
import type { SupportCondition } from '#reference/rules/money-rules';
import type { PauseReasonCode, PauseRule } from '#reference/rules/pauses';
import { inForce, type Rule, ruleOn } from '#reference/rules/rule';
import type { Segregation } from '#reference/rules/segregation';
import type { SelectionRule } from '#reference/rules/selection';
import type { TermFor, TermRule } from '#reference/rules/terms';
import type { RuleBook } from './context.ts';
import { isOwn, type SchemeContent } from './rules.ts';

const live = <Row extends Rule>(rows: readonly Row[], day: string): readonly Row[] => rows.filter((row) => inForce(row, day));

/** Pairs of duties that one person may not both do. */
export const segregationOn = (rules: RuleBook, day: string): readonly Segregation[] => live(rules.segregation, day);

/** The row that keeps two duties apart, in whichever order they are done; undefined: one person may do both. */
export const segregationBetween = (rules: RuleBook, duties: readonly [Duty, Duty], day: string): Segregation | undefined =>
  segregationOn(rules, day).find(({ one, other }) => duties.includes(one) && duties.includes(other));

/** The contents of an appraisal, in the order of the article. */
export const criteriaOn = (rules: RuleBook, day: string): readonly AppraisalCriterion[] => live(rules.appraisalCriteria, day);

/** The compulsory contents of a draft, in the order of the article. */
export const draftContentsOn = (rules: RuleBook, day: string): readonly DraftContent[] => live(rules.draftContents, day);

export const councilRuleOn = (rules: RuleBook, day: string): CouncilRule | undefined => ruleOn(rules.councilRules, day);

/** Conditions of every support, and limits on how often it is given. */
export const conditionsOn = (rules: RuleBook, day: string): readonly SupportCondition[] => live(rules.supportConditions, day);

/** Until when a step should be done; a province's own term first. undefined: no row in force speaks of it for this programme. */
export function termOn(
  rules: RuleBook,
  term: TermFor,
  whose: { readonly source: Source; readonly province?: ProvinceRef },
  day: string,
): TermRule | undefined {
  const rows = live(rules.terms, day).filter((row) => row.term === term);
  const general = ({ province, source }: TermRule): boolean => province === undefined && (source ?? whose.source) === whose.source;
  return rows.find((row) => isOwn(row, whose)) ?? rows.find(general);
}

/** Which clocks a reason stops; a province's own row first. */
export function pauseRuleOn(
  rules: RuleBook,
  reason: PauseReasonCode,
  whose: { readonly source: Source; readonly province?: ProvinceRef },
  day: string,
): PauseRule | undefined {
  const rows = live(rules.pauseRules, day).filter((row) => row.reason === reason);
  return rows.find((row) => isOwn(row, whose)) ?? rows.find((row) => row.province === undefined);
}

export interface Eligible<Row extends Rule> {
  readonly eligible: boolean;
  /** The row that says so; undefined: it is not eligible because no row names it. */
  readonly rule: Row | undefined;
}

/**
 * Is a place one where a rural industrial establishment may produce? `areas`: everything that the place is, e.g. a ward of a city that
 * is a recognised craft village too.
 * @returns undefined: no rule is known for the day
 */
export function eligiblePlace(rules: RuleBook, areas: readonly Area[], day: string): Eligible<PlaceRule> | undefined {
  const rule = ruleOn(rules.placeRules, day);
  return rule && { eligible: areas.some((area) => rule.areas.includes(area)), rule };
}

/** Is a trade supported? By letter of NĐ 45/2012 art. 5(1) or name. @returns undefined: no rule is known for the day */
export function eligibleTrade(rules: RuleBook, trade: string, day: string): Eligible<TradeRule> | undefined {
  const rows = live(rules.tradeRules, day);
  if (rows.length === 0) return undefined;
  const rule = rows.find((row) => row.trade === trade);
  return { eligible: rule !== undefined && rule.excluded !== true, rule };
}

/** The order of preference when a plan is drawn up, first things first. */
export const preferencesOn = (rules: RuleBook, day: string): readonly Preference[] =>
  live(rules.preferences, day).toSorted((a, b) => a.rank - b.rank);

/** By tender or by selection; a row that names the content goes before the row for all others. */
export function selectionOn(rules: RuleBook, { content, variant }: SchemeContent, day: string): SelectionRule | undefined {
  const rows = live(rules.selectionRules, day);
  const names = ({ contents, variants }: SelectionRule): boolean =>
    contents !== null && contents.includes(content) && (variants === undefined || variants.includes(variant ?? null));
  return rows.find(names) ?? rows.find(({ contents }) => contents === null);
}

/** The tranches that a KCQG project's money may come in, besides the first before acceptance, which `advanceLimits` rule. */
export function tranchesOn(
  rules: RuleBook,
  { content, variant, severalYears }: SchemeContent & { readonly severalYears: boolean },
  day: string,
): readonly AdvanceTranche[] {
  return live(rules.advanceTranches, day).filter(
    (row) =>
      (row.contents === null || row.contents.includes(content)) &&
      (row.variants === undefined || (variant !== undefined && row.variants.includes(variant))) &&
      (row.severalYears !== true || severalYears),
  );
}
