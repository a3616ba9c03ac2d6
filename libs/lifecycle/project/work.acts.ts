/** Carrying the project out: monthly reports, results of a key scheme's contents, inspections, force majeure. */
import type { Dong } from '../money.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { act, type ProjectAsked, refuseAmount, refuseBlank, refusePercent } from './act.ts';
import type { ContentPlan, ContentResult } from './project.events.ts';

/** Báo cáo tiến độ, Mẫu số 3a: monthly, before the 25th (TT 36/2013 art. 23(3)a). A late one is taken and shown as late. */
export type ReportProgress = ProjectAsked & {
  readonly type: 'ReportProgress';
  /** YYYY-MM */ readonly period: string;
  readonly percent: number;
  readonly value: Dong;
  readonly finishOn: string | null;
  readonly difficulties: string | null;
};
/** What one content of a key scheme came to in one year (TT 36/2013 art. 2(3)). */
export type ReportContentResult = ProjectAsked & ContentResult & { readonly type: 'ReportContentResult' };
export type HoldInspection = ProjectAsked & {
  readonly type: 'HoldInspection';
  readonly findings: string;
  readonly demands: readonly string[];
};
/** Bất khả kháng (TT 36/2013 art. 18(4)). */
export type DeclareForceMajeure = ProjectAsked & {
  readonly type: 'DeclareForceMajeure';
  readonly event: string;
  readonly explanation: string;
};
/** The Sở and the commune each confirm the volume done (TT 36/2013 art. 18(4)). */
export type ConfirmForceMajeure = ProjectAsked & {
  readonly type: 'ConfirmForceMajeure';
  readonly percent: number;
  readonly minutesNo: string;
};

const REPORT: RefusedBy = { rule: 'monthly-report', legalBasis: 'TT 36/2013/TT-BCT, art. 23(3)a', status: 'verified' };
const KEY: RefusedBy = { rule: 'key-scheme', legalBasis: 'TT 36/2013/TT-BCT, art. 2(3)', status: 'verified' };
const FORCE: RefusedBy = { rule: 'force-majeure', legalBasis: 'TT 36/2013/TT-BCT, art. 18(4)', status: 'verified' };

export const reportProgress = act<ReportProgress, 'contracted' | 'executing'>({
  from: ['contracted', 'executing'],
  decide({ period, percent, value, finishOn, difficulties, occurredOn }, state) {
    refusePercent('percent', percent);
    refuseAmount('value', value, 'zero');
    if (period > occurredOn.slice(0, 7)) throw new Refusal('date-order', { field: 'period', period, occurredOn }, REPORT);
    const approved = state.approval.on.slice(0, 7);
    if (period < approved) throw new Refusal('date-order', { field: 'period', period, since: approved }, REPORT);
    if (state.progress !== null && period < state.progress.period)
      throw new Refusal('date-order', { field: 'period', period, since: state.progress.period }, REPORT);
    if (state.progress !== null && percent < state.progress.percent)
      throw new Refusal('progress-backwards', { percent, reported: state.progress.percent }, REPORT);
    return [{ type: 'ProgressReported', data: { period, percent, value, finishOn, difficulties } }];
  },
});

export const reportContentResult = act<ReportContentResult, 'contracted' | 'executing'>({
  from: ['contracted', 'executing'],
  ready(_asker, { draft }) {
    if (draft.kind !== 'key') throw new Refusal('wrong-kind', { kind: draft.kind ?? 'single', needs: 'key' }, KEY);
  },
  decide({ content, year, actual, spent, shortfall, occurredOn }, { draft }) {
    const planned = draft.contents?.find((one) => one.content === content);
    const slice = planned?.years.find((one) => one.year === year);
    if (planned === undefined || slice === undefined)
      throw new Refusal('unknown-name', { field: 'content', given: `${content} ${year}`, known: slicesOf(draft.contents) }, KEY);
    if (year > Number(occurredOn.slice(0, 4))) throw new Refusal('date-order', { field: 'year', year, occurredOn }, KEY);
    if (!Number.isSafeInteger(actual) || actual < 0) throw new Refusal('output', { actual });
    refuseAmount('spent', spent, 'zero');
    if (spent > slice.money) throw new Refusal('amount-over-approved', { amount: spent, approved: slice.money }, KEY);
    if (actual < slice.target && (shortfall ?? '').trim() === '')
      throw new Refusal('shortfall-unexplained', { content, year, actual, target: slice.target }, KEY);
    return [{ type: 'ContentResultReported', data: { content, year, actual, spent, shortfall: actual < slice.target ? shortfall : null } }];
  },
});

export const slicesOf = (contents: readonly ContentPlan[] | undefined): readonly string[] =>
  (contents ?? []).flatMap(({ content, years }) => years.map(({ year }) => `${content} ${year}`));

export const holdInspection = act<HoldInspection, 'in-plan' | 'contracted' | 'executing' | 'accepted'>({
  from: ['in-plan', 'contracted', 'executing', 'accepted'],
  decide({ findings, demands, actor, onBehalfOf }) {
    refuseBlank({ findings });
    return [{ type: 'InspectionHeld', data: { by: onBehalfOf ?? actor, findings, demands } }];
  },
});

export const declareForceMajeure = act<DeclareForceMajeure, 'contracted' | 'executing'>({
  from: ['contracted', 'executing'],
  ready(_asker, { force, since }) {
    if (force !== null) throw new Refusal('already-done', { command: 'DeclareForceMajeure', on: since }, FORCE);
  },
  decide({ event, explanation }) {
    refuseBlank({ event, explanation });
    return [{ type: 'ForceMajeureDeclared', data: { event, explanation } }];
  },
});

export const confirmForceMajeure = act<ConfirmForceMajeure, 'contracted' | 'executing'>({
  from: ['contracted', 'executing'],
  ready(_asker, { force }) {
    if (force === null) throw new Refusal('nothing-to-do', { command: 'ConfirmForceMajeure' }, FORCE);
  },
  decide({ percent, minutesNo, role }) {
    refusePercent('percent', percent);
    refuseBlank({ minutesNo });
    return [{ type: 'ForceMajeureConfirmed', data: { by: role === 'commune-officer' ? 'commune' : 'department', percent, minutesNo } }];
  },
});
