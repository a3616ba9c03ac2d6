/** What may happen, by type of event, with the group that a reader looks for it under. */

export const EVENT_GROUPS = {
  proposal: { vi: 'Khảo sát và đăng ký', en: 'Survey and registration' },
  appraisal: { vi: 'Thẩm định', en: 'Appraisal' },
  plan: { vi: 'Kế hoạch', en: 'Plan' },
  contract: { vi: 'Hợp đồng', en: 'Contract' },
  money: { vi: 'Tạm ứng và quyết toán', en: 'Advances and settlement' },
  work: { vi: 'Thực hiện', en: 'Carrying out' },
  change: { vi: 'Điều chỉnh và kết thúc', en: 'Changes and endings' },
  keeping: { vi: 'Hồ sơ và ghi chú', en: 'Papers and notes' },
  import: { vi: 'Nhập sổ đăng ký', en: 'Imports' },
  rules: { vi: 'Quy định', en: 'Rules' },
  calendar: { vi: 'Lịch làm việc', en: 'Working calendar' },
  contact: { vi: 'Đầu mối nhận nhắc việc', en: 'Contacts' },
} as const;

export type EventGroup = keyof typeof EVENT_GROUPS;

export interface EventKind {
  readonly group: EventGroup;
  readonly vi: string;
  readonly en: string;
}

const kind = (group: EventGroup, vi: string, en: string): EventKind => ({ group, vi, en });

export const EVENT_KINDS = {
  NeedSurveyed: kind('proposal', 'Khảo sát nhu cầu', 'Need surveyed'),
  NeedFoundNotEligible: kind('proposal', 'Nhu cầu không đủ điều kiện', 'Need not eligible'),
  ProjectDrafted: kind('proposal', 'Soạn đề án', 'Project drafted'),
  ProjectRegistered: kind('proposal', 'Đăng ký đề án', 'Project registered'),
  DossierReturned: kind('proposal', 'Trả hồ sơ', 'Dossier returned'),
  ReturnedItemAnswered: kind('proposal', 'Trả lời mục bổ sung', 'Returned item answered'),
  DossierCompleted: kind('proposal', 'Hoàn chỉnh hồ sơ', 'Dossier completed'),
  EarlierSupportJudged: kind('appraisal', 'Xem xét hỗ trợ trước đây', 'Earlier support judged'),
  CriterionAssessed: kind('appraisal', 'Thẩm định một nội dung', 'Criterion assessed'),
  CouncilConvened: kind('appraisal', 'Lập hội đồng thẩm định', 'Council convened'),
  VoteCast: kind('appraisal', 'Biểu quyết', 'Vote cast'),
  BaseAppraisalConcluded: kind('appraisal', 'Kết luận thẩm định cấp cơ sở', 'Base appraisal concluded'),
  SubmittedForFinalAppraisal: kind('appraisal', 'Trình thẩm định cấp cuối', 'Submitted for final appraisal'),
  FinalAppraisalConcluded: kind('appraisal', 'Kết luận thẩm định cấp cuối', 'Final appraisal concluded'),
  ProposedForPlan: kind('plan', 'Trình kế hoạch', 'Proposed for the plan'),
  ApprovedInPlan: kind('plan', 'Phê duyệt vào kế hoạch', 'Approved in the plan'),
  LeftOutOfPlan: kind('plan', 'Không vào kế hoạch', 'Left out of the plan'),
  ApprovalAdjusted: kind('plan', 'Điều chỉnh kinh phí được duyệt', 'Approved amount adjusted'),
  GroupPlanApproved: kind('plan', 'Duyệt kế hoạch chi tiết đề án nhóm', 'Group plan approved'),
  PlanAllocated: kind('plan', 'Giao dự toán', 'Plan allocated'),
  PlanDecided: kind('plan', 'Quyết định kế hoạch', 'Plan decided'),
  PlanAdjusted: kind('plan', 'Quyết định điều chỉnh kế hoạch', 'Plan adjusted'),
  PlanItemsReleased: kind('plan', 'Kế hoạch thu lại kinh phí', 'Plan money released'),
  PlanChangeTaken: kind('plan', 'Thay đổi kế hoạch đã ghi nhận', 'Plan change taken'),
  PlanChangeUndone: kind('plan', 'Thay đổi kế hoạch không ghi nhận được', 'Plan change undone'),
  ContractSigned: kind('contract', 'Ký hợp đồng', 'Contract signed'),
  ContractExtended: kind('contract', 'Gia hạn hợp đồng', 'Contract extended'),
  TaskAssigned: kind('contract', 'Giao nhiệm vụ', 'Task assigned'),
  SupportContractSigned: kind('contract', 'Ký hợp đồng hỗ trợ', 'Support contract signed'),
  ContractConcluded: kind('contract', 'Giao kết hợp đồng', 'Contract concluded'),
  ContractMembersAdded: kind('contract', 'Bổ sung đề án vào hợp đồng', 'Contract members added'),
  ContractAppendixSigned: kind('contract', 'Ký phụ lục hợp đồng', 'Contract appendix signed'),
  ContractMemberDropped: kind('contract', 'Đưa đề án ra khỏi hợp đồng', 'Contract member dropped'),
  ContractExtensionDeclined: kind('contract', 'Không gia hạn theo phụ lục', 'Contract extension declined'),
  ContractLiquidated: kind('contract', 'Thanh lý hợp đồng', 'Contract liquidated'),
  AdvanceRequested: kind('money', 'Đề nghị tạm ứng', 'Advance requested'),
  VolumeConfirmed: kind('money', 'Xác nhận khối lượng', 'Volume confirmed'),
  AdvancePaid: kind('money', 'Chi tạm ứng', 'Advance paid'),
  AdvanceRecovered: kind('money', 'Thu hồi tạm ứng', 'Advance recovered'),
  SettlementDossierLodged: kind('money', 'Nộp hồ sơ quyết toán', 'Settlement dossier lodged'),
  SettlementApproved: kind('money', 'Phê duyệt quyết toán', 'Settlement approved'),
  CarriedOver: kind('money', 'Chuyển nguồn', 'Carried over'),
  ProgressReported: kind('work', 'Báo cáo tiến độ', 'Progress reported'),
  ContentResultReported: kind('work', 'Báo cáo kết quả nội dung', 'Content result reported'),
  InspectionHeld: kind('work', 'Kiểm tra', 'Inspection held'),
  ForceMajeureDeclared: kind('work', 'Báo bất khả kháng', 'Force majeure declared'),
  ForceMajeureConfirmed: kind('work', 'Xác nhận bất khả kháng', 'Force majeure confirmed'),
  ObstacleRaised: kind('work', 'Nêu vướng mắc', 'Obstacle raised'),
  AnswerPromised: kind('work', 'Hẹn trả lời vướng mắc', 'Answer promised'),
  ObstacleAnswered: kind('work', 'Trả lời vướng mắc', 'Obstacle answered'),
  AcceptanceHeld: kind('work', 'Nghiệm thu', 'Acceptance held'),
  AdjustmentRequested: kind('change', 'Đề nghị điều chỉnh', 'Adjustment requested'),
  AdjustmentConfirmed: kind('change', 'Xác nhận đề nghị điều chỉnh', 'Adjustment confirmed'),
  AdjustmentDecided: kind('change', 'Quyết định điều chỉnh', 'Adjustment decided'),
  ProjectStopped: kind('change', 'Ngừng đề án', 'Project stopped'),
  ProjectWithdrawn: kind('change', 'Rút đề án', 'Project withdrawn'),
  MovedToDefinition: kind('change', 'Chuyển quy trình', 'Moved to another stage graph'),
  ActReversed: kind('change', 'Hủy việc đã ghi', 'Act reversed'),
  DocumentAttached: kind('keeping', 'Đính kèm tài liệu', 'Document attached'),
  NoteAdded: kind('keeping', 'Ghi chú', 'Note added'),
  HandedOver: kind('keeping', 'Bàn giao', 'Handed over'),
  DetailsCorrected: kind('keeping', 'Đính chính', 'Details corrected'),
  ImportStarted: kind('import', 'Bắt đầu nhập sổ', 'Import started'),
  ImportFinished: kind('import', 'Nhập sổ xong', 'Import finished'),
  RulesActivated: kind('rules', 'Áp dụng quy định', 'Rules activated'),
  RulesRevoked: kind('rules', 'Thu hồi quy định', 'Rules revoked'),
  CalendarDaysSet: kind('calendar', 'Đặt ngày trong lịch', 'Calendar days set'),
  CalendarDayRevoked: kind('calendar', 'Bỏ ngày khỏi lịch', 'Calendar day taken back'),
  ContactRecorded: kind('contact', 'Ghi đầu mối', 'Contact recorded'),
  ContactEnded: kind('contact', 'Đầu mối thôi nhận nhắc việc', 'Contact ended'),
  FeedOpened: kind('contact', 'Mở lịch hạn việc', 'Feed opened'),
  FeedRevoked: kind('contact', 'Thu hồi lịch hạn việc', 'Feed revoked'),
  InboxRead: kind('contact', 'Đã đọc nhắc việc', 'Inbox read'),
} as const satisfies Readonly<Record<string, EventKind>>;

export type EventType = keyof typeof EVENT_KINDS;

export const EVENT_TYPES = Object.keys(EVENT_KINDS) as readonly EventType[];
export const GROUP_NAMES = Object.keys(EVENT_GROUPS) as readonly EventGroup[];
