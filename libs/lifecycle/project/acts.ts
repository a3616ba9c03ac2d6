/** Every act of a project's life by the command that asks for it; a command without its act does not compile. */
import type { AnyAct } from './act.ts';
import * as appraisal from './appraisal.acts.ts';
import * as change from './change.acts.ts';
import * as clock from './clock.acts.ts';
import * as closing from './closing.acts.ts';
import * as contract from './contracting.acts.ts';
import * as council from './council.acts.ts';
import * as dossier from './dossier.acts.ts';
import * as funding from './funding.acts.ts';
import * as obstacle from './obstacle.acts.ts';
import * as planning from './planning.acts.ts';
import * as proposal from './proposal.acts.ts';
import * as record from './record.acts.ts';
import * as survey from './survey.acts.ts';
import * as work from './work.acts.ts';

export type ProjectCommand =
  | survey.SurveyNeed
  | proposal.DraftProject
  | proposal.RegisterProject
  | proposal.WithdrawProject
  | dossier.ReturnDossier
  | dossier.AnswerReturnedItem
  | dossier.CompleteDossier
  | dossier.JudgeEarlierSupport
  | dossier.AttachDocument
  | council.ConveneCouncil
  | council.CastVote
  | appraisal.AssessCriterion
  | appraisal.ConcludeBaseAppraisal
  | appraisal.SubmitForFinalAppraisal
  | appraisal.ConcludeFinalAppraisal
  | planning.ProposeForPlan
  | planning.ApproveInPlan
  | planning.LeaveOutOfPlan
  | planning.AdjustApproval
  | planning.ApproveGroupPlan
  | contract.SignContract
  | contract.ExtendContract
  | contract.AssignTask
  | contract.SignSupportContract
  | funding.RequestAdvance
  | funding.ConfirmVolume
  | funding.PayAdvance
  | funding.RecoverAdvance
  | work.ReportProgress
  | work.ReportContentResult
  | work.HoldInspection
  | work.DeclareForceMajeure
  | work.ConfirmForceMajeure
  | obstacle.RaiseObstacle
  | obstacle.PromiseAnswer
  | obstacle.AnswerObstacle
  | change.RequestAdjustment
  | change.ConfirmAdjustment
  | change.DecideAdjustment
  | change.StopProject
  | closing.HoldAcceptance
  | closing.LodgeSettlementDossier
  | closing.LiquidateContract
  | closing.ApproveSettlement
  | closing.CarryOver
  | clock.PauseDeadline
  | clock.ResumeDeadline
  | record.AddNote
  | record.HandOverProject
  | record.CorrectDetails
  | record.ReverseAct
  | record.MoveToDefinition;

export const acts: { readonly [Type in ProjectCommand['type']]: AnyAct<Extract<ProjectCommand, { readonly type: Type }>> } = {
  SurveyNeed: survey.surveyNeed,
  DraftProject: proposal.draftProject,
  RegisterProject: proposal.registerProject,
  WithdrawProject: proposal.withdrawProject,
  ReturnDossier: dossier.returnDossier,
  AnswerReturnedItem: dossier.answerReturnedItem,
  CompleteDossier: dossier.completeDossier,
  JudgeEarlierSupport: dossier.judgeEarlierSupport,
  AttachDocument: dossier.attachDocument,
  ConveneCouncil: council.conveneCouncil,
  CastVote: council.castVote,
  AssessCriterion: appraisal.assessCriterion,
  ConcludeBaseAppraisal: appraisal.concludeBaseAppraisal,
  SubmitForFinalAppraisal: appraisal.submitForFinalAppraisal,
  ConcludeFinalAppraisal: appraisal.concludeFinalAppraisal,
  ProposeForPlan: planning.proposeForPlan,
  ApproveInPlan: planning.approveInPlan,
  LeaveOutOfPlan: planning.leaveOutOfPlan,
  AdjustApproval: planning.adjustApproval,
  ApproveGroupPlan: planning.approveGroupPlan,
  SignContract: contract.signContract,
  ExtendContract: contract.extendContract,
  AssignTask: contract.assignTask,
  SignSupportContract: contract.signSupportContract,
  RequestAdvance: funding.requestAdvance,
  ConfirmVolume: funding.confirmVolume,
  PayAdvance: funding.payAdvance,
  RecoverAdvance: funding.recoverAdvance,
  ReportProgress: work.reportProgress,
  ReportContentResult: work.reportContentResult,
  HoldInspection: work.holdInspection,
  DeclareForceMajeure: work.declareForceMajeure,
  ConfirmForceMajeure: work.confirmForceMajeure,
  RaiseObstacle: obstacle.raiseObstacle,
  PromiseAnswer: obstacle.promiseAnswer,
  AnswerObstacle: obstacle.answerObstacle,
  RequestAdjustment: change.requestAdjustment,
  ConfirmAdjustment: change.confirmAdjustment,
  DecideAdjustment: change.decideAdjustment,
  StopProject: change.stopProject,
  HoldAcceptance: closing.holdAcceptance,
  LodgeSettlementDossier: closing.lodgeSettlementDossier,
  LiquidateContract: closing.liquidateContract,
  ApproveSettlement: closing.approveSettlement,
  CarryOver: closing.carryOver,
  PauseDeadline: clock.pauseDeadline,
  ResumeDeadline: clock.resumeDeadline,
  AddNote: record.addNote,
  HandOverProject: record.handOverProject,
  CorrectDetails: record.correctDetails,
  ReverseAct: record.reverseAct,
  MoveToDefinition: record.moveToDefinition,
};
