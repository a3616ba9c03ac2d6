import type { StepState } from '#contracts/reminders';

type Words = { readonly vi: string; readonly en: string };

export const STATES: Readonly<Record<StepState['state'], Words>> = {
  waiting: { vi: 'chờ gửi', en: 'waiting' },
  sending: { vi: 'đang gửi', en: 'being sent' },
  retrying: { vi: 'lỗi, sẽ thử lại', en: 'failed, to be tried again' },
  sent: { vi: 'đã gửi', en: 'sent' },
  failed: { vi: 'lỗi, đã thôi', en: 'failed, given up' },
  withdrawn: { vi: 'không gửi nữa, việc đã xong', en: 'withdrawn, the work was done' },
  'to-send': { vi: 'sẽ gửi', en: 'will be sent' },
  skipped: { vi: 'bỏ qua, đã có bước sau', en: 'skipped, a later step took its place' },
  suppressed: { vi: 'bị chặn', en: 'suppressed' },
  covered: { vi: 'đã có trong lần nhắc sau', en: 'covered by a later one' },
};

export const CHANNELS: Readonly<Record<'email' | 'inbox' | 'webhook', Words>> = {
  email: { vi: 'thư điện tử', en: 'e-mail' },
  inbox: { vi: 'hộp nhắc việc', en: 'inbox' },
  webhook: { vi: 'webhook', en: 'webhook' },
};

/** Of whom there is nobody. */
export const AUDIENCES: Readonly<Record<string, Words>> = {
  holder: { vi: 'người phải làm', en: 'whoever must act' },
  supervisor: { vi: 'cấp giám sát', en: 'the supervisor' },
  department: { vi: 'lãnh đạo', en: 'the leaders' },
};
