/** A row of the rules as people are told it. */
import { legalBasisText } from '#reference/rules/legal-basis';
import type { Rule } from '#reference/rules/rule';
import type { ListedRule } from './compare-rules.ts';
import type { RuleListName } from './rulebook.events.ts';

export type ToldRule = Rule & { readonly list: RuleListName; readonly legalBasis: { readonly vi: string; readonly en: string } };

/** Both languages of the text that a row stands on, beside the row. */
export const toldRule = ({ list, rule }: ListedRule): ToldRule => ({
  list,
  ...rule,
  legalBasis: { vi: legalBasisText(rule, 'vi'), en: legalBasisText(rule, 'en') },
});
