import type { ProblemKind } from './problem-kind.ts';

/** Refusals of a plan's money and of a contract's members. */
export const planRefusals = {
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
  'contract-not-found': {
    status: 404,
    title: 'No such contract',
    detail: { vi: 'Không có hợp đồng này.', en: 'There is no such contract.' },
    remedy: { vi: 'Kiểm tra mã hợp đồng.', en: 'Check the contract.' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
