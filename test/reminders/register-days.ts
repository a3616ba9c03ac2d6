import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { readCalendarFile } from '#commands/calendar/calendar-file';
import { loadCalendar, SHIPPED_CALENDAR } from '#commands/calendar/load-calendar';
import type { Clock } from '#commands/clock';
import { importContacts } from '#commands/contacts/import-contacts';
import { Commands } from '#commands/handle';
import { importRegister } from '#commands/register/import-register';
import type { EventLog } from '#event-log/event-log';
import { addDays, days as plainDays } from '#lifecycle/calendar-date';
import type { Channel, Message } from '#reminders/channel';
import { Reminders } from '#reminders/reminders';
import { instantOf } from '#reminders/vietnam-time';
import { type Expected, type OracleCalendarRow, type OracleContact } from '#testkit/reminder-oracle';
import type { RegisterRow } from '#testkit/register-events';

export const CONTACTS = 'libs/reference/data/contacts-demo.csv';
export const REGISTER = 'libs/reference/data/register-north-2021-2022.csv';

export const rowsOf = (file: string): readonly Record<string, string>[] => parse(readFileSync(file), { columns: true, bom: true });

export const calendarRows = (): readonly OracleCalendarRow[] =>
  rowsOf(SHIPPED_CALENDAR).map(({ date = '', kind = '', announced_on: announcedOn = '', status = '' }) => ({
    date,
    kind,
    announcedOn,
    status,
  }));

export const contactRows = (file: string = CONTACTS): readonly OracleContact[] =>
  rowsOf(file).map(({ person = '', role = '', unit = '', province_code: province = '' }) => ({ person, role, unit, province }));

export function daysFrom(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, plainDays(1))) days.push(day);
  return days;
}

/** Dated cells and what comes with each. */
const STAGES: readonly (readonly [on: string, ...cells: string[]])[] = [
  ['registered_on'],
  ['base_appraised_on', 'base_result', 'base_amount_vnd'],
  ['final_appraised_on', 'final_result', 'final_amount_vnd'],
  ['approved_on', 'decision_no', 'approved_vnd'],
  ['contracted_on', 'contract_no', 'contract_end_on'],
  ['advance1_on', 'advance1_vnd'],
  ['accepted_on', 'accepted_vnd', 'output_actual'],
  ['advance2_on', 'advance2_vnd'],
  ['settled_on', 'settled_vnd', 'recovered_vnd'],
  ['stopped_on', 'stop_reason'],
];

/** What a register said at the end of a day: the cells of later stages are empty. */
export const registerOn = (rows: readonly RegisterRow[], day: string): readonly RegisterRow[] =>
  rows
    .filter((row) => (row['surveyed_on'] ?? '') <= day)
    .map((row) => {
      const cut: Record<string, string> = { ...row };
      for (const [on, ...cells] of STAGES) if ((row[on] ?? '') > day) for (const cell of [on, ...cells]) cut[cell] = '';
      return cut;
    });

const cellText = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function csvOf(rows: readonly RegisterRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.map(cellText).join(',')}\n`)
    .join('');
}

export interface RegisterDays {
  readonly log: EventLog;
  /** For the clock's database and the files. */
  readonly folder: string;
  readonly rows: readonly RegisterRow[];
  readonly days: readonly string[];
  readonly contacts?: string;
  /** Broken on purpose: the register is imported after the day's sweep. */
  readonly sweepFirst?: boolean;
  /** After each look the clock jumps a day ahead, two back, and home again, with a look at each place. */
  readonly jumps?: boolean;
  readonly onDay?: (day: string, sent: number) => void;
}

/** The instant at which the world stands: a test sets it. */
export class SetClock implements Clock {
  constructor(public instant: string) {}

  now(): string {
    return this.instant;
  }
}

/** Lives through the days: each with the register as it was by then imported again, and a sweep at nine. What was sent, in its order. */
export async function livedThrough({
  log,
  folder,
  rows,
  days,
  contacts = CONTACTS,
  sweepFirst = false,
  jumps = false,
  onDay,
}: RegisterDays): Promise<readonly Expected[]> {
  const [first = ''] = days;
  const clock = new SetClock(instantOf(first, '06:00'));
  const commands = new Commands(log, clock);
  const asked = { occurredOn: first, actor: 'u-operator', role: 'operator' } as const;
  await loadCalendar(commands, readCalendarFile(readFileSync(SHIPPED_CALENDAR)).days, asked);
  await importContacts({ log, file: contacts, operator: 'spec', clock });
  const sent: Message[] = [];
  const mail: Channel = {
    name: 'email',
    send: async (message) => (sent.push(message), { sent: true, response: '250 ok' }),
    close: async () => undefined,
  };
  const reminders = new Reminders({
    ...{
      log,
      commands,
      clock,
      directory: join(folder, 'clock'),
      program: 'register-days',
      holder: 'w-1',
      channels: [mail],
      sweepSeconds: 60,
    },
    ...{ isQuiet: () => false, mailDomain: 'example.invalid', consoleUrl: 'http://127.0.0.1:3000/' },
  });
  let imported = '';
  try {
    for (const day of days) {
      clock.instant = instantOf(day, '08:00');
      const text = csvOf(registerOn(rows, day));
      if (sweepFirst) await reminders.lookNow();
      if (text !== imported) await importOn(day, { log, folder, text, clock });
      imported = text;
      clock.instant = instantOf(day, '09:00');
      if (!sweepFirst) await reminders.lookNow();
      for (const away of jumps ? [1, -1, 0] : []) {
        clock.instant = instantOf(addDays(day, plainDays(away)), '09:00');
        await reminders.lookNow();
      }
      onDay?.(day, sent.length);
      await setImmediate();
    }
  } finally {
    await reminders.stop();
  }
  return sent.flatMap(({ day, to, items }) =>
    items.map(({ code, obligation, step, due, late }) => ({ day, person: to.recipient, code, obligation, step, due, late })),
  );
}

async function importOn(
  day: string,
  { log, folder, text, clock }: { log: EventLog; folder: string; text: string; clock: Clock },
): Promise<void> {
  const file = join(folder, 'register.csv');
  writeFileSync(file, text);
  const { refused } = await importRegister({ log, file, operator: 'spec', clock });
  const [fault] = refused;
  if (fault !== undefined)
    throw new Error(`${day}: ${refused.length} faults, the first in row ${fault.row} ${fault.column}: ${fault.message}`);
}
