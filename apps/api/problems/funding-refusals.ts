import type { ProblemKind } from './problem-kind.ts';

/** Plans, contracts and money: what the rules refuse, on the wire. */
export const fundingRefusals = {
  'amount-over-appraised': {
    status: 422,
    title: 'More than was appraised',
    detail: {
      vi: 'Số tiền {amount:vnd} lớn hơn mức thẩm định {appraised:vnd}.',
      en: '{amount:vnd} is more than the {appraised:vnd} appraised.',
    },
    remedy: { vi: 'Phê duyệt không vượt mức thẩm định.', en: 'Approve at most what was appraised.' },
  },
  'amount-over-approved': {
    status: 422,
    title: 'More than was approved',
    detail: {
      vi: 'Số tiền {amount:vnd} lớn hơn mức phê duyệt {approved:vnd}.',
      en: '{amount:vnd} is more than the {approved:vnd} approved.',
    },
    remedy: { vi: 'Kiểm tra lại số tiền.', en: 'Check the amount.' },
  },
  'amount-over-accepted': {
    status: 422,
    title: 'More than was accepted',
    detail: { vi: 'Số tiền lớn hơn giá trị nghiệm thu {accepted:vnd}.', en: 'The amount is more than the {accepted:vnd} accepted.' },
    remedy: { vi: 'Kiểm tra lại biên bản nghiệm thu.', en: 'Check the acceptance record.' },
  },
  'amount-under-spent': {
    status: 422,
    title: 'Less than was spent already',
    detail: {
      vi: 'Số tiền {amount:vnd} thấp hơn số đã chi hoặc đã nghiệm thu {least:vnd}.',
      en: '{amount:vnd} is less than the {least:vnd} already paid or accepted.',
    },
    remedy: { vi: 'Thu hồi phần đã tạm ứng trước, hoặc giữ mức cao hơn.', en: 'Recover advances first, or keep a higher amount.' },
  },
  'not-in-plan': {
    status: 409,
    title: 'Not in a decided plan',
    detail: { vi: 'Đề án không có trong kế hoạch đã duyệt.', en: 'The project is not in a decided plan.' },
    remedy: { vi: 'Đưa đề án vào kế hoạch trước.', en: 'Have it decided in a plan first.' },
  },
  'plan-conflict': {
    status: 409,
    title: 'The plan says otherwise',
    detail: { vi: 'Kế hoạch đã ghi khác về đề án {project}.', en: 'The plan holds something else about project {project}.' },
    remedy: { vi: 'Điều chỉnh bằng quyết định mới.', en: 'Change it by a new decision.' },
  },
  'contract-conflict': {
    status: 409,
    title: 'The contract says otherwise',
    detail: { vi: 'Hợp đồng {contractNo} đã ghi với nội dung khác.', en: 'Contract {contractNo} is recorded with other contents.' },
    remedy: { vi: 'Kiểm tra số hợp đồng và các bên.', en: 'Check the contract number and its parties.' },
  },
  'advance-cap': {
    status: 422,
    title: 'Over the cap of the advance',
    detail: {
      vi: 'Tổng tạm ứng {advanced:vnd} vượt {percent} % của {approved:vnd} đã phê duyệt.',
      en: 'Advances of {advanced:vnd} are over {percent} % of the {approved:vnd} approved.',
    },
    remedy: { vi: 'Giảm số tạm ứng; căn cứ nêu ở refusedBy.', en: 'Reduce the advance; refusedBy names the rule.' },
  },
  'advance-over-approved': {
    status: 422,
    title: 'More advanced than approved',
    detail: {
      vi: 'Tổng tạm ứng {advanced:vnd} vượt mức phê duyệt {approved:vnd}.',
      en: 'Advances of {advanced:vnd} exceed the {approved:vnd} approved.',
    },
    remedy: { vi: 'Kiểm tra lại số tạm ứng.', en: 'Check the amount.' },
  },
  'advance-conditions': {
    status: 409,
    title: 'The conditions of the advance are not met',
    detail: { vi: 'Chưa đủ điều kiện tạm ứng: thiếu {missing}.', en: 'The advance lacks: {missing}.' },
    remedy: { vi: 'Bổ sung đề nghị tạm ứng hoặc xác nhận khối lượng.', en: 'Bring the request or the confirmed volume.' },
  },
  'recovery-over-advanced': {
    status: 422,
    title: 'More recovered than was advanced',
    detail: { vi: 'Số thu hồi lớn hơn số đã tạm ứng.', en: 'The recovery is more than what was advanced.' },
    remedy: { vi: 'Kiểm tra lại số thu hồi.', en: 'Check the amount.' },
  },
  'sum-mismatch': {
    status: 422,
    title: 'The sums do not agree',
    detail: {
      vi: 'Số quyết toán {amount:vnd} không khớp: đã chi {advanced:vnd}, chứng từ {vouchers:vnd}.',
      en: '{amount:vnd} does not agree: {advanced:vnd} paid, {vouchers:vnd} in vouchers.',
    },
    remedy: { vi: 'Chi nốt hoặc thu hồi phần chênh lệch trước khi quyết toán.', en: 'Pay or recover the difference before settling.' },
  },
  'carry-over-year': {
    status: 422,
    title: 'Carried over into the wrong year',
    detail: {
      vi: 'Không chuyển nguồn được sang năm {toYear}; năm kế tiếp là {next}.',
      en: 'Money cannot be carried over to {toYear}; the next year is {next}.',
    },
    remedy: { vi: 'Chuyển nguồn sang năm kế tiếp.', en: 'Carry it over to the next year.' },
  },
} as const satisfies Record<string, ProblemKind>;
