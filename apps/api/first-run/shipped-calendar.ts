import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCalendarFile } from '#commands/calendar/calendar-file';
import { loadCalendar, SHIPPED_CALENDAR } from '#commands/calendar/load-calendar';
import { systemClock, vietnamDay } from '#commands/clock';
import { calendarKind } from '#commands/stream-kind';
import type { Config } from '#config/config';
import { packageRoot } from '#config/package-root';
import { calendarStream } from '#lifecycle/calendar/calendar.events';
import type { Storage } from '../storage/storage.ts';

/** The shipped file is not in order: a damaged checkout. */
export class CalendarRefused extends Error {
  constructor(where: string) {
    super(`${SHIPPED_CALENDAR} cannot be taken (${where}); restore the file`);
    this.name = 'CalendarRefused';
  }
}

/** Loads the calendar of this release where the log has none. @throws CalendarRefused */
export async function loadShippedCalendar({ commands }: Storage, { operator: actor }: Config, stderr: NodeJS.WriteStream): Promise<void> {
  if ((await commands.look(calendarKind, calendarStream(null))).revision >= 0) return;
  const { days, faults } = readCalendarFile(readFileSync(join(packageRoot(), SHIPPED_CALENDAR)));
  const [fault] = faults;
  if (fault !== undefined) throw new CalendarRefused(`row ${fault.row} ${fault.column}: ${fault.messageEn}`);
  const { toSet } = await loadCalendar(commands, days, { actor, role: 'operator', occurredOn: vietnamDay(systemClock.now()) });
  stderr.write(`Đã nạp lịch làm việc: ${toSet.length} ngày. / Loaded the working calendar, ${toSet.length} days.\n`);
}
