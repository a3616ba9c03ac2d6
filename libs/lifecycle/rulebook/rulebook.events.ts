/**
 * Changes of the dated rules, each with the text that it stands on. Streams `rules-national` and `rules-{set}.{code}` of each province
 * that has set rules of its own for its KCDP. Nothing is edited: what turns out wrong is revoked, or replaced by a later activation.
 */
import type { Day } from '../fields.events.ts';
import type { ProvinceRef } from '#reference/province-ref';
import type { Rule } from '#reference/rules/rule';
import type { RuleBook } from '../context.ts';

/** A list of the rule book. */
export type RuleListName = keyof RuleBook;

/** A row and the list that it goes into; its own fields are those of the list. */
export type ActivatedRow = { readonly list: RuleListName; readonly row: Rule & Readonly<Record<string, unknown>> };

export type LegalBasis = {
  readonly instrument: string;
  readonly article: string;
  /** Day of the decision, YYYY-MM-DD. */
  readonly decidedOn: Day;
};

export type RulesActivated = {
  /** `national-1`, `vn63.38-1`, counted up in the stream. */
  readonly activation: string;
  /** null: national. */
  readonly province: ProvinceRef | null;
  /** First day on which the rows hold and the replaced ones no longer do. */
  readonly from: Day;
  readonly legalBasis: LegalBasis;
  readonly rows: readonly ActivatedRow[];
  /** Ids of rows that end the day before. */
  readonly replaces: readonly string[];
};

export type RulebookEvent =
  | { readonly type: 'RulesActivated'; readonly data: RulesActivated }
  | { readonly type: 'RulesRevoked'; readonly data: { readonly activation: string; readonly reason: string } };

export const scopeOf = (province: ProvinceRef | null): string => (province === null ? 'national' : `${province.set}.${province.code}`);

export const rulesStream = (province: ProvinceRef | null): string => `rules-${scopeOf(province)}`;
