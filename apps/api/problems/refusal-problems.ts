import type { RefusalCode } from '#lifecycle/refusal';
import { actProblems } from './act-problems.ts';
import type { ProblemKind } from './problem-kind.ts';
import { workProblems } from './work-problems.ts';

/** What each refusal of the rules is on the wire. A new code does not compile until it is answered here. */
export const refusalProblems = {
  ...actProblems,
  ...workProblems,
  'project-exists': {
    status: 409,
    title: 'The project exists already',
    detail: { vi: 'Đề án {project} đã có trong hệ thống.', en: 'Project {project} exists already.' },
    remedy: { vi: 'Mở đề án đã có, hoặc dùng mã khác.', en: 'Open the existing project, or choose another code.' },
  },
  'project-not-found': {
    status: 404,
    title: 'No such project',
    detail: { vi: 'Không có đề án {project}.', en: 'There is no project {project}.' },
    remedy: { vi: 'Kiểm tra mã đề án.', en: 'Check the project code.' },
  },
  'illegal-transition': {
    status: 409,
    title: 'The project is not at a stage that allows this',
    detail: {
      vi: 'Đề án đang ở bước “{status}”, không thực hiện được thao tác {command}.',
      en: 'The project is at stage “{status}”, which does not allow {command}.',
    },
    remedy: {
      vi: 'Làm một trong các thao tác nêu ở allowed, hoặc bổ sung điều kiện nêu ở missing.',
      en: 'Do one of the acts listed in allowed, or bring what missing names.',
    },
  },
  'not-attestable': {
    status: 422,
    title: 'Only an import may attest a document',
    detail: {
      vi: 'Chỉ thao tác nhập liệu mới được ghi nhận theo văn bản có sẵn.',
      en: 'Only an import may record facts on the strength of a document.',
    },
    remedy: { vi: 'Bỏ phần attested hoặc nhập bằng tệp CSV.', en: 'Leave out attested, or import the register.' },
  },
  'in-the-future': {
    status: 422,
    title: 'The business day lies in the future',
    detail: { vi: 'Ngày {occurredOn:day} sau hôm nay ({today:day}).', en: '{occurredOn:day} is after today ({today:day}).' },
    remedy: { vi: 'Ghi ngày việc đã thực sự xảy ra.', en: 'Give the day on which it really happened.' },
  },
  'date-order': {
    status: 422,
    title: 'The dates are in the wrong order',
    detail: {
      vi: 'Ngày ở mục {field} không đúng thứ tự với ngày của bước trước.',
      en: 'The date in {field} is out of order with an earlier one.',
    },
    remedy: { vi: 'Kiểm tra lại các ngày.', en: 'Check the dates.' },
  },
  blank: {
    status: 422,
    title: 'A required text is empty',
    detail: { vi: 'Mục {field} không được để trống.', en: '{field} must not be empty.' },
    remedy: { vi: 'Điền nội dung còn thiếu.', en: 'Fill it in.' },
  },
  amount: {
    status: 422,
    title: 'Not an amount in whole đồng',
    detail: {
      vi: 'Số tiền ở mục {field} phải là số đồng nguyên, lớn hơn 0 và không quá 10^15.',
      en: '{field} must be whole đồng, more than 0 and at most 10^15.',
    },
    remedy: { vi: 'Nhập số đồng nguyên.', en: 'Give whole đồng.' },
  },
  counterpart: {
    status: 422,
    title: 'Own money must be the rest of the total cost',
    detail: {
      vi: 'Vốn đối ứng {counterpart:vnd} phải bằng tổng kinh phí {totalCost:vnd} trừ kinh phí đề nghị hỗ trợ {supportRequested:vnd}.',
      en: 'Own money {counterpart:vnd} must be total cost {totalCost:vnd} minus requested support {supportRequested:vnd}.',
    },
    remedy: { vi: 'Sửa một trong ba số.', en: 'Correct one of the three figures.' },
  },
  output: {
    status: 422,
    title: 'Not a quantity of output',
    detail: { vi: 'Khối lượng sản phẩm phải là số nguyên không âm.', en: 'The quantity of output must be a whole number, not negative.' },
    remedy: { vi: 'Nhập số nguyên.', en: 'Give a whole number.' },
  },
  'dossier-open': {
    status: 409,
    title: 'Items of the returned dossier are unanswered',
    detail: { vi: 'Còn mục chưa hoàn thiện: {open}.', en: 'Still open: {open}.' },
    remedy: { vi: 'Trả lời từng mục đã bị yêu cầu hoàn thiện.', en: 'Answer every item that was returned.' },
  },
  'findings-missing': {
    status: 422,
    title: 'The appraisal lacks findings',
    detail: { vi: 'Chưa có kết luận cho nội dung thẩm định: {open}.', en: 'No finding yet for: {open}.' },
    remedy: { vi: 'Kết luận đủ các nội dung thẩm định kèm căn cứ.', en: 'Conclude every content of the appraisal, with its evidence.' },
  },
  'amount-over-requested': {
    status: 422,
    title: 'More than was requested',
    detail: { vi: 'Số tiền {amount:vnd} lớn hơn mức {most:vnd} đã đề nghị.', en: '{amount:vnd} is more than the {most:vnd} requested.' },
    remedy: { vi: 'Thẩm định không vượt mức đề nghị.', en: 'Appraise at most what was requested.' },
  },
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
  ceiling: {
    status: 422,
    title: 'Over the ceiling of support',
    detail: {
      vi: 'Mức {amount:vnd} vượt mức hỗ trợ tối đa {most:vnd} của nội dung {content}.',
      en: '{amount:vnd} is over the ceiling of {most:vnd} for content {content}.',
    },
    remedy: { vi: 'Giảm mức hỗ trợ; căn cứ nêu ở refusedBy.', en: 'Reduce the support; refusedBy names the rule.' },
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
      vi: 'Số quyết toán {amount:vnd} khác số đã chi {advanced:vnd}.',
      en: 'Settled {amount:vnd} differs from paid {advanced:vnd}.',
    },
    remedy: { vi: 'Chi nốt hoặc thu hồi phần chênh lệch trước khi quyết toán.', en: 'Pay or recover the difference before settling.' },
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
  'not-proposed': {
    status: 409,
    title: 'Not proposed to this plan',
    detail: {
      vi: 'Đề án {project} chưa được trình phê duyệt vào kế hoạch này.',
      en: 'Project {project} has not been submitted for this plan.',
    },
    remedy: { vi: 'Trình phê duyệt đề án trước khi quyết định kế hoạch.', en: 'Submit the project for approval first.' },
  },
  'not-ended': {
    status: 409,
    title: 'The project has not ended',
    detail: {
      vi: 'Đề án {project} chưa ngừng hoặc rút, kinh phí chưa được giải phóng.',
      en: 'Project {project} was neither stopped nor withdrawn, so its money is not free.',
    },
    remedy: { vi: 'Ngừng đề án trước, hoặc điều chỉnh giảm kinh phí.', en: 'Stop the project first, or lower its amount.' },
  },
  multiplier: {
    status: 422,
    title: 'Not a priority multiplier',
    detail: {
      vi: 'Hệ số ưu tiên {multiplier} của đề án {project} phải từ 1 đến {most}.',
      en: 'The priority multiplier {multiplier} of project {project} must be from 1 to {most}.',
    },
    remedy: { vi: 'Sửa hệ số ưu tiên.', en: 'Correct the multiplier.' },
  },
  'allocation-missing': {
    status: 409,
    title: 'No money is allocated to the plan',
    detail: { vi: 'Kế hoạch chưa được giao dự toán.', en: 'No money has been allocated to the plan.' },
    remedy: { vi: 'Ghi dự toán được giao trước khi quyết định.', en: 'Record the allocation before deciding.' },
  },
  'allocation-exceeded': {
    status: 409,
    title: 'More than the plan has left',
    detail: {
      vi: 'Cần thêm {asked:vnd} nhưng dự toán {allocation:vnd} chỉ còn {free:vnd}.',
      en: '{asked:vnd} more is asked for, but {free:vnd} of the allocation of {allocation:vnd} is left.',
    },
    remedy: { vi: 'Giảm kinh phí hoặc chờ nguồn được giải phóng.', en: 'Lower the amounts, or wait for money to become free.' },
  },
  'allocation-under-funded': {
    status: 409,
    title: 'Less than the projects hold already',
    detail: {
      vi: 'Dự toán {amount:vnd} ít hơn kinh phí đã giao cho các đề án ({funded:vnd}).',
      en: 'An allocation of {amount:vnd} is less than the projects hold ({funded:vnd}).',
    },
    remedy: { vi: 'Điều chỉnh giảm các đề án trước.', en: 'Lower the projects first.' },
  },
  'extension-undecided': {
    status: 409,
    title: 'Extension into the next year without the decision for it',
    detail: {
      vi: 'Gia hạn đến {endsOn:day} vượt năm kế hoạch {planYear} nên cần quyết định của Bộ trưởng.',
      en: 'An extension to {endsOn:day} leaves plan year {planYear} and needs a decision of the Minister.',
    },
    remedy: { vi: 'Ghi số quyết định cho phép gia hạn.', en: 'Give the number of the decision that allows it.' },
  },
  'not-your-role': {
    status: 403,
    title: 'Not an act of this role',
    detail: { vi: 'Vai trò {role} không được thực hiện thao tác {command}.', en: 'Role {role} may not do {command}.' },
    remedy: { vi: 'Chuyển cho người có vai trò nêu ở who.', en: 'Hand it to one of the roles in who.' },
  },
  segregation: {
    status: 403,
    title: 'The same person may not do both',
    detail: {
      vi: 'Người này đã làm bước {did} của đề án nên không được làm bước {duty}.',
      en: 'This person did {did} for the project and may therefore not do {duty}.',
    },
    remedy: { vi: 'Chuyển cho người khác có cùng thẩm quyền.', en: 'Hand it to another person with the same power.' },
  },
  'contract-not-found': {
    status: 404,
    title: 'No such contract',
    detail: { vi: 'Không có hợp đồng này.', en: 'There is no such contract.' },
    remedy: { vi: 'Kiểm tra mã hợp đồng.', en: 'Check the contract.' },
  },
  'contract-conflict': {
    status: 409,
    title: 'The contract says otherwise',
    detail: { vi: 'Hợp đồng {contractNo} đã ghi với nội dung khác.', en: 'Contract {contractNo} is recorded with other contents.' },
    remedy: { vi: 'Kiểm tra số hợp đồng và các bên.', en: 'Check the contract number and its parties.' },
  },
  'command-id-reused': {
    status: 422,
    title: 'The Idempotency-Key was used for something else',
    detail: {
      vi: 'Khóa {commandId} đã dùng cho một yêu cầu có nội dung khác.',
      en: 'Key {commandId} was used for a request with another body.',
    },
    remedy: { vi: 'Dùng khóa mới cho yêu cầu mới.', en: 'Use a new key for a new request.' },
  },
} as const satisfies Record<RefusalCode, ProblemKind>;
