import { readLayers } from '#commands/calendar/layers';
import { withProposals } from '#commands/calendar/proposed-days';
import { systemClock, vietnamDay } from '#commands/clock';
import { Commands } from '#commands/handle';
import type { Config } from '#config/config';
import { dayNumber, fromDayNumber } from '#lifecycle/calendar-date';
import { calendarAsKnown } from '#lifecycle/calendar/as-known';
import { calendarYear } from '#lifecycle/calendar/calendar-year';
import type { CalendarDay } from '#lifecycle/calendar/calendar.events';
import { tetAnnounced } from '#lifecycle/calendar/tet';
import { type WorkingCalendar, workingDayCount } from '#lifecycle/calendar/working-calendar';
import type { ProvinceRef } from '#reference/province-ref';
import { dayText, noTet, rowText, wherePlace, yearText } from '../calendar-text.ts';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { openToJudge } from '../log-of.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface CalendarOptions {
  readonly province?: ProvinceRef;
  readonly knownAt?: string;
}

/** `calendar show <year>`: the months, the days that differ from the plain week and what they stand on. */
export async function showCalendar(
  { config, terminal }: Run,
  { year, ...options }: CalendarOptions & { readonly year: number },
): Promise<Exit> {
  const { province, knownOn } = scopeOf(options);
  const layers = await withCommands(config, (commands) => readLayers(commands, province));
  const empty = layers.national.length === 0;
  const shown = calendarYear(await withProposals(layers, [year]), year, knownOn);
  terminal.answer({ province, empty, ...shown }, () => yearText(shown, { province, empty }, terminal));
  return EXIT.done;
}

/** `calendar days <from> <count>`: on which day so many working days are over. */
export async function addWorkingDays(
  { config, terminal }: Run,
  { from, count, ...options }: CalendarOptions & { readonly from: string; readonly count: number },
): Promise<Exit> {
  const asked = await countingCalendar(config, options, { from, count });
  const due = fromDayNumber(asked.calendar.add(dayNumber(from), workingDayCount(count)));
  return tell(terminal, asked, {
    ...{ from, to: due, document: { from, count, due } },
    text: {
      vi: `${count} ngày làm việc sau ${dayText(from, terminal)}: ${dayText(due, terminal)}`,
      en: `${count} working days after ${dayText(from, terminal)}: ${dayText(due, terminal)}`,
    },
  });
}

/** `calendar between <from> <to>`: working days after the first day up to and including the second. */
export async function countWorkingDays(
  { config, terminal }: Run,
  { from, to, ...options }: CalendarOptions & { readonly from: string; readonly to: string },
): Promise<Exit> {
  const asked = await countingCalendar(config, options, { from, to });
  const workingDays = asked.calendar.between(dayNumber(from), dayNumber(to));
  const [first, last] = from <= to ? [from, to] : [to, from];
  return tell(terminal, asked, {
    ...{ from: first, to: last, document: { from, to, workingDays } },
    text: {
      vi: `Sau ${dayText(from, terminal)} đến hết ${dayText(to, terminal)}: ${workingDays} ngày làm việc`,
      en: `After ${dayText(from, terminal)} up to ${dayText(to, terminal)}: ${workingDays} working days`,
    },
  });
}

interface Counting {
  readonly calendar: WorkingCalendar;
  readonly province: ProvinceRef | null;
  readonly knownOn: string;
}

/** What was counted, with the days that the plain week does not explain. */
function tell(
  terminal: Terminal,
  { calendar, province, knownOn }: Counting,
  {
    from,
    to,
    document,
    text,
  }: { readonly from: string; readonly to: string; readonly document: object; readonly text: { readonly vi: string; readonly en: string } },
): Exit {
  const rows = rowsBetween(calendar, from, to);
  const expected = calendar.expectedBetween(dayNumber(from), dayNumber(to));
  const years = Array.from(
    { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
    (_, index) => Number(from.slice(0, 4)) + index,
  );
  const unannounced = years.filter((year) => !tetAnnounced(calendar, year));
  terminal.answer({ ...document, province, knownOn, version: calendar.version, rows, expected, unannounced }, () =>
    [
      `${terminal.say(text)} (${wherePlace(province, terminal)}, ${calendar.version})`,
      ...[...rows, ...expected].map((row) => `  ${rowText(row, terminal)}`),
      ...(unannounced.length > 0 ? [terminal.say(noTet(unannounced))] : []),
    ].join('\n'),
  );
  return EXIT.done;
}

function rowsBetween(calendar: WorkingCalendar, from: string, to: string): readonly CalendarDay[] {
  const rows: CalendarDay[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    const row = calendar.rowOf(day);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** @throws Failure no calendar is loaded: what is counted without one would be wrong */
async function countingCalendar(
  config: Config,
  options: CalendarOptions,
  { from, to, count = 0 }: { readonly from: string; readonly to?: string; readonly count?: number },
): Promise<Counting> {
  const { province, knownOn } = scopeOf(options);
  const layers = await withCommands(config, (commands) => readLayers(commands, province));
  if (layers.national.length === 0)
    throw new Failure(
      {
        vi: 'chưa nạp lịch làm việc; hãy chạy: npm run -s tiendo -- calendar load',
        en: 'no calendar is loaded; run: npm run -s tiendo -- calendar load',
      },
      EXIT.refused,
      'no-calendar',
    );
  const calendar = calendarAsKnown(await withProposals(layers, yearsOf(from, to ?? from, count)), knownOn);
  return { calendar, province, knownOn };
}

/** Years that a count reaches: a year has at least 240 working days. */
function yearsOf(from: string, to: string, count: number): readonly number[] {
  const [first, last] = [from, to].map((day) => Number(day.slice(0, 4))).sort() as [number, number];
  return Array.from({ length: last - first + 1 + Math.ceil(count / 240) }, (_, index) => first + index);
}

const scopeOf = ({
  province = undefined,
  knownAt,
}: CalendarOptions): { readonly province: ProvinceRef | null; readonly knownOn: string } => ({
  province: province ?? null,
  knownOn: knownAt ?? vietnamDay(systemClock.now()),
});

/** Commands that only look: over the log of the settings, or an empty one where nothing was recorded yet. */
export async function withCommands<Answer>(config: Config, ask: (commands: Commands) => Promise<Answer>): Promise<Answer> {
  const log = await openToJudge(config);
  try {
    return await ask(new Commands(log));
  } finally {
    await log.close();
  }
}
