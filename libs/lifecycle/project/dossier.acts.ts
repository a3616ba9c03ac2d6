import { Refusal, type RefusedBy } from '../refusal.ts';
import { isDocumentKind } from '../rules.ts';
import { act, type ProjectAsked, refuseBlank, refuseTwice } from './act.ts';
import { refuseOtherLevel } from './council.acts.ts';
import type { FiledDocument, ReturnedItem } from './project.events.ts';
import type { In, Status } from './project.state.ts';

/** Yêu cầu hoàn thiện hồ sơ: a return names every item, so that the answer can be given item by item. */
export type ReturnDossier = ProjectAsked & { readonly type: 'ReturnDossier'; readonly items: readonly ReturnedItem[] };
export type AnswerReturnedItem = ProjectAsked & {
  readonly type: 'AnswerReturnedItem';
  readonly item: string;
  readonly answer: string;
  readonly document: string | null;
};
/** Hands the dossier back. Items not answered one by one before may be answered here. */
export type CompleteDossier = ProjectAsked & {
  readonly type: 'CompleteDossier';
  readonly answers: readonly { readonly item: string; readonly answer: string }[];
};
/** The appraiser says whether earlier support of the same beneficiary was for the same item. */
export type JudgeEarlierSupport = ProjectAsked & {
  readonly type: 'JudgeEarlierSupport';
  readonly earlier: string;
  readonly sameItem: boolean;
  readonly reason: string;
};
export type AttachDocument = ProjectAsked & FiledDocument & { readonly type: 'AttachDocument' };

const NO_DOUBLE_SUPPORT: RefusedBy = { rule: 'no-double-support', legalBasis: 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(4)', status: 'verified' };

export const returnDossier = act<ReturnDossier, 'registered' | 'base-passed' | 'submitted'>({
  from: ['registered', 'base-passed', 'submitted'],
  ready: (asker, state) => refuseOtherLevel(asker, state),
  decide({ items }, state) {
    if (items.length === 0) throw new Refusal('blank', { field: 'items' });
    for (const { item, demand } of items) refuseBlank({ item, demand });
    refuseTwice(
      'items',
      items.map(({ item }) => item),
    );
    return [{ type: 'DossierReturned', data: { round: state.rounds + 1, items } }];
  },
});

export const answerReturnedItem = act<AnswerReturnedItem, 'returned'>({
  from: ['returned'],
  decide({ item, answer, document }, state) {
    if (!state.items.includes(item)) throw new Refusal('unknown-name', { field: 'item', given: item, known: state.items });
    refuseBlank({ answer });
    return [{ type: 'ReturnedItemAnswered', data: { round: state.rounds, item, answer, document } }];
  },
});

export const completeDossier = act<CompleteDossier, 'returned'>({
  from: ['returned'],
  decide({ answers: given }, state) {
    const stray = given.find(({ item }) => !state.items.includes(item));
    if (stray !== undefined) throw new Refusal('unknown-name', { field: 'answers', given: stray.item, known: state.items });
    refuseTwice(
      'answers',
      given.map(({ item }) => item),
    );
    const now = given.filter(({ answer }) => answer.trim() !== '');
    const named = new Set(now.map(({ item }) => item));
    const answers = [...state.answered.filter(({ item }) => !named.has(item)), ...now];
    const open = state.items.filter((item) => !answers.some((one) => one.item === item));
    if (open.length > 0) throw new Refusal('dossier-open', { open });
    const backTo = state.backTo === state.returnedFrom ? {} : { backTo: state.backTo };
    return [{ type: 'DossierCompleted', data: { round: state.rounds, answers, ...backTo } }];
  },
});

export const judgeEarlierSupport = act<JudgeEarlierSupport, 'registered' | 'submitted'>({
  from: ['registered', 'submitted'],
  ready(asker, state) {
    refuseOtherLevel(asker, state);
    if (state.earlier.length === 0) throw new Refusal('nothing-to-do', { command: 'JudgeEarlierSupport' }, NO_DOUBLE_SUPPORT);
  },
  decide({ earlier, sameItem, reason }, state) {
    const match = state.earlier.find(({ code }) => code === earlier);
    if (match === undefined)
      throw new Refusal('unknown-name', { field: 'earlier', given: earlier, known: state.earlier.map(({ code }) => code) });
    refuseBlank({ reason });
    return [{ type: 'EarlierSupportJudged', data: { earlier, matchedBy: match.matchedBy, sameItem, reason } }];
  },
});

/** @throws Refusal `double-support`: earlier support is not yet judged, or it paid the same item */
export function refuseDoubleSupport(state: In<'registered' | 'submitted' | 'base-passed'>): void {
  const open = state.earlier.filter(({ code }) => !state.judged.some((one) => one.earlier === code)).map(({ code }) => code);
  const same = state.judged.filter(({ sameItem }) => sameItem).map(({ earlier }) => earlier);
  if (open.length > 0 || same.length > 0) throw new Refusal('double-support', { open, same }, NO_DOUBLE_SUPPORT);
}

type Open = Exclude<Status, 'absent' | 'kept-for-later' | 'not-eligible' | 'rejected' | 'not-in-plan' | 'withdrawn' | 'settled'>;
export const OPEN: readonly Open[] = [
  'surveyed',
  'draft',
  'registered',
  'returned',
  'base-passed',
  'submitted',
  'final-passed',
  'proposed',
  'in-plan',
  'contracted',
  'executing',
  'accepted',
  'liquidated',
  'stopped',
];

/** A file or the number of a paper; content twice for the same proof is the same document. */
export const attachDocument = act<AttachDocument, Open>({
  from: OPEN,
  decide({ kind, title, number, file, proves }) {
    if (!isDocumentKind(kind)) throw new Refusal('unknown-name', { field: 'kind', given: kind, known: [] });
    refuseBlank({ title });
    if (file === null && (number ?? '').trim() === '') throw new Refusal('document-empty', { kind });
    return [{ type: 'DocumentAttached', data: { kind, title, number, file, proves } }];
  },
});
