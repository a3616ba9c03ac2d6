import type { ProblemKind } from './problem-kind.ts';

/** What can be asked of the reminders that is not there. */
export const reminderProblems = {
  'feed-not-found': {
    status: 404,
    title: 'No such feed',
    detail: { vi: 'Địa chỉ lịch không có, hoặc đã thu hồi.', en: 'There is no such feed, or it was revoked.' },
    remedy: {
      vi: 'Xin người vận hành mở địa chỉ mới rồi đăng ký lại trong ứng dụng lịch.',
      en: 'Ask the operator for a new address and subscribe to it in the calendar program.',
    },
  },
  'delivery-not-found': {
    status: 404,
    title: 'No such message',
    detail: { vi: 'Không có lần nhắc {delivery}.', en: 'There is no message {delivery}.' },
    remedy: {
      vi: 'Lấy mã ở GET /api/v1/reminders/sent hoặc failed.',
      en: 'Take the name from GET /api/v1/reminders/sent or failed.',
    },
  },
  'obligation-not-found': {
    status: 404,
    title: 'No such deadline is running',
    detail: {
      vi: 'Đề án {project} không có thời hạn {obligation} đang chạy.',
      en: 'Project {project} has no running deadline {obligation}.',
    },
    remedy: {
      vi: 'Xem các thời hạn đang chạy ở GET /api/v1/obligations?project=…',
      en: 'See the running deadlines at GET /api/v1/obligations?project=…',
    },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
