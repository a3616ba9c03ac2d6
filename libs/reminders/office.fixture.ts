import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readCalendarFile } from '#commands/calendar/calendar-file';
import { loadCalendar, SHIPPED_CALENDAR } from '#commands/calendar/load-calendar';
import type { Clock } from '#commands/clock';
import { Commands } from '#commands/handle';
import { importRegister } from '#commands/register/import-register';
import { type AnyCommand, contactKind, controlKind, deliveryKind, projectKind, type StreamKind } from '#commands/stream-kind';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import type { Contact } from '#lifecycle/contact/contact.events';
import { contactStream } from '#lifecycle/contact/contact.events';
import type { DomainEvent } from '#lifecycle/decider';
import { REMINDER_CONTROL } from '#lifecycle/reminder/reminder.events';
import type { Channel, Message, SendOutcome } from './channel.ts';
import { Reminders, type RemindersOptions } from './reminders.ts';
import { instantOf, vietnamTime } from './vietnam-time.ts';

export type Row = Record<string, string>;
export const REGISTER = 'libs/reference/data/register-north-2021-2022.csv';
export const registerRows: readonly Row[] = parse(readFileSync(REGISTER), { columns: true, bom: true });

/** A clock that a test sets. */
export class SetClock implements Clock {
  constructor(public instant: string) {}

  now(): string {
    return this.instant;
  }

  /** @param time in Vietnam */
  set(day: string, time = '09:00'): void {
    this.instant = instantOf(day, time);
  }
}

/** A channel that keeps what it was given and answers as a test says. */
export class Recording implements Channel {
  readonly sent: Message[] = [];
  answer: (message: Message) => SendOutcome | Promise<SendOutcome> = () => ({ sent: true, response: '250 ok' });

  constructor(readonly name: Channel['name'] = 'email') {}

  async send(message: Message): Promise<SendOutcome> {
    const outcome = await this.answer(message);
    if (outcome.sent) this.sent.push(message);
    return outcome;
  }

  async close(): Promise<void> {}
}

const operator = (day: string) => ({ occurredOn: day, actor: 'u-operator', role: 'operator' }) as const;

export const contact = (person: string, more: Partial<Contact> = {}): Contact => ({
  person,
  name: `Cán bộ ${person}`,
  role: 'centre-officer',
  unit: 'Trung tâm Khuyến công Hà Nội',
  province: { set: 'vn63', code: '01' },
  email: `${person}@example.invalid`,
  language: 'vi',
  activeFrom: '2019-01-01',
  activeTo: null,
  ownActions: false,
  ...more,
});

/** A log with a calendar, some contacts and some projects, and the reminders of one process over it. */
export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'tiendo-reminders-'));
  readonly clock: SetClock;
  readonly log: EventLog;
  readonly commands: Commands;
  readonly mail = new Recording();
  quiet = false;
  readonly #open: Reminders[] = [];
  #commands = 0;

  constructor(day: string, log: EventLog = new MemoryLog()) {
    this.clock = new SetClock(instantOf(day, '09:00'));
    this.log = log;
    this.commands = new Commands(log, this.clock);
  }

  static async on(day: string, contacts: readonly Contact[] = [contact('an')]): Promise<Office> {
    const office = new Office(day);
    const calendar = readCalendarFile(readFileSync(SHIPPED_CALENDAR));
    await loadCalendar(office.commands, calendar.days, operator(day));
    for (const one of contacts) await office.record(one);
    return office;
  }

  get today(): string {
    return vietnamTime(this.clock.now()).day;
  }

  reminders(more: Partial<RemindersOptions> = {}): Reminders {
    const reminders = new Reminders({
      log: this.log,
      commands: this.commands,
      directory: join(this.folder, `clock-${this.#open.length}`),
      program: 'spec',
      holder: `w-${this.#open.length}`,
      isQuiet: () => this.quiet,
      clock: this.clock,
      mailDomain: 'example.invalid',
      consoleUrl: 'http://127.0.0.1:3000/',
      channels: [this.mail],
      sweepSeconds: 60,
      ...more,
    });
    this.#open.push(reminders);
    return reminders;
  }

  /** Imports rows of a register as they stood at the end of today. */
  async register(rows: readonly Row[]): Promise<void> {
    const file = join(this.folder, 'register.csv');
    writeFileSync(file, csvOf(rows));
    const { refused } = await importRegister({ log: this.log, file, operator: 'spec', clock: this.clock });
    if (refused.length > 0) throw new Error(refused.map(({ row, column, message }) => `${row} ${column}: ${message}`).join('; '));
  }

  record(one: Contact): Promise<unknown> {
    return this.say(contactKind, contactStream(one.person), { type: 'RecordContact', contact: one });
  }

  control(command: object): Promise<unknown> {
    return this.say(controlKind, REMINDER_CONTROL, command);
  }

  resend(delivery: string, reason: string): Promise<unknown> {
    return this.say(deliveryKind, delivery, { type: 'AskResend', delivery, reason });
  }

  act(projectId: string, command: object): Promise<unknown> {
    return this.say(projectKind, `project-${projectId}`, { ...command, projectId });
  }

  say<C extends AnyCommand, S, E extends DomainEvent>(kind: StreamKind<C, S, E>, stream: string, command: object): Promise<unknown> {
    this.#commands += 1;
    const commandId = `00000000-0000-5000-8000-${String(this.#commands).padStart(12, '0')}`;
    const trace = { commandId, correlationId: commandId };
    return this.commands.handle(kind, stream, { command: { ...operator(this.today), ...command } as unknown as C, trace });
  }

  async events(): Promise<readonly RecordedEvent[]> {
    return this.log.readAll({ limit: 5_000 });
  }

  async close(): Promise<void> {
    for (const reminders of this.#open) await reminders.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const cellText = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function csvOf(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] as Row);
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return lines.map((cells) => `${cells.map(cellText).join(',')}\n`).join('');
}

/** Dated steps of a row and the cells that come with each. */
const STEPS: readonly (readonly [on: string, ...cells: string[]])[] = [
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

/** What a row said at the end of a day: cells of later stages are empty; null: nobody had been there yet. */
export function rowOn(row: Row, day: string): Row | null {
  if ((row['surveyed_on'] ?? '') > day) return null;
  const cut = { ...row };
  for (const [on, ...cells] of STEPS) if ((row[on] ?? '') > day) for (const cell of [on, ...cells]) cut[cell] = '';
  return cut;
}

export const rowsOn = (rows: readonly Row[], day: string): readonly Row[] =>
  rows.map((row) => rowOn(row, day)).filter((row) => row !== null);
