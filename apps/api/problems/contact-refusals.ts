import type { ProblemKind } from './problem-kind.ts';

/** Refusals of the contact directory. */
export const contactRefusals = {
  'contact-not-found': {
    status: 404,
    title: 'No such contact',
    detail: { vi: 'Không có đầu mối {person}.', en: 'There is no contact {person}.' },
    remedy: { vi: 'Kiểm tra mã đầu mối, hoặc ghi đầu mối trước.', en: 'Check the contact’s id, or record the contact first.' },
  },
  'contact-field': {
    status: 422,
    title: 'A field of a contact is not in order',
    detail: { vi: 'Đầu mối, mục “{field}”: {problem}.', en: '“{field}” of the contact {problem}.' },
    remedy: { vi: 'Sửa mục nêu ở errors rồi gửi lại.', en: 'Correct the field named in errors and send it again.' },
  },
  'contact-ended': {
    status: 409,
    title: 'The contact has ended',
    detail: {
      vi: 'Đầu mối {person} chỉ nhận nhắc việc đến hết ngày {lastDay:day}.',
      en: 'Contact {person} ends with {lastDay:day}.',
    },
    remedy: {
      vi: 'Người quay lại: ghi ngày bắt đầu sau ngày nêu trên. Dữ liệu cũ: ghi ngày kết thúc là ngày nêu trên hoặc sớm hơn.',
      en: 'For somebody who came back, give a first day after it. In older data, give that day or an earlier one as the last.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
