import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '#commands/clock';
import type { Config } from '#config/config';
import { failureOf } from '#event-log/sqlite-failure';
import { clockFile } from '#recovery/places';
import { quietOf } from '#reminders/quiet-of';
import { ReminderQueries } from '#reminders/queries/reminder-queries';
import { type Check, found } from './doctor-check.ts';

/** Who is reminded, of what days, and whether a message waits for somebody who vanished: as the last sweep left it. */
export function remindersFound(config: Config): readonly Check[] {
  const file = clockFile(config);
  if (!existsSync(file))
    return [
      found(
        'reminders',
        'note',
        'chưa quét lần nào; máy chủ sẽ quét khi chạy',
        'no sweep was made yet; the server makes them when it runs',
      ),
    ];
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    const queries = new ReminderQueries(db, () => quietOf(config));
    return [...lacking(queries), overLease(queries), ...held(queries)];
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return [found('reminders', 'note', 'số liệu nhắc việc sẽ được dựng lại', 'the clock of the reminders is going to be built anew')];
  } finally {
    db.close();
  }
}

function lacking(queries: ReminderQueries): readonly Check[] {
  const { hasContacts, hasCalendar } = queries.state(systemClock.now());
  return [
    hasContacts
      ? found('contacts', 'ok', 'có danh bạ người nhận', 'there are contacts')
      : found('contacts', 'note', 'chưa có danh bạ: không nhắc ai (contacts import)', 'no contacts: nobody is reminded (contacts import)'),
    ...(hasCalendar
      ? []
      : [found('reminders', 'note', 'chưa có lịch nghỉ: chỉ cuối tuần là ngày nghỉ', 'no calendar: only weekends are off')]),
  ];
}

function overLease(queries: ReminderQueries): Check {
  const { overLease: over } = queries.state(systemClock.now());
  return over === 0
    ? found('reminders', 'ok', 'không thư nào bị bỏ dở khi đang gửi', 'no message was left in the middle of its sending')
    : found(
        'reminders',
        'note',
        `${over} thư bị bỏ dở khi đang gửi; lần quét sau sẽ gửi tiếp, cùng mã thư`,
        `${over} messages were left in the middle of their sending; the next sweep goes on with them, under the same ids`,
      );
}

const held = (queries: ReminderQueries): readonly Check[] =>
  queries.quietNow === null
    ? []
    : [found('reminders', 'note', 'không gửi gì cho đến khi đối chiếu (reconcile)', 'nothing is sent until somebody reconciles')];
