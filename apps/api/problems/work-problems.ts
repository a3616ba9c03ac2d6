import type { ProblemKind } from './problem-kind.ts';

/** Refusals of a project that is being carried out, changed, settled or corrected. */
export const workProblems = {
  'amount-under-spent': {
    status: 422,
    title: 'Less than was spent',
    detail: {
      vi: '{amount:vnd} thấp hơn số đã chi hoặc đã nghiệm thu {least:vnd}.',
      en: '{amount:vnd} is less than the {least:vnd} spent or accepted.',
    },
    remedy: { vi: 'Thu hồi trước, hoặc điều chỉnh không thấp hơn mức đó.', en: 'Recover first, or do not go below it.' },
  },
  'reapproval-needed': {
    status: 409,
    title: 'Contents of the appraisal are open again',
    detail: { vi: 'Sau điều chỉnh cần thẩm định lại: {open}.', en: 'After the change these must be assessed again: {open}.' },
    remedy: { vi: 'Thẩm định lại đúng các nội dung nêu trên.', en: 'Assess exactly these contents again.' },
  },
  'volume-over-reported': {
    status: 422,
    title: 'More volume than was reported',
    detail: { vi: 'Xác nhận {percent} % cao hơn báo cáo tiến độ {reported} %.', en: '{percent} % is more than the {reported} % reported.' },
    remedy: { vi: 'Yêu cầu báo cáo tiến độ mới.', en: 'Ask for a new progress report.' },
  },
  'progress-backwards': {
    status: 422,
    title: 'Less progress than was reported before',
    detail: { vi: 'Báo cáo {percent} % thấp hơn kỳ trước {reported} %.', en: '{percent} % is less than the {reported} % reported before.' },
    remedy: { vi: 'Nếu kỳ trước ghi sai, hủy hiệu lực báo cáo đó.', en: 'If the earlier report was wrong, reverse it.' },
  },
  'shortfall-unexplained': {
    status: 422,
    title: 'A missed target needs its reason',
    detail: {
      vi: 'Nội dung {content} năm {year}: đạt {actual}/{target}, chưa nêu lý do.',
      en: '{content} in {year}: {actual} of {target}, without a reason.',
    },
    remedy: { vi: 'Nêu vì sao không đạt chỉ tiêu.', en: 'Say why the target was missed.' },
  },
  'results-missing': {
    status: 409,
    title: 'Results of the key scheme are missing',
    detail: { vi: 'Chưa có kết quả của: {missing}.', en: 'No result yet for: {missing}.' },
    remedy: { vi: 'Báo cáo kết quả từng nội dung, từng năm.', en: 'Report the result of each content and year.' },
  },
  'targets-missed': {
    status: 422,
    title: 'A target was missed',
    detail: { vi: 'Không nghiệm thu toàn bộ được vì không đạt: {missed}.', en: 'It cannot be accepted in full; missed: {missed}.' },
    remedy: { vi: 'Nghiệm thu một phần.', en: 'Accept it in part.' },
  },
  'force-majeure': {
    status: 409,
    title: 'Force majeure is settled for the confirmed volume',
    detail: {
      vi: 'Chưa xác nhận: {missing}; mức tối đa theo khối lượng đã làm: {most:vnd}.',
      en: 'Not confirmed: {missing}; most by the volume done: {most:vnd}.',
    },
    remedy: { vi: 'Cần xác nhận của Sở và của xã.', en: 'The department and the commune both confirm.' },
  },
  'adjustment-pending': {
    status: 409,
    title: 'An adjustment is pending',
    detail: { vi: 'Đề nghị điều chỉnh {adjustment} chưa được quyết định.', en: 'Adjustment {adjustment} has not been decided.' },
    remedy: { vi: 'Chờ quyết định điều chỉnh.', en: 'Wait for the decision.' },
  },
  'adjustment-unconfirmed': {
    status: 409,
    title: 'The department has not confirmed the adjustment',
    detail: { vi: 'Sở Công Thương chưa xác nhận điều chỉnh {kinds}.', en: 'The department has not confirmed the change of {kinds}.' },
    remedy: { vi: 'Đề nghị Sở kiểm tra và xác nhận.', en: 'Ask the department to look and confirm.' },
  },
  'plan-decides': {
    status: 409,
    title: 'The plan decides on money',
    detail: { vi: 'Kinh phí do quyết định điều chỉnh kế hoạch {plan} quyết định.', en: 'Money is changed by a decision of plan {plan}.' },
    remedy: { vi: 'Điều chỉnh ở kế hoạch năm.', en: 'Adjust it in the annual plan.' },
  },
  'nothing-changes': {
    status: 422,
    title: 'Nothing would change',
    detail: { vi: 'Nội dung đề nghị trùng với hồ sơ hiện tại.', en: 'What is asked for is what the record already says.' },
    remedy: { vi: 'Nêu nội dung cần thay đổi.', en: 'Say what should change.' },
  },
  'not-the-last-act': {
    status: 409,
    title: 'Not the last act',
    detail: {
      vi: 'Chỉ hủy hiệu lực được thao tác cuối (sự kiện {last}), không phải {revision}.',
      en: 'Only the last act (event {last}) can be reversed, not {revision}.',
    },
    remedy: { vi: 'Việc trước đó được đính chính bằng thao tác riêng.', en: 'Earlier ones are corrected by acts of their own.' },
  },
  'carry-over-year': {
    status: 422,
    title: 'Money is carried over into the next year',
    detail: {
      vi: 'Chuyển sang năm {toYear} không hợp lệ; năm tiếp theo là {next}.',
      en: 'It cannot be carried to {toYear}; the next year is {next}.',
    },
    remedy: { vi: 'Chuyển sang năm liền sau.', en: 'Carry it into the year that follows.' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
