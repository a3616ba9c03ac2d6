import { calendarUpcasters } from '#lifecycle/calendar/calendar.upcasters';
import { contactUpcasters } from '#lifecycle/contact/contact.upcasters';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { reminderUpcasters } from '#lifecycle/reminder/reminder.upcasters';
import { rulebookUpcasters } from '#lifecycle/rulebook/rulebook.upcasters';
import type { ReadModel } from '#read-models/model';
import { ClockWriter } from './clock-writer.ts';
import { CLOCK_INDEXES, CLOCK_TABLES, CLOCK_VERSION } from './tables.ts';

const read = [projectUpcasters, calendarUpcasters, contactUpcasters, rulebookUpcasters, reminderUpcasters];

/**
 * The clock's own database. It is not among the read models that a rebuild makes on several cores: what a project owes hangs on other
 * streams too, its contract's other members, the calendar and the rules. @param made the writer, for whoever turns the days
 */
export const clockModel = (made: (writer: ClockWriter) => void): ReadModel => ({
  name: 'clock',
  version: CLOCK_VERSION,
  tables: CLOCK_TABLES,
  indexes: CLOCK_INDEXES,
  types: new Set(read.flatMap((upcasters) => Object.keys(upcasters))),
  open(db) {
    const writer = new ClockWriter(db);
    made(writer);
    return writer;
  },
});
