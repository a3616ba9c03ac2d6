import { calendarKind } from '#commands/stream-kind';
import type { Config } from '#config/config';
import { smtpText } from '#config/smtp';
import { calendarStream } from '#lifecycle/calendar/calendar.events';
import { CONTACT_STREAMS } from '#lifecycle/contact/contact.events';
import { streamsBeginning } from '#read-models/places/streams-beginning';
import { NOTHING_LEAVES } from '#reminders/outbox/outbox-notice';
import type { Storage } from '../storage/storage.ts';

/** The read models may still read what the last process left. */
const CATCH_UP_MS = 5_000;

/** Said at every start: whether reminders are sent, to where, and what they lack. An installation that sends nothing must not look like one that does. */
export async function reminderLines(storage: Storage, config: Config): Promise<readonly string[]> {
  const { smtp, outboxDir, sweepSeconds } = config;
  const where =
    smtp === null
      ? [`${NOTHING_LEAVES.vi}: ${outboxDir}`, `${NOTHING_LEAVES.en}: ${outboxDir}`]
      : [`Thư nhắc việc gửi qua ${smtpText(smtp)}.`, `Reminders are sent through ${smtpText(smtp)}.`];
  const swept = sweepSeconds > 0 ? [] : ['Không nhắc việc từ tiến trình này (TIENDO_SWEEP_SECONDS=0). / This process sends no reminders.'];
  return [...where, ...swept, ...(await lacking(storage))];
}

async function lacking(storage: Storage): Promise<readonly string[]> {
  const head = await storage.log.head();
  if (head === null) return [];
  const caughtUp = await storage.waitFor(head, CATCH_UP_MS);
  const contacts = storage.read(({ db }) => streamsBeginning(db, CONTACT_STREAMS).length);
  const { days } = await storage.commands.stateOf(calendarKind, calendarStream(null));
  return [
    ...(caughtUp && contacts === 0
      ? [
          'Chưa có danh bạ: không nhắc ai. npm run -s tiendo -- contacts import TỆP.csv',
          'No contacts: nobody is reminded. npm run -s tiendo -- contacts import FILE.csv',
        ]
      : []),
    ...(days.length === 0
      ? [
          'Chưa có lịch nghỉ: chỉ thứ Bảy, Chủ nhật là ngày nghỉ. npm run -s tiendo -- calendar load',
          'No calendar: only weekends are off. npm run -s tiendo -- calendar load',
        ]
      : []),
  ];
}
