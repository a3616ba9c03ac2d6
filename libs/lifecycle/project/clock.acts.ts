/** Tạm dừng và tiếp tục tính một thời hạn, by a document: whoever manages the project's money and contract has the power. */
import { Refusal, type RefusedBy } from '../refusal.ts';
import { act, type ProjectAsked, refuseBlank } from './act.ts';
import { OPEN } from './dossier.acts.ts';
import { runningDeadlines } from './running-deadlines.ts';

export type PauseDeadline = ProjectAsked & {
  readonly type: 'PauseDeadline';
  /** A kind, or one of several of a kind: `first-advance`, `obstacle-answer:o1`. */ readonly deadline: string;
  /** Number of the document. */ readonly document: string;
  readonly reason: string;
};
export type ResumeDeadline = ProjectAsked & {
  readonly type: 'ResumeDeadline';
  /** As it was paused. */ readonly deadline: string;
  readonly reason: string;
};

const PAUSE: RefusedBy = { rule: 'pause-by-decision', legalBasis: 'Tiendo, configurable: pauses', status: 'unverified' };

export const pauseDeadline = act<PauseDeadline, (typeof OPEN)[number]>({
  from: OPEN,
  holds: ({ deadline, document }, state) =>
    state.status !== 'absent' && state.file.paused.some((one) => one.deadline === deadline && one.document === document),
  ready(_asker, state) {
    if (runningDeadlines(state).length === 0) throw new Refusal('nothing-to-do', { command: 'PauseDeadline' }, PAUSE);
  },
  decide({ deadline, document, reason }, state) {
    refuseBlank({ document, reason });
    const known = runningDeadlines(state);
    if (!known.includes(deadline)) throw new Refusal('unknown-name', { field: 'deadline', given: deadline, known }, PAUSE);
    const paused = state.file.paused.find((one) => one.deadline === deadline);
    if (paused !== undefined) throw new Refusal('already-done', { command: 'PauseDeadline', on: paused.on }, PAUSE);
    return [{ type: 'DeadlinePaused', data: { deadline, document, reason } }];
  },
});

export const resumeDeadline = act<ResumeDeadline, (typeof OPEN)[number]>({
  from: OPEN,
  ready(_asker, { file }) {
    if (file.paused.length === 0) throw new Refusal('nothing-to-do', { command: 'ResumeDeadline' }, PAUSE);
  },
  decide({ deadline, reason }, { file }) {
    refuseBlank({ reason });
    const known = file.paused.map((one) => one.deadline);
    if (!known.includes(deadline)) throw new Refusal('unknown-name', { field: 'deadline', given: deadline, known }, PAUSE);
    return [{ type: 'DeadlineResumed', data: { deadline, reason } }];
  },
});
