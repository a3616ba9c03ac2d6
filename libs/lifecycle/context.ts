import type { AdvanceLimit } from '#reference/rules/advances';
import { advanceLimits } from '#reference/rules/advances';
import type { Ceiling } from '#reference/rules/ceilings';
import { ceilings } from '#reference/rules/ceilings';
import type { Segregation } from '#reference/rules/segregation';
import { segregation } from '#reference/rules/segregation';
import type { RuleSet } from '#reference/rules/rule-sets';
import { ruleSets } from '#reference/rules/rule-sets';

/** The dated rules by which acts are judged. */
export interface RuleBook {
  readonly ruleSets: readonly RuleSet[];
  readonly ceilings: readonly Ceiling[];
  readonly advanceLimits: readonly AdvanceLimit[];
  readonly segregation: readonly Segregation[];
}

/** What a decision may look at besides the command and the stream's own state. */
export interface Context {
  /** Today in Asia/Ho_Chi_Minh by the server's clock, YYYY-MM-DD. */
  readonly today: string;
  readonly rules: RuleBook;
}

export const currentRules: RuleBook = { ruleSets, ceilings, advanceLimits, segregation };
