/** What may change in a record, as a reader names it: single values, then whole sections. Keys are places in the record's JSON. */

export const HEAD_FIELDS = {
  stage: { vi: 'Bước', en: 'Stage' },
  title: { vi: 'Tên đề án', en: 'Title' },
  planYear: { vi: 'Năm kế hoạch', en: 'Plan year' },
  province: { vi: 'Tỉnh', en: 'Province' },
  commune: { vi: 'Địa điểm', en: 'Place' },
  content: { vi: 'Nội dung', en: 'Content' },
  kind: { vi: 'Loại đề án', en: 'Kind of scheme' },
  variant: { vi: 'Dạng của nội dung', en: 'Variant of the content' },
  definition: { vi: 'Quy trình', en: 'Stage graph' },
  officer: { vi: 'Người phụ trách', en: 'Officer in charge' },
  implementingUnit: { vi: 'Đơn vị thực hiện', en: 'Implementing unit' },
  'beneficiary.name': { vi: 'Đơn vị thụ hưởng', en: 'Beneficiary' },
  'beneficiary.taxCode': { vi: 'Mã số thuế', en: 'Tax code' },
  'output.unit': { vi: 'Đơn vị tính sản phẩm', en: 'Unit of the output' },
  'output.planned': { vi: 'Sản phẩm theo kế hoạch', en: 'Planned output' },
  'output.actual': { vi: 'Sản phẩm đạt được', en: 'Actual output' },
  'money.totalCost': { vi: 'Tổng kinh phí', en: 'Total cost' },
  'money.requested': { vi: 'Đề nghị hỗ trợ', en: 'Requested' },
  'money.counterpart': { vi: 'Vốn đối ứng', en: 'Counterpart' },
  'money.baseAmount': { vi: 'Thẩm định cấp cơ sở', en: 'Base appraisal' },
  'money.finalAmount': { vi: 'Thẩm định cấp cuối', en: 'Final appraisal' },
  'money.approved': { vi: 'Phê duyệt', en: 'Approved' },
  'money.firstAdvance': { vi: 'Tạm ứng lần một', en: 'First advance' },
  'money.nextAdvances': { vi: 'Tạm ứng các lần tiếp theo', en: 'Further advances' },
  'money.remainingAdvance': { vi: 'Tạm ứng kinh phí còn lại', en: 'Remaining advance' },
  'money.recovered': { vi: 'Thu hồi', en: 'Recovered' },
  'money.accepted': { vi: 'Nghiệm thu', en: 'Accepted' },
  'money.settled': { vi: 'Quyết toán', en: 'Settled' },
  'money.executed': { vi: 'Thực hiện', en: 'Executed' },
  'plan.decisionNo': { vi: 'Quyết định phê duyệt', en: 'Plan decision' },
  'contract.contractNo': { vi: 'Hợp đồng', en: 'Contract' },
  'contract.endsOn': { vi: 'Hạn hợp đồng', en: 'End of the contract' },
  ruleSet: { vi: 'Bộ quy định áp dụng', en: 'Rule set' },
  endReason: { vi: 'Lý do kết thúc', en: 'Reason of the end' },
} as const;

export const SECTION_FIELDS = {
  proposal: { vi: 'Thuyết minh đề án', en: 'Proposal' },
  'appraisal.base': { vi: 'Thẩm định cấp cơ sở (hồ sơ)', en: 'Base appraisal (file)' },
  'appraisal.final': { vi: 'Thẩm định cấp cuối (hồ sơ)', en: 'Final appraisal (file)' },
  returns: { vi: 'Hồ sơ bị trả lại', en: 'Returned dossiers' },
  'ball.holder': { vi: 'Đang chờ ai', en: 'Who has the ball' },
  'ball.since': { vi: 'Chờ từ ngày', en: 'Has it since' },
  'ball.days': { vi: 'Số ngày của từng bên', en: 'Days with each party' },
  documents: { vi: 'Tài liệu', en: 'Documents' },
  earlierSupport: { vi: 'Hỗ trợ trước đây', en: 'Earlier support' },
  approvals: { vi: 'Các lần phê duyệt', en: 'Approvals' },
  groupPlan: { vi: 'Kế hoạch đề án nhóm', en: 'Group plan' },
  supportContract: { vi: 'Hợp đồng hỗ trợ', en: 'Support contract' },
  advances: { vi: 'Các lần tạm ứng', en: 'Advances' },
  obstacles: { vi: 'Vướng mắc', en: 'Obstacles' },
  adjustments: { vi: 'Điều chỉnh', en: 'Adjustments' },
  progress: { vi: 'Báo cáo tiến độ', en: 'Progress reports' },
  inspections: { vi: 'Kiểm tra', en: 'Inspections' },
  forceMajeure: { vi: 'Bất khả kháng', en: 'Force majeure' },
  contents: { vi: 'Kết quả theo nội dung', en: 'Results by content' },
  'settlement.lodged': { vi: 'Hồ sơ quyết toán', en: 'Settlement dossier' },
  'settlement.liquidated': { vi: 'Thanh lý', en: 'Liquidation' },
  'settlement.settled': { vi: 'Phê duyệt quyết toán', en: 'Settlement approval' },
  'settlement.carriedOver': { vi: 'Chuyển nguồn', en: 'Carry-over' },
  pauses: { vi: 'Tạm dừng thời hạn theo văn bản', en: 'Deadlines paused by a document' },
  notes: { vi: 'Ghi chú', en: 'Notes' },
  handOvers: { vi: 'Bàn giao', en: 'Hand-overs' },
  corrections: { vi: 'Đính chính', en: 'Corrections' },
  reversals: { vi: 'Việc đã hủy', en: 'Reversals' },
  deadlines: { vi: 'Thời hạn', en: 'Deadlines' },
  obligations: { vi: 'Nghĩa vụ đang chạy', en: 'Running obligations' },
} as const;

export type HeadField = keyof typeof HEAD_FIELDS;
export type SectionField = keyof typeof SECTION_FIELDS;
export type RecordField = HeadField | SectionField;

export const RECORD_FIELDS: Readonly<Record<RecordField, { readonly vi: string; readonly en: string }>> = {
  ...HEAD_FIELDS,
  ...SECTION_FIELDS,
};
export const HEAD_FIELD_NAMES = Object.keys(HEAD_FIELDS) as readonly HeadField[];
export const RECORD_FIELD_NAMES = Object.keys(RECORD_FIELDS) as readonly RecordField[];
