/** Every kind of paper that a dossier may ask for. The codes are Tiendo's own; forms are those of TT 36/2013, Phụ lục 1. */
export interface DocumentKind {
  readonly code: string;
  /** Number of the form (Mẫu số), where there is one. */
  readonly form?: string;
  readonly vi: string;
  readonly en: string;
}

type Line = readonly [code: string, vi: string, en: string, form?: string];

const lines: readonly Line[] = [
  // Registration and appraisal
  ['request-letter', 'Công văn đề nghị của đơn vị thực hiện', "Implementing unit's letter"],
  ['project-proposal', 'Đề án khuyến công', 'Scheme with the eight compulsory contents'],
  ['cost-estimate', 'Dự toán kinh phí', 'Cost estimate', '1'],
  ['beneficiary-request', 'Văn bản đề nghị hỗ trợ của đơn vị thụ hưởng', "Beneficiary's written request"],
  ['annex-2-papers', 'Tài liệu kèm theo từng dạng đề án (Phụ lục 2)', 'Papers that go with some kinds (Phụ lục 2)'],
  ['project-list', 'Danh mục đề án, nhiệm vụ đăng ký', 'List of schemes and tasks registered'],
  ['key-registration', 'Bản đăng ký đề án điểm', 'Registration of a key scheme'],
  ['training-programme', 'Chương trình đào tạo nghề', 'Vocational-training programme', '12'],
  ['cluster-investment-report', 'Báo cáo tình hình đầu tư hạ tầng cụm công nghiệp', 'Report on investment in the cluster', '13'],
  ['registration-report', 'Báo cáo đăng ký đề án khuyến công quốc gia', 'Registration report'],
  ['summary-table', 'Biểu tổng hợp chi tiết các đề án', 'Summary table of the schemes', '2'],
  ['base-appraisal-form', 'Phiếu thẩm định cấp cơ sở', 'Base-level appraisal form', '4a, 4b'],
  ['final-appraisal-minutes', 'Biên bản thẩm định cấp Bộ', 'Minutes of the ministry-level appraisal'],
  ['statement', 'Tờ trình phê duyệt kế hoạch', 'Statement for approval of the plan'],
  ['draft-decision', 'Dự thảo quyết định phê duyệt kế hoạch', 'Draft decision on the plan'],
  // Contracts, plans and progress
  ['project-contract', 'Hợp đồng thực hiện đề án', 'Implementation contract'],
  ['support-contract', 'Hợp đồng hỗ trợ với chủ đầu tư', 'Support contract with the investor'],
  ['contractor-contract', 'Hợp đồng giữa chủ đầu tư và nhà thầu', 'Contract between investor and contractor'],
  ['organisation-plan', 'Kế hoạch tổ chức thực hiện', 'Organisation plan'],
  ['group-plan', 'Kế hoạch thực hiện đề án nhóm', 'Detailed plan of a group scheme', '11'],
  ['balance-sheet', 'Bảng cân đối kế toán', 'Balance sheet'],
  ['progress-report', 'Báo cáo tiến độ thực hiện', 'Progress report', '3a'],
  ['volume-report', 'Báo cáo khối lượng hoàn thành và kinh phí thực hiện', 'Report of completed volume and money', '3b'],
  ['adjustment-request', 'Văn bản đề nghị điều chỉnh, bổ sung, ngừng', 'Request to adjust, add or stop'],
  ['department-confirmation', 'Xác nhận của Sở Công Thương', "Department's confirmation"],
  // Acceptance, settlement, liquidation
  ['acceptance-minutes', 'Biên bản nghiệm thu cơ sở', 'Base-level acceptance minutes', '5a, 5b, 5c'],
  ['summary-report', 'Báo cáo tổng hợp kết quả thực hiện', 'Summary report of results'],
  ['payment-request', 'Biểu đề nghị thanh toán kinh phí', 'Payment request', '9'],
  ['settlement-detail', 'Biểu chi tiết quyết toán kinh phí', 'Settlement detail', '7'],
  ['voucher-list', 'Bảng kê chứng từ đề nghị quyết toán', 'Voucher list', '8a'],
  ['voucher-list-all-sources', 'Bảng kê chứng từ gồm cả nguồn kinh phí khác', 'Voucher list with the other sources', '8b'],
  ['vouchers', 'Chứng từ chi', 'Expense vouchers'],
  ['invoice', 'Hóa đơn tài chính xuất cho Cục', 'Invoice to the agency'],
  ['liquidation-minutes', 'Biên bản thanh lý hợp đồng', 'Liquidation minutes', '6'],
  ['reconciliation', 'Bảng đối chiếu kinh phí', 'Money reconciliation', '10'],
  ['explanation', 'Văn bản giải trình', 'Written explanation'],
  ['payment-order', 'Ủy nhiệm chi hoặc phiếu chi', 'Payment order or cash voucher'],
  // Results of each kind of project
  ['business-registration', 'Giấy chứng nhận đăng ký kinh doanh', 'Business-registration certificate'],
  ['certificate-decision', 'Quyết định cấp chứng chỉ, chứng nhận', 'Decision on certificates'],
  ['learner-list', 'Danh sách học viên (có chữ ký)', 'Signed learner list'],
  ['employment-list', 'Danh sách lao động được sử dụng sau đào tạo', 'List of workers employed after training'],
  ['teaching-material', 'Giáo trình, tài liệu', 'Teaching material'],
  ['delegate-list', 'Danh sách đại biểu (có chữ ký)', 'Signed delegate list'],
  ['consulting-contract', 'Hợp đồng thuê tư vấn', 'Consulting contract'],
  ['consulting-product', 'Sản phẩm, kết quả tư vấn', 'Product of the consulting'],
  ['item-invoice', 'Hóa đơn, chứng từ hạng mục được hỗ trợ', 'Invoices of the supported item'],
  ['model-introduction', 'Tài liệu giới thiệu mô hình', 'Introduction of the model'],
  ['transfer-contract', 'Hợp đồng chuyển giao công nghệ', 'Technology-transfer contract'],
  ['purchase-contract', 'Hợp đồng mua máy móc', 'Purchase contract'],
  ['contract-acceptance', 'Biên bản nghiệm thu hợp đồng', 'Acceptance of the contract'],
  ['contract-liquidation', 'Thanh lý hợp đồng mua, thuê, chuyển giao', 'Liquidation of the contract'],
  ['assessment-report', 'Báo cáo đánh giá sản xuất sạch hơn được phê duyệt', 'Approved cleaner-production assessment'],
  ['trademark-certificate', 'Giấy chứng nhận đăng ký nhãn hiệu, thương hiệu', 'Trademark certificate'],
  ['mark-rules', 'Quy chế sử dụng nhãn hiệu tập thể', 'Use rules of the collective mark'],
  ['brand-plan', 'Chiến lược, kế hoạch quảng bá thương hiệu', 'Brand plan'],
  ['media-contract', 'Hợp đồng với nhà thầu, nhà cung cấp dịch vụ', 'Contract with the media supplier'],
  ['media-products', 'Danh sách sản phẩm kèm sản phẩm mẫu', 'List of products with samples'],
  ['website-licence', 'Giấy phép trang thông tin điện tử', 'Licence of the web site'],
  ['founding-decision', 'Quyết định thành lập và điều lệ', 'Founding decision and charter'],
  ['member-list', 'Danh sách hội viên', 'Member list'],
  ['fair-list', 'Danh sách tham gia có xác nhận của Sở Công Thương', 'List confirmed by a department'],
  ['stand-contract', 'Hợp đồng thuê gian hàng', 'Stand contracts'],
  ['stand-invoice', 'Hóa đơn tiền thuê gian hàng', 'Stand invoice'],
  ['approval-decision', 'Quyết định phê duyệt cụm liên kết, quy hoạch', 'Decision approving the cluster or its planning'],
  ['work-acceptance', 'Biên bản nghiệm thu đưa vào sử dụng kèm bảng giá trị khối lượng', 'Acceptance into use with valued volume'],
  ['output-standard', 'Xác nhận kết quả đầu ra đạt chuẩn', 'Proof that the output meets the standard'],
  ['audit-report', 'Báo cáo kiểm toán độc lập', 'Independent audit report'],
  ['contest-decisions', 'Quyết định Ban tổ chức, Ban giám khảo, giải thưởng', 'Decisions on organisers, judges, prizes'],
  ['credit-contract', 'Hợp đồng tín dụng', 'Credit contract'],
  ['interest-vouchers', 'Chứng từ trả lãi vốn vay hai năm đầu', 'Vouchers of interest paid in the first two years'],
  ['build-contract', 'Hợp đồng, thanh lý với nhà thầu xây dựng, mua máy móc', 'Contract and liquidation with the builder or seller'],
  // Whatever else proves something
  ['photo', 'Ảnh chụp hiện trường', 'Photograph'],
  ['other', 'Tài liệu khác', 'Other paper'],
];

export const documentKinds: readonly DocumentKind[] = lines.map(([code, vi, en, form]) => ({
  code,
  vi,
  en,
  ...(form === undefined ? {} : { form }),
}));

const byCode = new Map(documentKinds.map((kind) => [kind.code, kind]));

export const isDocumentKind = (code: string): boolean => byCode.has(code);

/** @throws RangeError no such kind */
export function documentKindOf(code: string): DocumentKind {
  const kind = byCode.get(code);
  if (kind === undefined) throw new RangeError(`no kind of document ${code}`);
  return kind;
}
