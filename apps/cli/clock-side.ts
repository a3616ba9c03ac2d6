import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { systemClock, vietnamDay } from '#commands/clock';
import type { Config } from '#config/config';
import { programName } from '#config/program-name';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { clockDir, clockFile } from '#recovery/places';
import { ClockDatabase } from '#reminders/clock-model/clock-database';
import { quietOf } from '#reminders/quiet-of';
import { ReminderQueries } from '#reminders/queries/reminder-queries';
import { Failure } from './exit.ts';
import { openLog } from './log-of.ts';

/**
 * Asks the clock of the reminders: brought to the end of the log and to today by this process, or as the running server has it, which
 * may be one sweep behind. @throws Failure nothing was ever recorded here
 */
export async function withClock<Answer>(config: Config, ask: (queries: ReminderQueries) => Answer | Promise<Answer>): Promise<Answer> {
  const log = await openLog(config);
  try {
    const clock = taken(log, config);
    if (clock === null) return await beside(config, ask);
    try {
      await clock.bringTo(vietnamDay(systemClock.now()));
      return await ask(queriesOf(clock.db, config));
    } finally {
      clock.close();
    }
  } finally {
    await log.close();
  }
}

const queriesOf = (db: DatabaseSync, config: Config): ReminderQueries => new ReminderQueries(db, () => quietOf(config));

/** null: another process keeps it. */
function taken(log: EventLog, config: Config): ClockDatabase | null {
  try {
    return new ClockDatabase({ log, directory: clockDir(config), program: programName('reminders') });
  } catch (error) {
    if (error instanceof Unavailable && error.code === 'locked') return null;
    throw error;
  }
}

async function beside<Answer>(config: Config, ask: (queries: ReminderQueries) => Answer | Promise<Answer>): Promise<Answer> {
  const file = clockFile(config);
  const making = { vi: 'tiến trình đang chạy chưa dựng xong số liệu nhắc việc', en: 'the running process has not built the reminders yet' };
  if (!existsSync(file)) throw new Failure(making);
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    return await ask(queriesOf(db, config));
  } finally {
    db.close();
  }
}
