import { Refusal } from '../refusal.ts';
import { act, attestation, type ProjectAsked, refuseAmount, refuseBlank, standsFor } from './act.ts';
import type { Draft, Need } from './project.events.ts';

/** Khảo sát, đánh giá nhu cầu: opens the project. */
export type SurveyNeed = ProjectAsked & { readonly type: 'SurveyNeed'; readonly need: Need } & (
    { readonly outcome: 'recorded' | 'kept-for-later' } | { readonly outcome: 'not-eligible'; readonly reason: string }
  );
export type DraftProject = ProjectAsked & { readonly type: 'DraftProject'; readonly draft: Draft };
/** Đăng ký kế hoạch. With a draft of its own only when a document attests it; else what was drafted is registered. */
export type RegisterProject = ProjectAsked & { readonly type: 'RegisterProject'; readonly draft?: Draft };
/** Yêu cầu hoàn thiện hồ sơ: a return names every item, so that the answer can be given item by item. */
export type ReturnDossier = ProjectAsked & {
  readonly type: 'ReturnDossier';
  readonly items: readonly { readonly item: string; readonly demand: string }[];
};
export type CompleteDossier = ProjectAsked & {
  readonly type: 'CompleteDossier';
  readonly answers: readonly { readonly item: string; readonly answer: string }[];
};

export const surveyNeed = act<SurveyNeed, 'absent' | 'kept-for-later'>({
  from: ['absent', 'kept-for-later'],
  decide(command) {
    const { need } = command;
    refuseBlank({ code: need.code, commune: need.commune, content: need.content, beneficiary: need.beneficiary.name });
    if (command.outcome === 'not-eligible') {
      refuseBlank({ reason: command.reason });
      return [{ type: 'NeedFoundNotEligible', data: { ...need, reason: command.reason, ...attestation(command) } }];
    }
    return [{ type: 'NeedSurveyed', data: { ...need, outcome: command.outcome, ...attestation(command) } }];
  },
});

export const draftProject = act<DraftProject, 'surveyed' | 'draft'>({
  from: ['surveyed', 'draft'],
  decide({ draft }) {
    refuseDraft(draft);
    return [{ type: 'ProjectDrafted', data: draft }];
  },
});

export const registerProject = act<RegisterProject, 'surveyed' | 'draft'>({
  from: ['surveyed', 'draft'],
  decide(command, state) {
    const draft = standsFor(command, 'draft') ? command.draft : 'draft' in state ? state.draft : undefined;
    if (draft === undefined) throw new Refusal('illegal-transition', { status: state.status, command: command.type, missing: 'draft' });
    refuseDraft(draft);
    return [{ type: 'ProjectRegistered', data: { ...draft, ...attestation(command) } }];
  },
});

export const returnDossier = act<ReturnDossier, 'registered' | 'base-passed'>({
  from: ['registered', 'base-passed'],
  decide({ items }, state) {
    if (items.length === 0) throw new Refusal('blank', { field: 'items' });
    for (const { item, demand } of items) refuseBlank({ item, demand });
    return [{ type: 'DossierReturned', data: { round: state.rounds + 1, items } }];
  },
});

export const completeDossier = act<CompleteDossier, 'returned'>({
  from: ['returned'],
  decide({ answers }, state) {
    const answered = new Set(answers.filter(({ answer }) => answer.trim() !== '').map(({ item }) => item));
    const open = state.items.filter((item) => !answered.has(item));
    if (open.length > 0) throw new Refusal('dossier-open', { open });
    return [{ type: 'DossierCompleted', data: { round: state.rounds, answers } }];
  },
});

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
