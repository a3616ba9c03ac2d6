import type { RefusalCode } from '#lifecycle/refusal';
import type { ProblemKind } from './problem-kind.ts';
import { contactRefusals } from './contact-refusals.ts';
import { frameRefusals } from './frame-refusals.ts';
import { fundingRefusals } from './funding-refusals.ts';
import { planRefusals } from './plan-refusals.ts';
import { proposalRefusals } from './proposal-refusals.ts';
import { ruleRefusals } from './rule-refusals.ts';
import { workRefusals } from './work-refusals.ts';

/** What each refusal of the rules is on the wire. A new code does not compile until it is answered here. */
export const refusalProblems = {
  ...frameRefusals,
  ...proposalRefusals,
  ...fundingRefusals,
  ...planRefusals,
  ...ruleRefusals,
  ...workRefusals,
  ...contactRefusals,
} as const satisfies Record<RefusalCode, ProblemKind>;
