import type { ProblemKind } from './problem-kind.ts';

/** Carrying out, changing and accepting: what the rules refuse, on the wire. */
export const workRefusals = {
  'reapproval-needed': {
    status: 409,
    title: 'Contents of the appraisal are open again',
    detail: { vi: 'Sau khi điều chỉnh, phải thẩm định lại: {open}.', en: 'After the change these must be assessed again: {open}.' },
    remedy: { vi: 'Thẩm định lại các nội dung nêu ở open.', en: 'Assess what open names again.' },
  },
  'volume-over-reported': {
    status: 422,
    title: 'More volume than was reported',
    detail: {
      vi: 'Khối lượng xác nhận {percent} % lớn hơn khối lượng báo cáo {reported} %.',
      en: '{percent} % confirmed is more than the {reported} % reported.',
    },
    remedy: {
      vi: 'Yêu cầu báo cáo tiến độ mới, hoặc xác nhận không quá số báo cáo.',
      en: 'Ask for a new report, or confirm at most what was reported.',
    },
  },
  'progress-backwards': {
    status: 422,
    title: 'Progress goes backwards',
    detail: { vi: 'Tiến độ {percent} % thấp hơn kỳ trước {reported} %.', en: '{percent} % is less than the {reported} % reported before.' },
    remedy: {
      vi: 'Kiểm tra lại số liệu; số kỳ trước sai thì hủy báo cáo đó.',
      en: 'Check the figure; if the earlier one was wrong, reverse that report.',
    },
  },
  'shortfall-unexplained': {
    status: 422,
    title: 'A missed target without its reason',
    detail: {
      vi: 'Nội dung {content} năm {year}: đạt {actual} trên chỉ tiêu {target}, chưa nêu lý do.',
      en: 'Content {content} in {year}: {actual} of {target}, and no reason is given.',
    },
    remedy: { vi: 'Nêu lý do không đạt chỉ tiêu.', en: 'Say why the target was missed.' },
  },
  'results-missing': {
    status: 409,
    title: 'Results of the key scheme are missing',
    detail: { vi: 'Chưa có kết quả của: {missing}.', en: 'No result yet for: {missing}.' },
    remedy: { vi: 'Báo cáo kết quả từng nội dung, từng năm.', en: 'Report each content’s result for each year.' },
  },
  'targets-missed': {
    status: 422,
    title: 'Targets were missed',
    detail: {
      vi: 'Không đạt chỉ tiêu: {missed}; không thể nghiệm thu toàn bộ.',
      en: 'Targets missed: {missed}; it cannot be accepted in full.',
    },
    remedy: { vi: 'Nghiệm thu từng phần, kèm lý do.', en: 'Accept it in part, with the reason.' },
  },
  'force-majeure': {
    status: 422,
    title: 'Force majeure limits what is accepted',
    detail: {
      vi: 'Bất khả kháng: chưa có xác nhận của {missing}; mức tối đa {most:vnd}, đề nghị {amount:vnd}.',
      en: 'Force majeure: not confirmed by {missing}; at most {most:vnd}, asked for {amount:vnd}.',
    },
    remedy: {
      vi: 'Lấy xác nhận của Sở và UBND cấp xã; nghiệm thu theo khối lượng đã xác nhận.',
      en: 'Have the department and the commune confirm; accept the volume they confirmed.',
    },
  },
  'adjustment-pending': {
    status: 409,
    title: 'An adjustment is pending',
    detail: { vi: 'Đề nghị điều chỉnh {adjustment} chưa được quyết định.', en: 'Adjustment {adjustment} is not yet decided.' },
    remedy: { vi: 'Quyết định đề nghị đó trước.', en: 'Have it decided first.' },
  },
  'adjustment-unconfirmed': {
    status: 409,
    title: 'The department has not confirmed the adjustment',
    detail: {
      vi: 'Đề nghị điều chỉnh ({kinds}) chưa có xác nhận của Sở Công Thương.',
      en: 'The adjustment ({kinds}) lacks the department’s confirmation.',
    },
    remedy: { vi: 'Sở Công Thương kiểm tra thực tế và xác nhận trước.', en: 'The department looks at the place and confirms first.' },
  },
  'plan-decides': {
    status: 409,
    title: 'The plan decides this',
    detail: {
      vi: 'Điều chỉnh kinh phí ({kinds}) do quyết định của kế hoạch {plan} thực hiện.',
      en: 'A change of the support ({kinds}) is decided by the plan {plan}.',
    },
    remedy: { vi: 'Điều chỉnh kế hoạch; đề án cập nhật theo.', en: 'Adjust the plan; the project follows.' },
  },
} as const satisfies Record<string, ProblemKind>;
