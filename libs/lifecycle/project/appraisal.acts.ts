import type { Context } from '../context.ts';
import type { Dong } from '../money.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { criteriaOn } from '../procedure-rules.ts';
import { refuseMultiplier, refuseOverCeiling } from '../rules.ts';
import { act, type Asker, attestation, type ProjectAsked, refuseAmount, refuseBlank, standsFor } from './act.ts';
import { levelOf, refuseOtherLevel, refuseWithoutMajority } from './council.acts.ts';
import { refuseDoubleSupport } from './dossier.acts.ts';
import { refuseUnlessMay } from './frame.ts';
import { refuseMissingPapers } from './papers.ts';
import type { AppraisalResult, Criterion, Finding } from './project.events.ts';
import { type In, supportedBy } from './project.state.ts';

type Conclusion = {
  readonly result: AppraisalResult;
  /** null when failed */ readonly amount: Dong | null;
  readonly reason: string | null;
  /** Priority multiplier proposed, at most what the rules allow; absent: none. */ readonly multiplier?: number;
};
/** One of the five contents of TT 36/2013 art. 9, signed by who says it. */
export type AssessCriterion = ProjectAsked & Omit<Finding, 'signer'> & { readonly type: 'AssessCriterion' };
/** Thẩm định cấp cơ sở, by the Sở (TT 36/2013 art. 8(1)a). */
export type ConcludeBaseAppraisal = ProjectAsked & Conclusion & { readonly type: 'ConcludeBaseAppraisal' };
/** The Sở sends the dossier on; a regional centre does so itself, without a base appraisal (TT 36/2013 art. 8(1)b). */
export type SubmitForFinalAppraisal = ProjectAsked & { readonly type: 'SubmitForFinalAppraisal'; readonly letterNo: string };
/** Thẩm định cấp Bộ for KCQG (TT 36/2013 art. 8(2)); for KCDP the province's (TT 46/2012 art. 8(3)b). */
export type ConcludeFinalAppraisal = ProjectAsked & Conclusion & { readonly type: 'ConcludeFinalAppraisal' };

/** The five contents of an appraisal, in the order of the article; which of them a conclusion needs, the rules of its day say. */
export const CRITERIA: readonly Criterion[] = ['principles', 'aims-and-money', 'capability', 'combination', 'dossier'];
const ART_9: RefusedBy = { rule: 'appraisal-contents', legalBasis: 'TT 36/2013/TT-BCT, art. 9', status: 'verified' };
const ART_8_1A: RefusedBy = { rule: 'base-appraisal', legalBasis: 'TT 36/2013/TT-BCT, art. 8(1)a', status: 'verified' };
const ART_8_1B: RefusedBy = { rule: 'regional-centre', legalBasis: 'TT 36/2013/TT-BCT, art. 8(1)b', status: 'verified' };

export const assessCriterion = act<AssessCriterion, 'registered' | 'submitted' | 'in-plan' | 'contracted' | 'executing'>({
  from: ['registered', 'submitted', 'in-plan', 'contracted', 'executing'],
  ready(asker, state) {
    if ('approval' in state) {
      refuseUnlessMay('ConcludeFinalAppraisal', asker, state);
      if (state.reopened.length === 0) throw new Refusal('nothing-to-do', { command: 'AssessCriterion' }, ART_9);
    } else refuseOtherLevel(asker, state);
  },
  decide({ criterion, met, finding, evidence, actor }, state) {
    if ('approval' in state && !state.reopened.includes(criterion))
      throw new Refusal('unknown-name', { field: 'criterion', given: criterion, known: state.reopened }, ART_9);
    // None is passed without evidence or the reason why none is needed; none fails without its finding.
    if (finding.trim() === '' || (met && evidence.trim() === '')) throw new Refusal('evidence-missing', { criterion }, ART_9);
    return [{ type: 'CriterionAssessed', data: { level: levelOf(state), criterion, met, finding, evidence, signer: actor } }];
  },
});

export const concludeBaseAppraisal = act<ConcludeBaseAppraisal, 'registered'>({
  from: ['registered'],
  decide(command, state, context) {
    const conclusion = concluded(command, state, context);
    return [{ type: 'BaseAppraisalConcluded', data: { ...conclusion, ...attestation(command) } }];
  },
});

export const submitForFinalAppraisal = act<SubmitForFinalAppraisal, 'registered' | 'base-passed'>({
  from: ['registered', 'base-passed'],
  ready(asker, state, context) {
    refuseUnlessPassed(asker, state);
    // Mẫu 4a, 4b come with what the Sở appraised; a regional centre's own dossier has none.
    const facts = state.status === 'base-passed' ? ['base-appraised'] : [];
    refuseMissingPapers({ name: 'SubmitForFinalAppraisal', facts }, asker, state, context);
  },
  decide({ letterNo }, { need }) {
    refuseBlank({ letterNo });
    return [{ type: 'SubmittedForFinalAppraisal', data: { level: need.source === 'KCQG' ? 'ministry' : 'province', letterNo } }];
  },
});

/**
 * Only what a regional centre itself registered goes on without a base appraisal; the Sở submits the rest once it has passed.
 * @throws Refusal `illegal-transition` with what is missing, `not-your-role`
 */
function refuseUnlessPassed({ role, actor, delegatedBy }: Asker, { status, file }: In<'registered' | 'base-passed'>): void {
  const command = 'SubmitForFinalAppraisal';
  const regional = role === 'regional-centre-officer';
  if (status === 'base-passed') {
    if (regional) throw new Refusal('not-your-role', { command, role, who: ['appraisal-officer', 'department-leader'] }, ART_8_1A);
    return;
  }
  const own = [actor, delegatedBy].some(
    (person) => person !== undefined && (file.hands.propose?.includes(person) || file.officer === person),
  );
  if (!regional || !own) throw new Refusal('illegal-transition', { status, command, missing: 'base-appraisal' }, ART_8_1B);
}

export const concludeFinalAppraisal = act<ConcludeFinalAppraisal, 'base-passed' | 'submitted'>({
  from: ['base-passed', 'submitted'],
  decide(command, state, context) {
    const conclusion = concluded(command, state, context);
    const level = state.need.source === 'KCQG' ? 'ministry' : 'province';
    return [{ type: 'FinalAppraisalConcluded', data: { level, ...conclusion, ...attestation(command) } }];
  },
});

type Concluding = In<'registered' | 'base-passed' | 'submitted'>;
type Concluded = Conclusion & { readonly findings: readonly Finding[] };

/** @throws Refusal a pass without all five findings, a failure without a reason, an amount that does not fit the result */
function concluded(command: ConcludeBaseAppraisal | ConcludeFinalAppraisal, state: Concluding, context: Context): Concluded {
  const { result, amount, reason, multiplier } = command;
  const attested = standsFor(command, 'findings');
  const level = command.type === 'ConcludeBaseAppraisal' ? 'base' : 'final';
  const findings = attested ? [] : state.findings[level];
  if (result === 'fail') {
    if (amount !== null) throw new Refusal('amount', { field: 'amount', amount, result });
    if (!attested) refuseBlank({ reason: reason ?? '' });
    return { result, amount, reason, findings };
  }
  if (amount === null) throw new Refusal('amount', { field: 'amount', amount, result });
  refuseAmount('amount', amount);
  if (amount > state.appraised) throw new Refusal('amount-over-requested', { amount, most: state.appraised });
  if (!attested) {
    if ((result === 'pass_reduced') !== amount < state.appraised) throw new Refusal('amount', { field: 'amount', amount, result });
    if (result === 'pass_reduced') refuseBlank({ reason: reason ?? '' });
    const needed = criteriaOn(context.rules, command.occurredOn).map(({ criterion }) => criterion);
    const open = needed.filter((criterion) => !findings.some((finding) => finding.criterion === criterion && finding.met));
    if (open.length > 0) throw new Refusal('findings-missing', { open }, ART_9);
    refuseDoubleSupport(state);
    refuseWithoutMajority(state.councils[level], context, command.occurredOn);
    refuseMultiplier(context.rules, multiplier, command.occurredOn);
    refuseOverCeiling(context.rules, { ...supportedBy(state), multiplier: multiplier ?? 1 }, amount, command.occurredOn);
  }
  return { result, amount, reason, findings, ...(multiplier === undefined ? {} : { multiplier }) };
}
