import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { ActRoute } from './act-route.ts';
import * as appraisal from './appraisal.dto.ts';
import * as change from './change.dto.ts';
import * as closing from './closing.dto.ts';
import { DatedDto } from './dated.dto.ts';
import * as dossier from './dossier.dto.ts';
import * as funding from './funding.dto.ts';
import * as proposal from './proposal.dto.ts';
import { surveyFields } from './survey-fields.ts';
import * as work from './work.dto.ts';

/** Acts that a plan or a contract says to the project: they have no address of their own here. */
type Elsewhere = 'ApproveInPlan' | 'LeaveOutOfPlan' | 'AdjustApproval' | 'SignContract' | 'ExtendContract';
export type SayableAct = Exclude<ProjectCommand['type'], Elsewhere>;

/** Every act that may be said to a project. A new command does not compile until it has its route. */
export const projectActs: { readonly [Type in SayableAct]: ActRoute<Type> } = {
  SurveyNeed: {
    path: 'survey',
    body: proposal.SurveyNeedDto,
    summary: 'Khảo sát lại nhu cầu đã để lại / Take up a need that was kept for later',
    fields: surveyFields,
  },
  DraftProject: {
    path: 'draft',
    body: proposal.DraftProjectDto,
    summary: 'Lập đề án, dự toán / Draft the project with its estimate',
    fields: ({ note, ...draft }: proposal.DraftProjectDto) => ({ draft: { ...draft, note: note ?? null } }),
  },
  RegisterProject: {
    path: 'registration',
    body: DatedDto,
    summary: 'Đăng ký kế hoạch / Register for the plan',
    know: async (projectId, _fields, facts) => ({ earlierSupport: await facts.earlierSupport(projectId) }),
  },
  WithdrawProject: {
    path: 'withdrawal',
    body: proposal.WithdrawProjectDto,
    summary: 'Rút đề án trước khi duyệt kế hoạch / Withdraw before the plan is decided',
  },
  ReturnDossier: {
    path: 'returns',
    body: dossier.ReturnDossierDto,
    summary: 'Yêu cầu hoàn thiện hồ sơ, từng mục / Return the dossier, item by item',
  },
  AnswerReturnedItem: {
    path: 'returned-item-answers',
    body: dossier.AnswerReturnedItemDto,
    summary: 'Trả lời một mục / Answer one returned item',
    fields: ({ document, ...said }: dossier.AnswerReturnedItemDto) => ({ ...said, document: document ?? null }),
  },
  CompleteDossier: {
    path: 'completions',
    body: dossier.CompleteDossierDto,
    summary: 'Gửi lại hồ sơ đã hoàn thiện / Hand the completed dossier back',
  },
  JudgeEarlierSupport: {
    path: 'earlier-support-judgements',
    body: dossier.JudgeEarlierSupportDto,
    summary: 'Kết luận về hỗ trợ trước đây / Judge earlier support of the beneficiary',
  },
  AttachDocument: {
    path: 'documents',
    body: dossier.AttachDocumentDto,
    summary: 'Đính kèm tài liệu / Attach a document',
    fields: ({ number, proves, ...said }: dossier.AttachDocumentDto) => ({ ...said, number: number ?? null, proves: proves ?? null }),
    know: async (_projectId, fields, facts) => {
      if (fields.file !== null) await facts.uploaded(fields.file);
      return fields;
    },
  },
  ConveneCouncil: { path: 'councils', body: appraisal.ConveneCouncilDto, summary: 'Lập Hội đồng thẩm định / Convene an appraisal council' },
  CastVote: {
    path: 'votes',
    body: appraisal.CastVoteDto,
    summary: 'Biểu quyết của thành viên Hội đồng / A council member votes',
    fields: ({ reason, ...said }: appraisal.CastVoteDto) => ({ ...said, reason: reason ?? null }),
  },
  AssessCriterion: {
    path: 'findings',
    body: dossier.AssessCriterionDto,
    summary: 'Kết luận một nội dung thẩm định / Assess one content of the appraisal',
  },
  ConcludeBaseAppraisal: {
    path: 'base-appraisal',
    body: appraisal.ConcludeAppraisalDto,
    summary: 'Kết luận thẩm định cấp cơ sở / Conclude the base-level appraisal',
    fields: conclusion,
  },
  SubmitForFinalAppraisal: {
    path: 'submission',
    body: appraisal.SubmitForFinalAppraisalDto,
    summary: 'Trình thẩm định cấp Bộ, tỉnh / Submit for the final appraisal',
  },
  ConcludeFinalAppraisal: {
    path: 'final-appraisal',
    body: appraisal.ConcludeAppraisalDto,
    summary: 'Kết luận thẩm định cấp Bộ, tỉnh / Conclude the final appraisal',
    fields: conclusion,
  },
  ProposeForPlan: {
    path: 'plan-proposal',
    body: appraisal.ProposeForPlanDto,
    summary: 'Trình phê duyệt kế hoạch / Propose for the annual plan',
    fields: ({ priority, ...said }: appraisal.ProposeForPlanDto) => ({ ...said, priority: priority.map(({ code }) => code) }),
  },
  ApproveGroupPlan: {
    path: 'group-plan',
    body: appraisal.ApproveGroupPlanDto,
    summary: 'Duyệt kế hoạch chi tiết đề án nhóm / Approve a group scheme’s detailed plan',
  },
  AssignTask: {
    path: 'task-assignment',
    body: funding.AssignTaskDto,
    summary: 'Giao nhiệm vụ thay hợp đồng / Assign as a task instead of a contract',
  },
  SignSupportContract: {
    path: 'support-contract',
    body: funding.SignSupportContractDto,
    summary: 'Ký hợp đồng hỗ trợ / Sign the support contract',
  },
  RequestAdvance: { path: 'advance-requests', body: funding.RequestAdvanceDto, summary: 'Đề nghị tạm ứng / Request an advance' },
  ConfirmVolume: {
    path: 'volume-confirmations',
    body: funding.ConfirmVolumeDto,
    summary: 'Sở xác nhận khối lượng / The department confirms the volume',
  },
  PayAdvance: {
    path: 'advances',
    body: funding.PayAdvanceDto,
    summary: 'Chi tạm ứng / Pay an advance',
    fields: ({ treasuryRef, ...said }: funding.PayAdvanceDto) => ({ ...said, treasuryRef: treasuryRef ?? null }),
  },
  RecoverAdvance: {
    path: 'recoveries',
    body: funding.RecoverAdvanceDto,
    summary: 'Thu hồi tạm ứng / Recover an advance',
    fields: ({ reason, ...said }: funding.RecoverAdvanceDto) => ({ ...said, reason: reason ?? null }),
  },
  ReportProgress: {
    path: 'progress-reports',
    body: work.ReportProgressDto,
    summary: 'Báo cáo tiến độ tháng, Mẫu 3a / Monthly progress report',
    fields: ({ finishOn, difficulties, ...said }: work.ReportProgressDto) => ({
      ...said,
      finishOn: finishOn ?? null,
      difficulties: difficulties ?? null,
    }),
  },
  ReportContentResult: {
    path: 'content-results',
    body: work.ReportContentResultDto,
    summary: 'Kết quả từng nội dung đề án điểm / Result of one content of a key scheme',
    fields: ({ shortfall, ...said }: work.ReportContentResultDto) => ({ ...said, shortfall: shortfall ?? null }),
  },
  HoldInspection: { path: 'inspections', body: work.HoldInspectionDto, summary: 'Kiểm tra, giám sát / Inspect' },
  DeclareForceMajeure: {
    path: 'force-majeure',
    body: work.DeclareForceMajeureDto,
    summary: 'Khai báo bất khả kháng / Declare force majeure',
  },
  ConfirmForceMajeure: {
    path: 'force-majeure-confirmations',
    body: work.ConfirmForceMajeureDto,
    summary: 'Xác nhận khối lượng khi bất khả kháng / Confirm the volume done',
  },
  RaiseObstacle: {
    path: 'obstacles',
    body: work.RaiseObstacleDto,
    summary: 'Báo vướng mắc / Raise an obstacle',
    fields: ({ owner, ...said }: work.RaiseObstacleDto) => ({ ...said, owner: owner ?? null }),
  },
  PromiseAnswer: { path: 'obstacle-promises', body: work.PromiseAnswerDto, summary: 'Hẹn trả lời vướng mắc / Promise an answer' },
  AnswerObstacle: { path: 'obstacle-answers', body: work.AnswerObstacleDto, summary: 'Trả lời vướng mắc / Answer an obstacle' },
  RequestAdjustment: {
    path: 'adjustment-requests',
    body: change.RequestAdjustmentDto,
    summary: 'Đề nghị điều chỉnh / Request an adjustment',
  },
  ConfirmAdjustment: {
    path: 'adjustment-confirmations',
    body: change.ConfirmAdjustmentDto,
    summary: 'Sở xác nhận điều chỉnh / The department confirms it',
  },
  DecideAdjustment: {
    path: 'adjustment-decisions',
    body: change.DecideAdjustmentDto,
    summary: 'Quyết định điều chỉnh / Decide the adjustment',
    fields: ({ reason, ...said }: change.DecideAdjustmentDto) => ({ ...said, reason: reason ?? null }),
  },
  StopProject: { path: 'stop', body: change.StopProjectDto, summary: 'Ngừng triển khai / Stop the project' },
  HoldAcceptance: {
    path: 'acceptance',
    body: closing.HoldAcceptanceDto,
    summary: 'Nghiệm thu cơ sở / Hold the base-level acceptance',
    fields: ({ remarks, ...said }: closing.HoldAcceptanceDto) => ({ ...said, remarks: remarks ?? null }),
  },
  LodgeSettlementDossier: {
    path: 'settlement-dossier',
    body: closing.LodgeSettlementDossierDto,
    summary: 'Nộp hồ sơ quyết toán / Lodge the settlement dossier',
  },
  LiquidateContract: { path: 'liquidation', body: closing.LiquidateContractDto, summary: 'Thanh lý hợp đồng / Liquidate the contract' },
  ApproveSettlement: { path: 'settlement', body: closing.ApproveSettlementDto, summary: 'Phê duyệt quyết toán / Approve the settlement' },
  CarryOver: { path: 'carry-over', body: closing.CarryOverDto, summary: 'Chuyển nguồn sang năm sau / Carry money over' },
  PauseDeadline: {
    path: 'deadline-pauses',
    body: change.PauseDeadlineDto,
    summary: 'Tạm dừng tính thời hạn theo văn bản / Pause a deadline by a document',
  },
  ResumeDeadline: { path: 'deadline-resumptions', body: change.ResumeDeadlineDto, summary: 'Tiếp tục tính thời hạn / Resume a deadline' },
  AddNote: { path: 'notes', body: appraisal.AddNoteDto, summary: 'Ghi chú / Add a note' },
  HandOverProject: { path: 'hand-overs', body: change.HandOverProjectDto, summary: 'Bàn giao / Hand over' },
  CorrectDetails: { path: 'corrections', body: change.CorrectDetailsDto, summary: 'Đính chính / Correct details' },
  ReverseAct: { path: 'reversals', body: change.ReverseActDto, summary: 'Hủy hiệu lực thao tác cuối / Reverse the last act' },
  MoveToDefinition: {
    path: 'definition',
    body: change.MoveToDefinitionDto,
    summary: 'Chuyển sang quy trình mới / Move to another stage graph',
  },
};

function conclusion({ reason, ...said }: appraisal.ConcludeAppraisalDto) {
  return { ...said, reason: reason ?? null };
}

/** How people call an act; null: it is said to a plan or a contract. */
export function nameOfAct(act: string): { readonly vi: string; readonly en: string } | null {
  if (!Object.hasOwn(projectActs, act)) return null;
  const [vi = '', en = ''] = projectActs[act as SayableAct].summary.split(' / ');
  return { vi, en };
}
