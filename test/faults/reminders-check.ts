import { simpleParser } from 'mailparser';
import { READ_EVENTS_MAX, type RecordedEvent } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import type { DeliveryEvent } from '#lifecycle/reminder/delivery.decider';
import type { ReminderEvent } from '#lifecycle/reminder/reminder.events';
import type { Findings } from './proof-result.ts';
import { type Listening, Mailbox, startSmtp } from './smtp-receiver.ts';

/** What a person sees: which message asked for which deadline of which project. */
export class Received {
  /** Message-IDs by recipient, deadline and project. */
  readonly messages = new Map<string, Set<string>>();
  readonly copies = new Mailbox();
  #mails = 0;
  #onMail: () => void = () => undefined;

  /** Called with each mail that arrived, before its sender is told so. */
  watch(onMail: () => void): void {
    this.#onMail = onMail;
  }

  get mails(): number {
    return this.#mails;
  }

  async take(mail: Parameters<typeof simpleParser>[0]): Promise<void> {
    const { messageId = 'none', text = '', to } = await simpleParser(mail);
    this.#mails += 1;
    this.copies.add(messageId);
    const whom = [to]
      .flat()
      .map((one) => one?.text ?? '')
      .join();
    for (const [, owed = '', code = ''] of text.matchAll(/^\d+\. (.+)\n\s+(KC\w\w-\d{4}-\d\d-\w+) /gm)) {
      const key = `${whom} ${owed} ${code}`;
      this.messages.set(key, (this.messages.get(key) ?? new Set()).add(messageId));
    }
    this.#onMail();
  }
}

export const receiving = (received: Received): Promise<Listening> =>
  startSmtp(received.copies, {
    options: { onData: (stream, _session, callback) => void received.take(stream).then(() => callback(), callback) },
  });

/** Every reminder that is due was claimed once and arrived in exactly one message; @param due how many there are */
export async function checkReminders(file: string, received: Received, due: number, findings: Findings): Promise<void> {
  const claimed = new Map<string, string>();
  const deliveries = new Map<string, { messageId: string; sent: number; items: number }>();
  for (const event of await remindersOf(file)) {
    const told = { type: event.type, data: event.data } as unknown as ReminderEvent;
    if (told.type === 'ReminderClaimed') {
      if (claimed.has(event.stream)) findings.add('doubled', `${event.stream} was claimed twice`);
      claimed.set(event.stream, told.data.delivery);
    } else count(deliveries, event.stream, told as DeliveryEvent, findings);
  }
  if (claimed.size < due) findings.add('lost', `${due - claimed.size} of ${due} steps were never claimed`);
  if (claimed.size > due) findings.add('doubled', `${claimed.size} steps were claimed, ${due} were due`);
  for (const [stream, { messageId, sent, items }] of deliveries) {
    const mine = [...claimed.values()].filter((delivery) => delivery === stream).length;
    if (mine !== items) findings.add('violations', `${stream} has ${items} items and ${mine} steps`);
    if (sent !== 1) findings.add(sent === 0 ? 'lost' : 'doubled', `${stream} was recorded as sent ${sent} times`);
    if (!received.copies.copies.has(`<${messageId}>`)) findings.add('lost', `${stream} never arrived`);
  }
  checkReceived(received, due, findings);
}

/** A receiver tells copies of one message by its id: what it sees twice is a reminder in two messages. */
export function checkReceived({ messages }: Received, due: number, findings: Findings): void {
  if (messages.size < due) findings.add('lost', `${messages.size} of ${due} reminders arrived`);
  for (const [what, ids] of messages) if (ids.size > 1) findings.add('doubled', `${what} came in ${ids.size} messages`);
}

function count(
  deliveries: Map<string, { messageId: string; sent: number; items: number }>,
  stream: string,
  event: DeliveryEvent,
  findings: Findings,
): void {
  if (event.type === 'DeliveryClaimed') {
    if (deliveries.has(stream)) findings.add('doubled', `${stream} was claimed twice`);
    deliveries.set(stream, { messageId: event.data.messageId, sent: 0, items: event.data.items.length });
  }
  const delivery = deliveries.get(stream);
  if (delivery === undefined) findings.add('violations', `${stream} has ${event.type} without a claim`);
  else if (event.type === 'DeliverySent') delivery.sent += 1;
}

async function remindersOf(file: string): Promise<readonly RecordedEvent[]> {
  const log = await SqliteLog.open({ file, readOnly: true });
  const found: RecordedEvent[] = [];
  try {
    for (let after: string | undefined; ;) {
      const page = await log.readAll({ limit: READ_EVENTS_MAX, ...(after === undefined ? {} : { after }) });
      found.push(...page.filter(({ stream }) => stream.startsWith('reminder-')));
      if (page.length < READ_EVENTS_MAX) return found;
      after = page.at(-1)?.position;
    }
  } finally {
    await log.close();
  }
}
