/** What an event of the reminders says. Recipients by their opaque ids alone: a name or an address is told nowhere but in the directory. */
import type { ReminderEvent } from '#lifecycle/reminder/reminder.events';
import { DEADLINE_KINDS } from '#reference/rules/deadline-kinds';
import { type Told, told } from './sentences/told.ts';
import { because, dayText } from './wording.ts';

type Data<Type extends ReminderEvent['type']> = Extract<ReminderEvent, { readonly type: Type }>['data'];

const kindText = (kind: Data<'RemindersPaused'>['kind']) => (kind === 'all' ? { vi: 'mọi loại', en: 'all kinds' } : DEADLINE_KINDS[kind]);

const whom = (recipient: string | null) => (recipient === null ? { vi: 'mọi người', en: 'everybody' } : { vi: recipient, en: recipient });

export const reminderSentences: { readonly [Type in ReminderEvent['type']]: (data: Data<Type>) => Told } = {
  DeliveryClaimed: ({ recipient, day, items }) =>
    told(
      `Lập tin nhắc ngày ${dayText(day)} cho ${recipient}: ${items.length} việc`,
      `Reminder of ${dayText(day)} to ${recipient} made up: ${items.length} items`,
    ),
  ReminderClaimed: ({ code, kind, due, step, delivery }) => {
    const recipient = delivery.split('~')[1] ?? '';
    const name = DEADLINE_KINDS[kind];
    return told(
      `Nhắc ${recipient} việc “${name.vi}” của ${code}, hạn ${dayText(due)} (bước ${step})`,
      `${recipient} to be reminded of “${name.en}” of ${code}, due ${dayText(due)} (step ${step})`,
    );
  },
  DeliveryLeased: ({ attempt, resend = null }) =>
    told(`Bắt đầu gửi tin nhắc, lần ${attempt}${because(resend)}`, `Sending of the reminder begins, attempt ${attempt}${because(resend)}`),
  DeliverySent: ({ attempt, response }) =>
    told(`Đã gửi tin nhắc ở lần ${attempt}${because(response)}`, `Reminder sent at attempt ${attempt}${because(response)}`),
  DeliveryFailed: ({ attempt, reason, retryAt }) =>
    told(
      `Gửi tin nhắc lần ${attempt} không được${because(reason)}; ${retryAt === null ? 'không gửi lại nữa' : 'sẽ gửi lại'}`,
      `Reminder not sent at attempt ${attempt}${because(reason)}; ${retryAt === null ? 'given up' : 'to be tried again'}`,
    ),
  DeliveryWithdrawn: ({ reason }) => told(`Bỏ tin nhắc${because(reason)}`, `Reminder withdrawn${because(reason)}`),
  RemindersPaused: ({ kind, reason }) =>
    told(`Tạm dừng nhắc việc “${kindText(kind).vi}”${because(reason)}`, `Reminders of “${kindText(kind).en}” paused${because(reason)}`),
  RemindersResumed: ({ kind, reason }) =>
    told(`Nhắc lại việc “${kindText(kind).vi}”${because(reason)}`, `Reminders of “${kindText(kind).en}” go on${because(reason)}`),
  ReminderExcluded: ({ obligation, recipient, reason }) =>
    told(
      `Không nhắc ${whom(recipient).vi} về “${obligation}”${because(reason)}`,
      `${whom(recipient).en} not to be reminded of “${obligation}”${because(reason)}`,
    ),
  ReminderIncluded: ({ obligation, recipient, reason }) =>
    told(
      `Nhắc lại ${whom(recipient).vi} về “${obligation}”${because(reason)}`,
      `${whom(recipient).en} to be reminded of “${obligation}” again${because(reason)}`,
    ),
  ResendAsked: ({ reason }) => told(`Yêu cầu gửi lại tin nhắc${because(reason)}`, `Reminder to be sent again${because(reason)}`),
  WebhookAdded: ({ webhook, province }) =>
    told(`Thêm webhook ${webhook} (${province ?? 'cả nước'})`, `Webhook ${webhook} added (${province ?? 'whole country'})`),
  WebhookRemoved: ({ webhook, reason }) => told(`Gỡ webhook ${webhook}${because(reason)}`, `Webhook ${webhook} removed${because(reason)}`),
};
