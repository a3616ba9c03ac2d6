import type { ProblemKind } from './problem-kind.ts';

/** Refusals of a change of the rules themselves, and of the working calendar. */
export const ruleRefusals = {
  'rule-row': {
    status: 422,
    title: 'A rule row is not in order',
    detail: {
      vi: 'Dòng quy định {row} ({list}, {id}): mục {field} không hợp lệ hoặc trùng hiệu lực với dòng khác.',
      en: 'Rule row {row} ({list}, {id}): {field} is not in order, or it overlaps another row.',
    },
    remedy: {
      vi: 'Sửa mục nêu trên; khi thay dòng cũ, ghi mã dòng cũ vào replaces.',
      en: 'Correct that field; where it takes the place of another row, name that one in replaces.',
    },
  },
  'not-own-rule': {
    status: 403,
    title: 'A province does not set this rule',
    detail: {
      vi: 'Tỉnh chỉ quy định mức chi, tạm ứng, hồ sơ, thời hạn và thẩm quyền của khuyến công địa phương tỉnh mình; {id} không thuộc phạm vi đó.',
      en: 'A province sets ceilings, advances, dossiers, terms and powers of its own local promotion; {id} is not among them.',
    },
    remedy: {
      vi: 'Bỏ dòng này, hoặc trình cơ quan trung ương ban hành.',
      en: 'Leave the row out, or have the national authority set it.',
    },
  },
  'rules-in-use': {
    status: 409,
    title: 'A later activation builds on these rules',
    detail: {
      vi: 'Đợt áp dụng {later} đã thay dòng của {activation}.',
      en: 'Activation {later} has replaced rows of {activation}.',
    },
    remedy: { vi: 'Thu hồi đợt sau trước, hoặc ban hành đợt mới.', en: 'Revoke the later one first, or activate anew.' },
  },
  'calendar-row': {
    status: 422,
    title: 'A row of the calendar is not in order',
    detail: {
      vi: 'Dòng lịch {row} (ngày {date:day}), mục {field}: {why}.',
      en: 'Calendar row {row} ({date:day}), {field}: {why}.',
    },
    remedy: {
      vi: 'Sửa mục nêu trên. Ngày hoán đổi đi đôi với ngày làm bù; việc đóng cửa ghi cho từng tỉnh.',
      en: 'Correct that field. A day off in exchange comes with a make-up day; closures are recorded for one province.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
