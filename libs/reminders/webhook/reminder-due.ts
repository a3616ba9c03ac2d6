import { CloudEvent } from 'cloudevents';
import type { ReminderDue, ReminderDueEvent, ReminderDueItem } from '#contracts/webhooks';
import type { Message, MessageItem } from '../channel.ts';
import { idOf } from '../channels/message-id.ts';
import { projectUrl } from '../project-url.ts';
import { owed } from '../words/obligation-words.ts';

export const REMINDER_DUE = 'vn.khuyencong.reminder.due.v1';

/** The same text for every attempt: what a receiver has seen it may know by its id, and its bytes do not differ either. */
export function reminderDue(message: Message): { readonly id: string; readonly body: string } {
  const { day, items, consoleUrl } = message;
  const { local } = idOf(message);
  const event = new CloudEvent<ReminderDue>({
    id: local,
    source: consoleUrl,
    type: REMINDER_DUE satisfies ReminderDueEvent['type'],
    time: `${day}T00:00:00+07:00`,
    datacontenttype: 'application/json',
    data: { day, items: items.map((item) => itemOf(item, consoleUrl)) },
  });
  return { id: local, body: event.toString() };
}

const itemOf = ({ projectId, late, ...item }: MessageItem, consoleUrl: string): ReminderDueItem => ({
  project: projectId,
  code: item.code,
  title: item.title,
  province: item.province,
  url: projectUrl(consoleUrl, item.code),
  kind: item.kind,
  obligation: item.obligation,
  owed: owed(item),
  step: item.step,
  due: item.due,
  left: item.left,
  unit: item.unit,
  sentLate: late,
  vnd: item.vnd,
  holder: item.holder,
  legalBasis: item.legalBasis,
  ruleStatus: item.ruleStatus,
  movedFrom: item.movedFrom,
  expected: item.expected,
});
