import type { ProblemKind } from './problem-kind.ts';

/** What holds for every act alike: what the rules refuse, on the wire. */
export const frameRefusals = {
  'reserved-identity': {
    status: 403,
    title: 'An identity that is the system’s own',
    detail: {
      vi: 'Mã định danh {actor} dành riêng cho chương trình của hệ thống.',
      en: 'The identity {actor} is reserved for a program of the system itself.',
    },
    remedy: { vi: 'Đăng nhập bằng định danh của người hoặc đơn vị.', en: 'Sign in as a person or an organisation.' },
  },
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
  'not-your-role': {
    status: 403,
    title: 'Not an act of this role',
    detail: {
      vi: 'Vai trò “{role}” không được thực hiện thao tác {command}; thẩm quyền thuộc: {who}.',
      en: 'The role “{role}” may not do {command}; it belongs to: {who}.',
    },
    remedy: {
      vi: 'Chuyển cho người có thẩm quyền nêu ở who; căn cứ nêu ở refusedBy.',
      en: 'Pass it to one of the roles in who; refusedBy names the text.',
    },
  },
  segregation: {
    status: 403,
    title: 'One person may not do both',
    detail: {
      vi: 'Người {person} đã làm nhiệm vụ “{did}” của đề án này nên không được làm nhiệm vụ “{duty}”.',
      en: '{person} did the duty “{did}” for this project and may not do “{duty}”.',
    },
    remedy: {
      vi: 'Giao cho người khác; làm thay theo ủy quyền được tính cho cả hai người.',
      en: 'Let somebody else do it; acting in somebody’s stead counts for both.',
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
  percent: {
    status: 422,
    title: 'Not a percentage',
    detail: {
      vi: 'Mục {field} phải từ 0 đến 100, tối đa 2 chữ số thập phân; đã nhập {percent}.',
      en: '{field} must be from 0 to 100 with at most 2 decimals; it is {percent}.',
    },
    remedy: { vi: 'Nhập lại tỷ lệ.', en: 'Give the percentage again.' },
  },
  output: {
    status: 422,
    title: 'Not a quantity of output',
    detail: { vi: 'Khối lượng sản phẩm phải là số nguyên không âm.', en: 'The quantity of output must be a whole number, not negative.' },
    remedy: { vi: 'Nhập số nguyên.', en: 'Give a whole number.' },
  },
  'unknown-name': {
    status: 422,
    title: 'Not one of the names known here',
    detail: {
      vi: 'Không nhận ra giá trị “{given}” ở mục {field}.',
      en: '“{given}” in {field} is not a name known here.',
    },
    remedy: {
      vi: 'Chọn một trong các giá trị nêu ở known, hoặc tra danh mục.',
      en: 'Choose one of those in known, or look it up in the reference.',
    },
  },
  'named-twice': {
    status: 422,
    title: 'Named twice',
    detail: { vi: 'Mục {field} nêu “{name}” hai lần.', en: '{field} names “{name}” twice.' },
    remedy: { vi: 'Bỏ một lần.', en: 'Leave one out.' },
  },
  'nothing-to-do': {
    status: 409,
    title: 'There is nothing to do this to',
    detail: { vi: 'Không có gì để thực hiện thao tác {command}.', en: 'There is nothing for {command}.' },
    remedy: { vi: 'Xem lại hồ sơ: việc này chưa được yêu cầu hoặc đã xong.', en: 'Look at the record: it was not asked for, or is done.' },
  },
  'already-done': {
    status: 409,
    title: 'Done already',
    detail: { vi: 'Thao tác {command} đã được thực hiện.', en: '{command} was done already.' },
    remedy: { vi: 'Xem lại hồ sơ đề án.', en: 'Look at the record.' },
  },
  'wrong-kind': {
    status: 409,
    title: 'Not for this kind of scheme',
    detail: {
      vi: 'Đề án thuộc loại “{kind}”; thao tác này dành cho loại “{needs}”.',
      en: 'The scheme is of the kind “{kind}”; this is for “{needs}”.',
    },
    remedy: { vi: 'Chọn thao tác dành cho loại đề án này.', en: 'Choose an act for this kind of scheme.' },
  },
  'nothing-changes': {
    status: 422,
    title: 'Nothing would change',
    detail: { vi: 'Nội dung đề nghị giống hiện trạng.', en: 'What is asked for is how it is already.' },
    remedy: { vi: 'Nêu nội dung cần thay đổi.', en: 'Say what is to change.' },
  },
  'not-the-last-act': {
    status: 409,
    title: 'Not the last act',
    detail: {
      vi: 'Sự kiện số {revision} không phải việc cuối cùng của đề án ({last}).',
      en: 'Event {revision} is not the project’s last act ({last}).',
    },
    remedy: { vi: 'Hủy việc sau trước, hoặc tải lại hồ sơ.', en: 'Reverse the later one first, or reload the record.' },
  },
  'document-empty': {
    status: 422,
    title: 'A document without a file or a number',
    detail: { vi: 'Giấy tờ loại “{kind}” chưa có tệp hoặc số hiệu.', en: 'The document “{kind}” has neither a file nor a number.' },
    remedy: { vi: 'Đính kèm tệp hoặc ghi số hiệu văn bản.', en: 'Attach a file or give the paper’s number.' },
  },
  'dossier-incomplete': {
    status: 409,
    title: 'Papers are missing from the dossier',
    detail: { vi: 'Hồ sơ cho thao tác {act} còn thiếu: {missing}.', en: 'The dossier for {act} still lacks: {missing}.' },
    remedy: {
      vi: 'Đính kèm các giấy tờ nêu ở missing; căn cứ nêu ở refusedBy.',
      en: 'Attach the papers in missing; refusedBy names the article.',
    },
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
} as const satisfies Record<string, ProblemKind>;
