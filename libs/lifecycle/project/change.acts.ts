/** Điều chỉnh, bổ sung, ngừng triển khai: TT 36/2013 art. 11, each kind of change with its own authority. */
import { isContent } from '#reference/contents';
import type { Role } from '#reference/roles';
import { definitionOf } from '#reference/definitions/definitions';
import type { Context } from '../context.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { authorityFor, refusedBy } from '../rules.ts';
import { act, type Asker, attestation, type ProjectAsked, refuseAmount, refuseBlank } from './act.ts';
import { reopenedBy } from './dependence.ts';
import { refuseMissingPapers } from './papers.ts';
import type { AdjustmentKind, Change } from './project.events.ts';
import { advancedNet, type In } from './project.state.ts';

export type RequestAdjustment = ProjectAsked & { readonly type: 'RequestAdjustment'; readonly change: Change; readonly reason: string };
/** The Sở looked at the place and agrees (TT 36/2013 art. 21(2)b). */
export type ConfirmAdjustment = ProjectAsked & { readonly type: 'ConfirmAdjustment'; readonly visitedOn: string; readonly opinion: string };
export type DecideAdjustment = ProjectAsked & {
  readonly type: 'DecideAdjustment';
  readonly approved: boolean;
  readonly decisionNo: string;
  readonly reason: string | null;
};
export type StopProject = ProjectAsked & {
  readonly type: 'StopProject';
  readonly reason: string;
  readonly decisionNo: string | null;
  /** `subjective` or `objective` (chủ quan, khách quan). */ readonly cause?: string;
};

type Running = 'in-plan' | 'contracted' | 'executing';
const RUNNING: readonly Running[] = ['in-plan', 'contracted', 'executing'];

const CONFIRMED: RefusedBy = { rule: 'adjustment-confirmed', legalBasis: 'TT 36/2013/TT-BCT, art. 11(1), 21(2)b', status: 'verified' };
const ART_11: RefusedBy = { rule: 'adjustment', legalBasis: 'TT 36/2013/TT-BCT, art. 11', status: 'verified' };

export const requestAdjustment = act<RequestAdjustment, Running>({
  from: RUNNING,
  ready(asker, state, context) {
    const { adjustment } = state;
    if (adjustment !== null) throw new Refusal('adjustment-pending', { adjustment: adjustment.adjustment }, ART_11);
    // The Sở's own confirmation is an act of its own, and what it proposes itself needs neither (art. 21(2)b).
    if (!isDepartment(asker)) refuseMissingPapers({ name: 'RequestAdjustment', given: ['department-confirmation'] }, asker, state, context);
  },
  decide({ change: asked, reason, role, occurredOn }, state) {
    refuseBlank({ reason });
    const change = trueChange(asked, state);
    refuseChange(change, state, occurredOn);
    const kinds = kindsOf(change, state);
    if (kinds.length === 0) throw new Refusal('nothing-changes', {}, ART_11);
    const ownProposal = isDepartment({ role }) ? { ownProposal: true as const } : {};
    return [
      { type: 'AdjustmentRequested', data: { adjustment: `a${state.adjustmentsMade.length + 1}`, kinds, change, reason, ...ownProposal } },
    ];
  },
});

const isDepartment = ({ role }: { readonly role?: Role | undefined }): boolean =>
  role === 'appraisal-officer' || role === 'department-leader';

export const confirmAdjustment = act<ConfirmAdjustment, Running>({
  from: RUNNING,
  holds: (_command, state) => 'adjustment' in state && state.adjustment?.confirmed === true,
  ready: (_asker, state) => void pendingOf(state, 'ConfirmAdjustment'),
  decide({ visitedOn, opinion, occurredOn }, state) {
    const { adjustment } = pendingOf(state, 'ConfirmAdjustment');
    refuseBlank({ opinion });
    if (visitedOn > occurredOn) throw new Refusal('date-order', { field: 'visitedOn', visitedOn, occurredOn }, CONFIRMED);
    return [{ type: 'AdjustmentConfirmed', data: { adjustment, visitedOn, opinion } }];
  },
});

export const decideAdjustment = act<DecideAdjustment, Running>({
  from: RUNNING,
  ready(asker, state, context) {
    const { confirmed, kinds } = pendingOf(state, 'DecideAdjustment');
    if (!confirmed) throw new Refusal('adjustment-unconfirmed', { kinds }, CONFIRMED);
    refuseAuthority(asker, state, kinds, context);
  },
  decide({ approved, decisionNo, reason }, state) {
    const { adjustment, kinds, change } = pendingOf(state, 'DecideAdjustment');
    refuseBlank({ decisionNo });
    // Money is the plan's to give: its decision reaches the project and answers the request.
    if (approved && change.support !== undefined && change.support !== state.approval.amount)
      throw new Refusal('plan-decides', { plan: state.approval.plan, kinds }, ART_11);
    if (!approved) refuseBlank({ reason: reason ?? '' });
    const reopens = approved ? reopenedBy(change, state.approval.amount) : [];
    return [{ type: 'AdjustmentDecided', data: { adjustment, kinds, approved, decisionNo, reason, reopens } }];
  },
});

export const stopProject = act<StopProject, Running>({
  from: RUNNING,
  holds: (_command, state) => state.status === 'stopped',
  decide(command) {
    const { reason, decisionNo, cause } = command;
    refuseBlank({ reason });
    if (command.attested === undefined) refuseBlank({ decisionNo: decisionNo ?? '' });
    return [{ type: 'ProjectStopped', data: { reason, decisionNo, ...(cause === undefined ? {} : { cause }), ...attestation(command) } }];
  },
});

/** Of the change asked for, what differs from how things are: nothing else is decided, and nothing else re-opens the appraisal. */
function trueChange(change: Change, { approval, draft, need, contract }: In<Running>): Change {
  const now: Change = {
    support: approval.amount,
    totalCost: draft.totalCost,
    content: need.content,
    commune: need.commune,
    beneficiary: need.beneficiary,
    planned: draft.output.planned,
    ...(draft.coordinatingUnit === undefined ? {} : { coordinatingUnit: draft.coordinatingUnit }),
    ...(contract === null ? {} : { endsOn: contract.endsOn }),
  };
  const same = (field: keyof Change): boolean =>
    field === 'beneficiary'
      ? change.beneficiary?.name === need.beneficiary.name && change.beneficiary.taxCode === need.beneficiary.taxCode
      : change[field] === now[field];
  return Object.fromEntries(Object.entries(change).filter(([field, value]) => value !== undefined && !same(field as keyof Change)));
}

/** Kinds of a change as TT 36/2013 art. 11(2) tells them apart. */
export function kindsOf(change: Change, { approval, need, contract }: In<Running>): readonly AdjustmentKind[] {
  const kinds: AdjustmentKind[] = [];
  if (change.support !== undefined) kinds.push(change.support > approval.amount ? 'increase' : 'decrease');
  if (change.content !== undefined) kinds.push('content');
  if (change.endsOn !== undefined) {
    // A project that already runs into a later year is only moved out of its year by a year after that.
    const year = Math.max(need.planYear, yearOf(contract?.endsOn ?? '0'));
    kinds.push(yearOf(change.endsOn) > year ? 'next-year' : 'within-year');
  }
  if (change.commune !== undefined) kinds.push('place');
  if (change.beneficiary !== undefined) kinds.push('beneficiary');
  if (change.coordinatingUnit !== undefined) kinds.push('coordinating-unit');
  if (change.totalCost !== undefined) kinds.push('cost');
  if (change.planned !== undefined) kinds.push('other');
  return kinds;
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

function refuseChange(change: Change, state: In<Running>, today: string): void {
  const { commune, coordinatingUnit, beneficiary } = change;
  refuseBlank({
    ...(commune === undefined ? {} : { commune }),
    ...(coordinatingUnit === undefined ? {} : { coordinatingUnit }),
    ...(beneficiary === undefined ? {} : { beneficiary: beneficiary.name }),
  });
  if (change.support !== undefined) {
    refuseAmount('support', change.support);
    const least = advancedNet(state);
    if (change.support < least) throw new Refusal('amount-under-spent', { amount: change.support, least }, ART_11);
  }
  const support = change.support ?? state.approval.amount;
  const totalCost = change.totalCost ?? state.draft.totalCost;
  refuseAmount('totalCost', totalCost);
  if (totalCost < support)
    throw new Refusal('counterpart', { totalCost, supportRequested: support, counterpart: totalCost - support }, ART_11);
  if (change.content !== undefined && !isContent(change.content))
    throw new Refusal('unknown-name', { field: 'content', given: change.content, known: [] }, ART_11);
  if (change.planned !== undefined && (!Number.isSafeInteger(change.planned) || change.planned < 1))
    throw new Refusal('output', { planned: change.planned });
  if (change.endsOn !== undefined && change.endsOn < today)
    throw new Refusal('date-order', { field: 'endsOn', endsOn: change.endsOn, occurredOn: today }, ART_11);
  if (change.endsOn !== undefined && state.contract === null) throw new Refusal('advance-conditions', { missing: 'contract' }, ART_11);
}

function pendingOf({ adjustment }: In<Running>, command: string): NonNullable<In<Running>['adjustment']> {
  if (adjustment === null) throw new Refusal('nothing-to-do', { command }, ART_11);
  return adjustment;
}

/** Every kind of the change must be the asker's to decide. @throws Refusal `not-your-role` with the row that says whose it is */
function refuseAuthority(asker: Asker, state: In<Running>, kinds: readonly AdjustmentKind[], { rules }: Context): void {
  const scheme = { source: state.need.source, province: state.need.province, kind: state.draft.kind ?? 'single' } as const;
  for (const kind of kinds) {
    const row = authorityFor(rules, kind, scheme, asker.occurredOn);
    const who: readonly Role[] =
      row?.who ?? definitionOf(state.file.definition).transitions.find(({ act: one }) => one === 'StopProject')?.who ?? [];
    if (asker.role === undefined || !who.includes(asker.role))
      throw new Refusal(
        'not-your-role',
        { command: 'DecideAdjustment', kind, role: asker.role ?? null, who },
        row === undefined ? ART_11 : refusedBy(row),
      );
  }
}
