import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarFile, readCalendarFile } from '#commands/calendar/calendar-file';
import { compareRows, loadCalendar, loadCommands, SHIPPED_CALENDAR } from '#commands/calendar/load-calendar';
import { tryCalendar } from '#commands/calendar/try-calendar';
import { systemClock, vietnamDay } from '#commands/clock';
import { Commands } from '#commands/handle';
import { refuseReservedIdentity } from '#commands/reserved-identity';
import { calendarKind } from '#commands/stream-kind';
import type { Config } from '#config/config';
import { packageRoot } from '#config/package-root';
import { programName } from '#config/program-name';
import type { CalendarCommand } from '#lifecycle/calendar/calendar.decider';
import { type CalendarDay, calendarStream } from '#lifecycle/calendar/calendar.events';
import { closureDays } from '#lifecycle/calendar/closure-days';
import type { ProvinceRef } from '#reference/province-ref';
import { vietnameseDate } from '#reports/printed-dates';
import { faultsText, loadedText, outcome, trialLines } from '../calendar-change-text.ts';
import { refusedDays } from '../calendar-text.ts';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { deadlinesMoved, movedLines } from '../moved-deadlines.ts';
import { openToWrite } from '../open-to-write.ts';
import type { Run, Terminal } from '../terminal.ts';
import { withCommands } from './calendar.ts';

interface Trying {
  readonly dryRun?: boolean;
}

/** `calendar load [file]`: the file's rows go into the national calendar; 2 when one is not in order, and then none. */
export async function loadCalendarFile(
  { config, terminal }: Run,
  { file, dryRun = false }: Trying & { readonly file?: string },
): Promise<Exit> {
  const name = file ?? join(packageRoot(), SHIPPED_CALENDAR);
  const { days, faults } = fileOf(name);
  if (faults.length > 0) {
    terminal.answer({ file: name, rows: days.length, faults }, () => faultsText(name, faults, terminal));
    return EXIT.refused;
  }
  try {
    const asked = frame(config);
    if (dryRun) return await loadTrial(config, terminal, { name, days });
    const loaded = await writing(config, (commands) => loadCalendar(commands, days, asked));
    const { toSet, alreadyThere, left, events, revision } = loaded;
    terminal.answer({ file: name, rows: days.length, set: toSet.length, alreadyThere, left, events, revision, dryRun }, () =>
      loadedText(loaded, days.length, terminal),
    );
    return EXIT.done;
  } catch (error) {
    throw refusedDays(error);
  }
}

async function loadTrial(
  config: Config,
  terminal: Terminal,
  { name, days }: { readonly name: string; readonly days: readonly CalendarDay[] },
): Promise<Exit> {
  const { sorted, trial } = await withCommands(config, async (commands) => {
    const found = await compareRows(commands, days);
    const { today, ...asked } = { ...frame(config), today: vietnamDay(systemClock.now()) };
    return { sorted: found, trial: await tryCalendar(commands, { province: null, asked: loadCommands(found.toSet, asked), today }) };
  });
  const { alreadyThere, left } = sorted;
  const { set, changed } = trial;
  const moved = await deadlinesMoved(config, trial);
  terminal.answer({ file: name, rows: days.length, set: set.length, alreadyThere, left, events: 0, dryRun: true, changed, moved }, () =>
    [loadedText({ ...sorted, events: 0 }, days.length, terminal), ...trialLines(trial, terminal), ...movedLines(moved, terminal)].join(
      '\n',
    ),
  );
  return EXIT.done;
}

export interface Announcement extends Trying {
  readonly date: string;
  readonly kind: CalendarDay['kind'];
  readonly name: string;
  readonly document?: string;
  readonly announcedOn?: string;
  readonly basis?: string;
  readonly status?: CalendarDay['status'];
  readonly source?: string;
  /** The weekend day that is worked for a day off in exchange. */
  readonly makeup?: string;
}

/** `calendar announce <date> <kind>`: one day as a notice has it, with its make-up day. */
export function announceDay(run: Run, { dryRun = false, date, kind, name, makeup, ...said }: Announcement): Promise<Exit> {
  const { document = null, announcedOn = null, basis = document ?? '', status = 'verified', source = null } = said;
  const of = { basis, documentNo: document, announcedOn, status, source };
  const days: readonly CalendarDay[] = [
    { date, kind, name, ...of },
    ...(makeup === undefined
      ? []
      : [{ ...{ date: makeup, kind: 'makeup-working' as const, name: `Làm bù cho ${vietnameseDate(date)}` }, ...of }]),
  ];
  return change(run, { type: 'SetCalendarDays', province: null, days }, dryRun);
}

export interface ClosureOptions extends Trying {
  readonly province: ProvinceRef;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly document: string;
  readonly announcedOn?: string;
}

/** `calendar close`: a province's offices are closed from one day to another, a row a day. */
export async function closeProvince(
  run: Run,
  { province, from, to, reason, document, announcedOn, dryRun = false }: ClosureOptions,
): Promise<Exit> {
  const on = announcedOn ?? vietnamDay(systemClock.now());
  try {
    const days = closureDays({ from, to, reason, documentNo: document, announcedOn: on });
    return await change(run, { type: 'SetCalendarDays', province, days }, dryRun);
  } catch (error) {
    throw refusedDays(error);
  }
}

export interface Revocation extends Trying {
  readonly date: string;
  readonly reason: string;
  readonly province?: ProvinceRef;
}

/** `calendar revoke <date> --reason`: the day is the plain week's again, from today's knowledge on. */
export const revokeDay = (run: Run, { date, reason, province, dryRun = false }: Revocation): Promise<Exit> =>
  change(run, { type: 'RevokeCalendarDay', province: province ?? null, date, reason }, dryRun);

type Said<Command = CalendarCommand> = Command extends CalendarCommand ? Omit<Command, 'occurredOn' | 'actor' | 'role'> : never;

async function change({ config, terminal }: Run, said: Said, dryRun: boolean): Promise<Exit> {
  const command = refuseReservedIdentity({ ...said, ...frame(config) } as CalendarCommand);
  const { province } = command;
  const stream = calendarStream(province);
  const today = command.occurredOn;
  try {
    const trial = await withCommands(config, (commands) => tryCalendar(commands, { province, asked: [command], today }));
    const trace = { commandId: randomUUID(), correlationId: randomUUID() };
    const done = dryRun ? null : await writing(config, (commands) => commands.handle(calendarKind, stream, { command, trace }));
    const { set, revoked, changed } = trial;
    const tried = dryRun ? { moved: await deadlinesMoved(config, trial) } : {};
    terminal.answer({ stream, set, revoked, changed, ...tried, events: done?.events ?? 0, revision: done?.revision ?? null, dryRun }, () =>
      [terminal.say(outcome(stream, trial, dryRun)), ...trialLines(trial, terminal), ...movedLines(tried.moved ?? null, terminal)].join(
        '\n',
      ),
    );
    return EXIT.done;
  } catch (error) {
    throw refusedDays(error);
  }
}

const frame = ({ operator }: Config) => ({ occurredOn: vietnamDay(systemClock.now()), actor: operator, role: 'operator' }) as const;

async function writing<Answer>(config: Config, act: (commands: Commands) => Promise<Answer>): Promise<Answer> {
  const log = await openToWrite(config, programName('calendar'));
  try {
    return await act(new Commands(log));
  } finally {
    await log.close();
  }
}

/** @throws Failure it cannot be read */
function fileOf(file: string): CalendarFile {
  try {
    return readCalendarFile(readFileSync(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Failure({ vi: `không đọc được tệp ${file}: ${message}`, en: `cannot read ${file}: ${message}` }, EXIT.refused);
  }
}
