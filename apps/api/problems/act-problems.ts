import type { ProblemKind } from './problem-kind.ts';

/** Refusals of who asks and of what a draft, a dossier and an appraisal lack. */
export const actProblems = {
  percent: {
    status: 422,
    title: 'Not a percentage',
    detail: {
      vi: 'Mục {field} phải từ 0 đến 100, tối đa 2 chữ số thập phân.',
      en: '{field} must be from 0 to 100 with at most 2 decimals.',
    },
    remedy: { vi: 'Nhập lại tỷ lệ.', en: 'Give the percentage again.' },
  },
  'not-your-role': {
    status: 403,
    title: 'Your role may not do this',
    detail: {
      vi: 'Vai trò {role} không được thực hiện {command}; người được làm: {who}.',
      en: 'Role {role} may not do {command}; who may: {who}.',
    },
    remedy: { vi: 'Chuyển cho người có thẩm quyền; căn cứ nêu ở refusedBy.', en: 'Hand it to who may; refusedBy names the rule.' },
  },
  segregation: {
    status: 403,
    title: 'The same person may not do both',
    detail: {
      vi: '{person} đã làm việc “{did}” ở đề án này nên không được làm việc “{duty}”.',
      en: '{person} did “{did}” for this project and may not do “{duty}”.',
    },
    remedy: { vi: 'Để người khác thực hiện.', en: 'Let somebody else do it.' },
  },
  'draft-incomplete': {
    status: 409,
    title: 'The draft lacks compulsory contents',
    detail: { vi: 'Đề án còn thiếu nội dung bắt buộc: {missing}.', en: 'The draft still lacks: {missing}.' },
    remedy: { vi: 'Bổ sung vào dự thảo rồi đăng ký lại.', en: 'Complete the draft, then register it.' },
  },
  'promise-missing': {
    status: 409,
    title: 'The beneficiary has not promised what the law asks for',
    detail: { vi: 'Thiếu cam kết của đơn vị thụ hưởng: {missing}.', en: 'The beneficiary’s promise is missing: {missing}.' },
    remedy: { vi: 'Ghi cam kết vào dự thảo.', en: 'Record the promise in the draft.' },
  },
  'estimate-line': {
    status: 422,
    title: 'A line of the estimate does not multiply out',
    detail: {
      vi: 'Dòng dự toán {line}: thành tiền {amount:vnd}, tính đúng là {expected:vnd}.',
      en: 'Line {line} of the estimate: {amount:vnd}, quantity × unit price is {expected:vnd}.',
    },
    remedy: { vi: 'Sửa số lượng, đơn giá hoặc thành tiền.', en: 'Correct quantity, unit price or amount.' },
  },
  'estimate-sum': {
    status: 422,
    title: 'The estimate does not add up',
    detail: {
      vi: 'Tổng các dòng của {field} là {lines:vnd}, trong dự thảo ghi {stated:vnd}.',
      en: 'The lines of {field} come to {lines:vnd}; the draft says {stated:vnd}.',
    },
    remedy: { vi: 'Sửa các dòng dự toán hoặc tổng số.', en: 'Correct the lines or the total.' },
  },
  'management-cost': {
    status: 422,
    title: 'Management cost over its limit',
    detail: {
      vi: 'Chi quản lý {management:vnd} vượt {percent} % của kinh phí hỗ trợ {support:vnd}.',
      en: 'Management cost of {management:vnd} is over {percent} % of the support of {support:vnd}.',
    },
    remedy: { vi: 'Giảm chi quản lý.', en: 'Reduce the management cost.' },
  },
  'dossier-incomplete': {
    status: 409,
    title: 'Papers of the dossier are missing',
    detail: { vi: 'Hồ sơ còn thiếu: {missing}.', en: 'The dossier lacks: {missing}.' },
    remedy: { vi: 'Đính kèm tài liệu còn thiếu (tệp hoặc số văn bản).', en: 'Attach what is missing, as a file or by its number.' },
  },
  'double-support': {
    status: 409,
    title: 'Earlier support is open or was for the same item',
    detail: {
      vi: 'Hỗ trợ trước đây chưa kết luận: {open}; trùng hạng mục: {same}.',
      en: 'Earlier support not yet judged: {open}; for the same item: {same}.',
    },
    remedy: { vi: 'Kết luận từng đề án trước, hoặc trả hồ sơ.', en: 'Judge each earlier project, or return the dossier.' },
  },
  'evidence-missing': {
    status: 422,
    title: 'A finding needs its evidence',
    detail: { vi: 'Nội dung {criterion} chưa có nhận xét hoặc căn cứ.', en: 'Criterion {criterion} lacks its finding or its evidence.' },
    remedy: { vi: 'Ghi nhận xét và căn cứ, hoặc lý do không cần căn cứ.', en: 'Give the finding and its evidence, or why none is needed.' },
  },
  'council-members': {
    status: 422,
    title: 'Not a council',
    detail: {
      vi: 'Hội đồng có {members} thành viên và {chairs} chủ tịch; cần ít nhất 3 thành viên và đúng 1 chủ tịch.',
      en: 'The council has {members} members and {chairs} chairs; it needs at least 3 members and exactly 1 chair.',
    },
    remedy: { vi: 'Sửa danh sách thành viên.', en: 'Correct the list of members.' },
  },
  'council-majority': {
    status: 409,
    title: 'The council has not voted for it',
    detail: {
      vi: 'Có {inFavour}/{members} thành viên đồng ý ({votes} phiếu).',
      en: '{inFavour} of {members} members are in favour ({votes} votes cast).',
    },
    remedy: { vi: 'Chờ đủ phiếu, hoặc kết luận không đạt.', en: 'Wait for the votes, or conclude a failure.' },
  },
  'not-on-council': {
    status: 403,
    title: 'Not a member of the council',
    detail: { vi: '{person} không phải thành viên Hội đồng.', en: '{person} is not a member of the council.' },
    remedy: { vi: 'Chỉ thành viên Hội đồng biểu quyết.', en: 'Only members of the council vote.' },
  },
  multiplier: {
    status: 422,
    title: 'Not an allowed priority multiplier',
    detail: { vi: 'Hệ số ưu tiên {multiplier} vượt mức cho phép.', en: 'Priority multiplier {multiplier} is over what the rules allow.' },
    remedy: { vi: 'Dùng hệ số trong giới hạn; căn cứ nêu ở refusedBy.', en: 'Stay within the limit; refusedBy names the rule.' },
  },
  'wrong-kind': {
    status: 409,
    title: 'Not for this kind of project',
    detail: {
      vi: 'Thao tác dành cho đề án loại {needs}; đề án này là loại {kind}.',
      en: 'This is for projects of kind {needs}; this one is {kind}.',
    },
    remedy: { vi: 'Không cần thao tác này.', en: 'The act is not needed here.' },
  },
  'nothing-to-do': {
    status: 409,
    title: 'There is nothing that this could be about',
    detail: { vi: 'Chưa có gì để thực hiện {command}.', en: 'There is nothing yet for {command} to be about.' },
    remedy: { vi: 'Xem hồ sơ để biết việc còn mở.', en: 'See the record for what is open.' },
  },
  'already-done': {
    status: 409,
    title: 'It has been done already',
    detail: { vi: '{command} đã thực hiện ngày {on:day}.', en: '{command} was done on {on:day}.' },
    remedy: { vi: 'Không cần làm lại.', en: 'It need not be done again.' },
  },
  'unknown-name': {
    status: 422,
    title: 'There is nothing of that name',
    detail: { vi: 'Mục {field}: không có “{given}”; hiện có: {known}.', en: '{field}: there is no “{given}”; there are: {known}.' },
    remedy: { vi: 'Chọn một mục có thật.', en: 'Choose one that is there.' },
  },
  'named-twice': {
    status: 422,
    title: 'Named twice',
    detail: { vi: 'Mục {field}: “{name}” lặp lại.', en: '{field}: “{name}” stands twice.' },
    remedy: { vi: 'Bỏ mục lặp.', en: 'Leave one out.' },
  },
  'document-empty': {
    status: 422,
    title: 'Neither a file nor a number',
    detail: { vi: 'Tài liệu {kind} cần tệp đính kèm hoặc số văn bản.', en: 'Document {kind} needs a file or the number of a paper.' },
    remedy: { vi: 'Đính kèm tệp hoặc ghi số văn bản.', en: 'Attach a file or give the number.' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
