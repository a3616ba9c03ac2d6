/** The rulebook of a project: which acts there are, and the frame that is the same for all of them. */
import type { Context } from '../context.ts';
import { currentRules } from '../context.ts';
import type { Decider } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import { ruleSetOn } from '../rules.ts';
import type { ProjectAsked } from './act.ts';
import * as appraisal from './appraisal.acts.ts';
import * as closing from './closing.acts.ts';
import * as funding from './funding.acts.ts';
import type { ProjectEvent } from './project.events.ts';
import { evolve, type Project, rulesDayOf, type Status } from './project.state.ts';
import * as proposal from './proposal.acts.ts';

export type ProjectCommand =
  | proposal.SurveyNeed
  | proposal.DraftProject
  | proposal.RegisterProject
  | proposal.ReturnDossier
  | proposal.CompleteDossier
  | appraisal.ConcludeBaseAppraisal
  | appraisal.ConcludeFinalAppraisal
  | appraisal.ApproveInPlan
  | appraisal.LeaveOutOfPlan
  | funding.SignContract
  | funding.RequestAdvance
  | funding.ConfirmVolume
  | funding.PayAdvance
  | funding.RecoverAdvance
  | closing.HoldAcceptance
  | closing.LodgeSettlementDossier
  | closing.LiquidateContract
  | closing.ApproveSettlement
  | closing.StopProject
  | closing.WithdrawProject;

/** An act whatever its statuses; a command without its act does not compile. */
interface AnyAct<Command extends ProjectAsked> {
  readonly from: readonly Status[];
  holds?(command: Command, state: Project): boolean;
  decide(command: Command, state: never, context: Context): readonly ProjectEvent[];
}

const acts: { readonly [Type in ProjectCommand['type']]: AnyAct<Extract<ProjectCommand, { readonly type: Type }>> } = {
  SurveyNeed: proposal.surveyNeed,
  DraftProject: proposal.draftProject,
  RegisterProject: proposal.registerProject,
  ReturnDossier: proposal.returnDossier,
  CompleteDossier: proposal.completeDossier,
  ConcludeBaseAppraisal: appraisal.concludeBaseAppraisal,
  ConcludeFinalAppraisal: appraisal.concludeFinalAppraisal,
  ApproveInPlan: appraisal.approveInPlan,
  LeaveOutOfPlan: appraisal.leaveOutOfPlan,
  SignContract: funding.signContract,
  RequestAdvance: funding.requestAdvance,
  ConfirmVolume: funding.confirmVolume,
  PayAdvance: funding.payAdvance,
  RecoverAdvance: funding.recoverAdvance,
  HoldAcceptance: closing.holdAcceptance,
  LodgeSettlementDossier: closing.lodgeSettlementDossier,
  LiquidateContract: closing.liquidateContract,
  ApproveSettlement: closing.approveSettlement,
  StopProject: closing.stopProject,
  WithdrawProject: closing.withdrawProject,
};

/** Acts that may start from a status: what a refusal offers instead. */
export const actsFrom = (status: Status): readonly string[] =>
  Object.entries(acts)
    .filter(([, { from }]) => from.includes(status))
    .map(([type]) => type);

export const project: Decider<ProjectCommand, Project, ProjectEvent, Context> = {
  initial: { status: 'absent' },

  decide(command, state, context) {
    refuseFrame(command, context);
    const chosen = acts[command.type] as AnyAct<ProjectAsked>;
    if (chosen.holds?.(command, state) === true) return [];
    if (!chosen.from.includes(state.status)) {
      if (state.status === 'absent') throw new Refusal('project-not-found', { project: command.projectId });
      if (command.type === 'SurveyNeed') throw new Refusal('project-exists', { project: command.projectId, status: state.status });
      throw new Refusal('illegal-transition', { status: state.status, command: command.type, allowed: actsFrom(state.status) });
    }
    if (state.status !== 'absent' && command.occurredOn < state.since) {
      throw new Refusal('date-order', { field: 'occurredOn', occurredOn: command.occurredOn, since: state.since });
    }
    return chosen.decide(command, state as never, context);
  },

  evolve: (state, event, { on }) => evolve(state, event, on),

  ruleSet: (command, state) => ruleSetOn(currentRules, rulesDayOf(state, command.occurredOn)),
};

/** What holds for every act: no business day after today, and only an import attests. */
function refuseFrame(command: ProjectAsked, { today }: Context): void {
  if (command.occurredOn > today) throw new Refusal('in-the-future', { occurredOn: command.occurredOn, today });
  if (command.attested !== undefined && !command.actor.startsWith('import:')) throw new Refusal('not-attestable', { actor: command.actor });
}
