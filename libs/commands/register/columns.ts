/** The columns of a register file, by what a cell holds. A cell's column name is its name everywhere: in rows, faults and comparisons. */
export const TEXT_COLUMNS = [
  'code',
  'title',
  'source',
  'province',
  'commune',
  'content',
  'implementing_unit',
  'beneficiary',
  'beneficiary_tax_code',
  'base_result',
  'final_result',
  'decision_no',
  'contract_no',
  'stop_reason',
  'output_unit',
  'note',
] as const;

export const DATE_COLUMNS = [
  'surveyed_on',
  'registered_on',
  'base_appraised_on',
  'final_appraised_on',
  'approved_on',
  'contracted_on',
  'contract_end_on',
  'advance1_on',
  'accepted_on',
  'advance2_on',
  'stopped_on',
  'settled_on',
] as const;

/** Whole đồng. */
export const AMOUNT_COLUMNS = [
  'total_cost_vnd',
  'support_requested_vnd',
  'counterpart_vnd',
  'base_amount_vnd',
  'final_amount_vnd',
  'approved_vnd',
  'advance1_vnd',
  'advance2_vnd',
  'accepted_vnd',
  'settled_vnd',
  'recovered_vnd',
] as const;

export const NUMBER_COLUMNS = ['plan_year', 'output_planned', 'output_actual'] as const;

export type TextColumn = (typeof TEXT_COLUMNS)[number];
export type DateColumn = (typeof DATE_COLUMNS)[number];
export type AmountColumn = (typeof AMOUNT_COLUMNS)[number];
export type NumberColumn = (typeof NUMBER_COLUMNS)[number];
export type Column = TextColumn | DateColumn | AmountColumn | NumberColumn;

export const COLUMNS: readonly Column[] = [...TEXT_COLUMNS, ...DATE_COLUMNS, ...AMOUNT_COLUMNS, ...NUMBER_COLUMNS];

/** A row's cells, checked in form; null: empty, or faulty and reported. */
export type Cells = { readonly [C in TextColumn | DateColumn]: string | null } & {
  readonly [C in AmountColumn | NumberColumn]: number | null;
};

/** Columns as an officer calls them. */
export const columnNames: { readonly [C in Column]: { readonly vi: string; readonly en: string } } = {
  code: { vi: 'Mã đề án', en: 'Project code' },
  title: { vi: 'Tên đề án', en: 'Title' },
  source: { vi: 'Nguồn kinh phí', en: 'Source' },
  plan_year: { vi: 'Năm kế hoạch', en: 'Plan year' },
  province: { vi: 'Mã tỉnh', en: 'Province code' },
  commune: { vi: 'Địa điểm', en: 'Commune' },
  content: { vi: 'Nội dung khuyến công', en: 'Content' },
  implementing_unit: { vi: 'Đơn vị thực hiện', en: 'Implementing unit' },
  beneficiary: { vi: 'Đơn vị thụ hưởng', en: 'Beneficiary' },
  beneficiary_tax_code: { vi: 'Mã số thuế', en: 'Tax code' },
  total_cost_vnd: { vi: 'Tổng kinh phí', en: 'Total cost' },
  support_requested_vnd: { vi: 'Kinh phí đề nghị hỗ trợ', en: 'Support requested' },
  counterpart_vnd: { vi: 'Vốn đối ứng', en: 'Counterpart funds' },
  surveyed_on: { vi: 'Ngày khảo sát', en: 'Survey date' },
  registered_on: { vi: 'Ngày đăng ký', en: 'Registration date' },
  base_appraised_on: { vi: 'Ngày thẩm định cấp cơ sở', en: 'Base appraisal date' },
  base_result: { vi: 'Kết quả thẩm định cấp cơ sở', en: 'Base appraisal result' },
  base_amount_vnd: { vi: 'Kinh phí thẩm định cấp cơ sở', en: 'Base appraisal amount' },
  final_appraised_on: { vi: 'Ngày thẩm định cuối', en: 'Final appraisal date' },
  final_result: { vi: 'Kết quả thẩm định cuối', en: 'Final appraisal result' },
  final_amount_vnd: { vi: 'Kinh phí thẩm định cuối', en: 'Final appraisal amount' },
  approved_on: { vi: 'Ngày phê duyệt', en: 'Approval date' },
  decision_no: { vi: 'Số quyết định', en: 'Decision number' },
  approved_vnd: { vi: 'Kinh phí được duyệt', en: 'Approved amount' },
  contract_no: { vi: 'Số hợp đồng', en: 'Contract number' },
  contracted_on: { vi: 'Ngày ký hợp đồng', en: 'Contract date' },
  contract_end_on: { vi: 'Ngày kết thúc hợp đồng', en: 'Contract end' },
  advance1_on: { vi: 'Ngày tạm ứng lần một', en: 'First advance date' },
  advance1_vnd: { vi: 'Số tạm ứng lần một', en: 'First advance' },
  accepted_on: { vi: 'Ngày nghiệm thu', en: 'Acceptance date' },
  accepted_vnd: { vi: 'Kinh phí nghiệm thu', en: 'Accepted amount' },
  advance2_on: { vi: 'Ngày tạm ứng còn lại', en: 'Remaining advance date' },
  advance2_vnd: { vi: 'Số tạm ứng còn lại', en: 'Remaining advance' },
  settled_on: { vi: 'Ngày quyết toán', en: 'Settlement date' },
  settled_vnd: { vi: 'Kinh phí quyết toán', en: 'Settled amount' },
  recovered_vnd: { vi: 'Kinh phí thu hồi', en: 'Recovered amount' },
  stopped_on: { vi: 'Ngày ngừng thực hiện', en: 'Stop date' },
  stop_reason: { vi: 'Lý do ngừng', en: 'Stop reason' },
  output_unit: { vi: 'Đơn vị tính kết quả', en: 'Output unit' },
  output_planned: { vi: 'Kết quả theo kế hoạch', en: 'Planned output' },
  output_actual: { vi: 'Kết quả thực hiện', en: 'Actual output' },
  note: { vi: 'Ghi chú', en: 'Note' },
};
