import type { ProblemKind } from './problem-kind.ts';

/** Drafts, dossiers and appraisals: what the rules refuse, on the wire. */
export const proposalRefusals = {
  counterpart: {
    status: 422,
    title: 'Own money must be the rest of the total cost',
    detail: {
      vi: 'Vốn đối ứng {counterpart:vnd} phải bằng tổng kinh phí {totalCost:vnd} trừ kinh phí đề nghị hỗ trợ {supportRequested:vnd}.',
      en: 'Own money {counterpart:vnd} must be total cost {totalCost:vnd} minus requested support {supportRequested:vnd}.',
    },
    remedy: { vi: 'Sửa một trong ba số.', en: 'Correct one of the three figures.' },
  },
  'not-eligible': {
    status: 422,
    title: 'The law does not support such a place or trade',
    detail: {
      vi: 'Khảo sát ngày {day:day}: {field} “{surveyed}” không thuộc diện được hỗ trợ.',
      en: 'Surveyed on {day:day}: the {field} “{surveyed}” is not one that is supported.',
    },
    remedy: {
      vi: 'Ghi kết quả “không đủ điều kiện” kèm lý do, hoặc giữ lại để xem xét sau.',
      en: 'Record that the need is not eligible, with the reason, or keep it for later.',
    },
  },
  'draft-incomplete': {
    status: 422,
    title: 'The draft lacks compulsory contents',
    detail: { vi: 'Đề án còn thiếu nội dung bắt buộc: {missing}.', en: 'The draft still lacks: {missing}.' },
    remedy: { vi: 'Bổ sung các nội dung nêu ở missing rồi đăng ký lại.', en: 'Fill in what missing names, then register.' },
  },
  'promise-missing': {
    status: 422,
    title: 'A promise of the beneficiary is missing',
    detail: { vi: 'Đơn vị thụ hưởng chưa có cam kết: {missing}.', en: 'The beneficiary has not promised: {missing}.' },
    remedy: { vi: 'Bổ sung cam kết bằng văn bản của đơn vị thụ hưởng.', en: 'Bring the beneficiary’s written promise.' },
  },
  'estimate-line': {
    status: 422,
    title: 'A line of the estimate does not compute',
    detail: {
      vi: 'Dòng {line} của dự toán: thành tiền {amount:vnd} khác số lượng nhân đơn giá {expected:vnd}.',
      en: 'Line {line} of the estimate: {amount:vnd} is not quantity times unit price, {expected:vnd}.',
    },
    remedy: {
      vi: 'Sửa số lượng (tối đa 4 chữ số thập phân), đơn giá hoặc thành tiền.',
      en: 'Correct the quantity (at most 4 decimals), the unit price or the amount.',
    },
  },
  'estimate-sum': {
    status: 422,
    title: 'The lines do not add up',
    detail: {
      vi: 'Tổng các dòng {lines:vnd} khác số đã nêu ở mục {field}: {stated:vnd}.',
      en: 'The lines add up to {lines:vnd}, but {field} says {stated:vnd}.',
    },
    remedy: { vi: 'Sửa các dòng hoặc số tổng.', en: 'Correct the lines or the total.' },
  },
  'management-cost': {
    status: 422,
    title: 'Management costs are too high',
    detail: {
      vi: 'Chi quản lý {management:vnd} vượt {percent} % của kinh phí {support:vnd}.',
      en: 'Management costs of {management:vnd} are over {percent} % of {support:vnd}.',
    },
    remedy: { vi: 'Giảm chi quản lý; căn cứ nêu ở refusedBy.', en: 'Reduce the management costs; refusedBy names the rule.' },
  },
  'dossier-open': {
    status: 409,
    title: 'Items of the returned dossier are unanswered',
    detail: { vi: 'Còn mục chưa hoàn thiện: {open}.', en: 'Still open: {open}.' },
    remedy: { vi: 'Trả lời từng mục đã bị yêu cầu hoàn thiện.', en: 'Answer every item that was returned.' },
  },
  'double-support': {
    status: 409,
    title: 'Earlier support stands in the way',
    detail: {
      vi: 'Hỗ trợ trước đây chưa được xem xét: {open}; đã hỗ trợ cùng hạng mục: {same}.',
      en: 'Earlier support not yet judged: {open}; of the same item: {same}.',
    },
    remedy: {
      vi: 'Kết luận từng lần hỗ trợ trước; cùng hạng mục thì không được hỗ trợ lần nữa.',
      en: 'Judge each earlier support; the same item is not supported twice.',
    },
  },
  'evidence-missing': {
    status: 422,
    title: 'A finding lacks its evidence',
    detail: {
      vi: 'Nội dung thẩm định “{criterion}” chưa có nhận xét hoặc căn cứ.',
      en: 'The content “{criterion}” lacks its finding or its evidence.',
    },
    remedy: {
      vi: 'Ghi nhận xét và tài liệu chứng minh, hoặc lý do không cần tài liệu.',
      en: 'Give the finding and the document that proves it, or why none is needed.',
    },
  },
  'findings-missing': {
    status: 422,
    title: 'The appraisal lacks findings',
    detail: { vi: 'Chưa có kết luận cho nội dung thẩm định: {open}.', en: 'No finding yet for: {open}.' },
    remedy: { vi: 'Kết luận đủ các nội dung thẩm định kèm căn cứ.', en: 'Conclude every content of the appraisal, with its evidence.' },
  },
  'council-members': {
    status: 422,
    title: 'Not a council',
    detail: {
      vi: 'Hội đồng có {members} thành viên và {chairs} chủ tịch; cần ít nhất {least} thành viên, trong đó đúng một chủ tịch.',
      en: 'The council has {members} members and {chairs} chairs; it needs at least {least} members, exactly one of them the chair.',
    },
    remedy: { vi: 'Sửa danh sách thành viên.', en: 'Correct the list of members.' },
  },
  'council-majority': {
    status: 409,
    title: 'The council has not voted for it',
    detail: {
      vi: 'Hội đồng có {inFavour} phiếu tán thành trên {members} thành viên; cần trên {over} %.',
      en: '{inFavour} of {members} members voted for it; more than {over} % must.',
    },
    remedy: { vi: 'Lấy đủ phiếu của Hội đồng, hoặc kết luận không đạt.', en: 'Collect the votes, or conclude that it failed.' },
  },
  'not-on-council': {
    status: 403,
    title: 'Not a member of the council',
    detail: {
      vi: 'Người {person} không phải thành viên Hội đồng thẩm định của đề án này.',
      en: '{person} is not a member of this project’s council.',
    },
    remedy: { vi: 'Chỉ thành viên có tên trong quyết định thành lập được bỏ phiếu.', en: 'Only the members who were named may vote.' },
  },
  multiplier: {
    status: 422,
    title: 'Not a priority multiplier',
    detail: {
      vi: 'Hệ số ưu tiên {multiplier} không nằm trong mức cho phép.',
      en: 'The priority multiplier {multiplier} is not within what the rules allow.',
    },
    remedy: { vi: 'Nhập hệ số từ 1 đến mức tối đa của quy định.', en: 'Give one from 1 to the most that the rules allow.' },
  },
  'amount-over-requested': {
    status: 422,
    title: 'More than was requested',
    detail: { vi: 'Số tiền {amount:vnd} lớn hơn mức {most:vnd} đã đề nghị.', en: '{amount:vnd} is more than the {most:vnd} requested.' },
    remedy: { vi: 'Thẩm định không vượt mức đề nghị.', en: 'Appraise at most what was requested.' },
  },
  ceiling: {
    status: 422,
    title: 'Over the ceiling of support',
    detail: {
      vi: 'Mức {amount:vnd} vượt mức hỗ trợ tối đa {most:vnd} của nội dung {content}.',
      en: '{amount:vnd} is over the ceiling of {most:vnd} for content {content}.',
    },
    remedy: { vi: 'Giảm mức hỗ trợ; căn cứ nêu ở refusedBy.', en: 'Reduce the support; refusedBy names the rule.' },
  },
} as const satisfies Record<string, ProblemKind>;
