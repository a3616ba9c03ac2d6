import { type AdvanceLimit, advanceLimits, type AdvanceTranche, advanceTranches } from '#reference/rules/advances';
import {
  type AppraisalCriterion,
  appraisalCriteria,
  type CouncilRule,
  councilRules,
  type DraftContent,
  draftContents,
} from '#reference/rules/appraisal';
import { authorities, type Authority } from '#reference/rules/authorities';
import { type Ceiling, ceilings } from '#reference/rules/ceilings';
import { type Deadline, deadlines } from '#reference/rules/deadlines';
import { dossierPapers } from '#reference/rules/dossier';
import type { DossierPaper } from '#reference/rules/dossier-paper';
import { type PlaceRule, placeRules, type Preference, preferences, type TradeRule, tradeRules } from '#reference/rules/eligibility';
import {
  type GeneralCost,
  generalCosts,
  type ManagementCost,
  managementCosts,
  type PriorityMultiplier,
  priorityMultipliers,
  type SupportCondition,
  supportConditions,
} from '#reference/rules/money-rules';
import { type Ladder, ladders, type ReminderHours, reminderHours } from '#reference/rules/ladders';
import { type RegistrationDay, registrationDays } from '#reference/rules/registration';
import { type PauseRule, pauseRules } from '#reference/rules/pauses';
import { type RuleSet, ruleSets } from '#reference/rules/rule-sets';
import { type Segregation, segregation } from '#reference/rules/segregation';
import { type SelectionRule, selectionRules } from '#reference/rules/selection';
import { type TermRule, terms } from '#reference/rules/terms';

/** The dated rules by which acts are judged. A row of a province holds for its KCDP alone and goes before the row that holds for all. */
export interface RuleBook {
  readonly ruleSets: readonly RuleSet[];
  readonly ceilings: readonly Ceiling[];
  readonly priorityMultipliers: readonly PriorityMultiplier[];
  readonly managementCosts: readonly ManagementCost[];
  readonly generalCosts: readonly GeneralCost[];
  readonly supportConditions: readonly SupportCondition[];
  readonly advanceLimits: readonly AdvanceLimit[];
  readonly advanceTranches: readonly AdvanceTranche[];
  readonly dossierPapers: readonly DossierPaper[];
  readonly deadlines: readonly Deadline[];
  readonly registrationDays: readonly RegistrationDay[];
  readonly terms: readonly TermRule[];
  readonly pauseRules: readonly PauseRule[];
  readonly ladders: readonly Ladder[];
  readonly reminderHours: readonly ReminderHours[];
  readonly authorities: readonly Authority[];
  readonly appraisalCriteria: readonly AppraisalCriterion[];
  readonly councilRules: readonly CouncilRule[];
  readonly draftContents: readonly DraftContent[];
  readonly placeRules: readonly PlaceRule[];
  readonly tradeRules: readonly TradeRule[];
  readonly preferences: readonly Preference[];
  readonly selectionRules: readonly SelectionRule[];
  readonly segregation: readonly Segregation[];
}

/** What a decision may look at besides the command and the stream's own state. */
export interface Context {
  /** Today in Asia/Ho_Chi_Minh by the server's clock, YYYY-MM-DD. */
  readonly today: string;
  readonly rules: RuleBook;
}

/** The rows of this build, before any activation. */
export const currentRules: RuleBook = {
  ruleSets,
  ceilings,
  priorityMultipliers,
  managementCosts,
  generalCosts,
  supportConditions,
  advanceLimits,
  advanceTranches,
  dossierPapers,
  deadlines,
  registrationDays,
  terms,
  pauseRules,
  ladders,
  reminderHours,
  authorities,
  appraisalCriteria,
  councilRules,
  draftContents,
  placeRules,
  tradeRules,
  preferences,
  selectionRules,
  segregation,
};
