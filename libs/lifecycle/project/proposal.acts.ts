import { definitionOn } from '#reference/definitions/definitions';
import { Refusal } from '../refusal.ts';
import { act, attestation, type ProjectAsked, refuseAmount, refuseBlank, standsFor } from './act.ts';
import { refuseEstimate } from './estimate.ts';
import { refuseMissingPapers } from './papers.ts';
import type { Draft, EarlierMatch, Need, Survey } from './project.events.ts';

/** Khảo sát, đánh giá nhu cầu: opens the project. */
export type SurveyNeed = ProjectAsked &
  Survey & { readonly type: 'SurveyNeed'; readonly need: Need } & (
    | { readonly outcome: 'recorded' | 'kept-for-later' }
    | { readonly outcome: 'not-eligible'; readonly reason: string; readonly cause?: string }
  );
export type DraftProject = ProjectAsked & { readonly type: 'DraftProject'; readonly draft: Draft };
/** Đăng ký kế hoạch. With a draft of its own only when a document attests it; else what was drafted is registered. */
export type RegisterProject = ProjectAsked & {
  readonly type: 'RegisterProject';
  readonly draft?: Draft;
  /** Earlier support of the same beneficiary, as the read models know it; never the caller's to say. */
  readonly earlierSupport?: readonly EarlierMatch[];
};
export type WithdrawProject = ProjectAsked & { readonly type: 'WithdrawProject'; readonly reason: string };

const PARTS_BASIS = { rule: 'draft-contents', legalBasis: 'TT 36/2013/TT-BCT, art. 5', status: 'verified' } as const;

export const surveyNeed = act<SurveyNeed, 'absent' | 'kept-for-later'>({
  from: ['absent', 'kept-for-later'],
  decide(command, state) {
    const { need: asked, survey } = command;
    refuseBlank({ code: asked.code, commune: asked.commune, content: asked.content, beneficiary: asked.beneficiary.name });
    if (survey !== undefined) refuseAmount('ownMoney', survey.ownMoney, 'zero');
    const graph = state.status === 'absent' ? definitionOn(asked.source, command.occurredOn).id : state.file.definition;
    // The first graph of a programme need not be named: logs of 0.1.0 do not.
    const need = { ...asked, ...(graph.endsWith('-1') ? {} : { definition: graph }), ...(survey === undefined ? {} : { survey }) };
    if (command.outcome === 'not-eligible') {
      refuseBlank({ reason: command.reason });
      const cause = command.cause === undefined ? {} : { cause: command.cause };
      return [{ type: 'NeedFoundNotEligible', data: { ...need, reason: command.reason, ...cause, ...attestation(command) } }];
    }
    return [{ type: 'NeedSurveyed', data: { ...need, outcome: command.outcome, ...attestation(command) } }];
  },
});

export const draftProject = act<DraftProject, 'surveyed' | 'draft' | 'returned'>({
  from: ['surveyed', 'draft', 'returned'],
  holds: ({ draft }, state) => state.status === 'draft' && JSON.stringify(state.draft) === JSON.stringify(draft),
  decide({ draft, occurredOn }, { need }, { rules }) {
    refuseDraft(draft);
    refuseEstimate(draft, need, rules, occurredOn);
    return [{ type: 'ProjectDrafted', data: draft }];
  },
});

export const registerProject = act<RegisterProject, 'surveyed' | 'draft'>({
  from: ['surveyed', 'draft'],
  ready(asker, state, context) {
    if (standsFor(asker, 'draft')) return;
    if (!('draft' in state))
      throw new Refusal('illegal-transition', { status: state.status, command: 'RegisterProject', missing: 'draft' });
    const missing = missingParts(state.draft);
    if (missing.length > 0) throw new Refusal('draft-incomplete', { missing }, PARTS_BASIS);
    refusePromises(state.draft);
    refuseMissingPapers('RegisterProject', asker, state, context);
  },
  decide(command, state) {
    const draft = standsFor(command, 'draft') ? command.draft : 'draft' in state ? state.draft : undefined;
    if (draft === undefined) throw new Refusal('illegal-transition', { status: state.status, command: command.type, missing: 'draft' });
    refuseDraft(draft);
    const earlier =
      command.earlierSupport === undefined || command.earlierSupport.length === 0 ? {} : { earlierSupport: command.earlierSupport };
    return [{ type: 'ProjectRegistered', data: { ...draft, ...earlier, ...attestation(command) } }];
  },
});

/** Rút: by the proposer, before the plan is decided. */
export const withdrawProject = act<
  WithdrawProject,
  'surveyed' | 'kept-for-later' | 'draft' | 'registered' | 'returned' | 'base-passed' | 'submitted' | 'final-passed' | 'proposed'
>({
  from: ['surveyed', 'kept-for-later', 'draft', 'registered', 'returned', 'base-passed', 'submitted', 'final-passed', 'proposed'],
  holds: (_command, state) => state.status === 'withdrawn',
  decide({ reason }) {
    refuseBlank({ reason });
    return [{ type: 'ProjectWithdrawn', data: { reason } }];
  },
});

/** The eight compulsory contents of TT 36/2013 art. 5 that a draft still lacks, and a key scheme's contents (art. 2(3): two or more). */
export function missingParts(draft: Draft): readonly string[] {
  const texts = {
    needBasis: draft.needBasis,
    aims: draft.aims,
    scale: draft.scale,
    organisation: draft.organisation,
    effect: draft.effect,
  };
  const missing = Object.entries(texts).flatMap(([part, text]) => ((text ?? '').trim() === '' ? [part] : []));
  if ((draft.schedule ?? []).length === 0) missing.push('schedule');
  if ((draft.estimate ?? []).length === 0) missing.push('estimate');
  if (draft.kind === 'key' && (draft.contents ?? []).length < 2) missing.push('contents');
  return missing;
}

/** @throws Refusal `promise-missing`: all the rest is the beneficiary's to bring, and nobody else may pay the same item */
function refusePromises({ ownMoneyCommitted, noDoubleSupport }: Draft): void {
  const promise = (missing: string, article: string) =>
    new Refusal('promise-missing', { missing }, { rule: missing, legalBasis: `TTLT 26/2014/TTLT-BTC-BCT, ${article}`, status: 'verified' });
  if (ownMoneyCommitted !== true) throw promise('own-money', 'art. 7(3)');
  if (noDoubleSupport !== true) throw promise('no-double-support', 'art. 7(4)');
}

/** Figures of a draft: whole đồng, own money is the rest, output in whole positive units (TTLT 26/2014 art. 7: the beneficiary brings all the rest). */
function refuseDraft(draft: Draft): void {
  refuseBlank({
    title: draft.title,
    implementingUnit: draft.implementingUnit,
    beneficiary: draft.beneficiary.name,
    outputUnit: draft.output.unit,
  });
  refuseAmount('totalCost', draft.totalCost);
  refuseAmount('supportRequested', draft.supportRequested);
  refuseAmount('counterpart', draft.counterpart, 'zero');
  if (draft.counterpart !== draft.totalCost - draft.supportRequested) {
    throw new Refusal(
      'counterpart',
      { totalCost: draft.totalCost, supportRequested: draft.supportRequested, counterpart: draft.counterpart },
      { rule: 'counterpart-is-the-rest', legalBasis: 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(3)', status: 'verified' },
    );
  }
  if (!Number.isSafeInteger(draft.output.planned) || draft.output.planned < 1)
    throw new Refusal('output', { planned: draft.output.planned });
}
