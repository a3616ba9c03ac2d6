import { Argument, type Command, Option } from 'commander';
import type { Announcement, ClosureOptions, Revocation } from '../commands/calendar-change.ts';
import type { CalendarOptions } from '../commands/calendar.ts';
import { DAY_STATUSES } from '#lifecycle/calendar/calendar-day-faults';
import type { CalendarDay } from '#lifecycle/calendar/calendar.events';
import { dayOption, oneOf, provinceOption, wholeOption, yearOption } from '../option-values.ts';
import { general, type Running } from './line-options.ts';

const KINDS = ['holiday', 'compensatory', 'swapped-off', 'makeup-working'] as const;
const COUNT_MAX = 5_000;

const province = (): Option => new Option('--province <set.code>', 'vn34.38, vn63.38').argParser(provinceOption);
const dayOf = (flags: string, words: string): Option => new Option(flags, words).argParser(dayOption);
const ofCalendar = (command: Command): Command =>
  general(command)
    .addOption(province())
    .addOption(dayOf('--known-at <day>', 'theo các thông báo đến ngày này, mặc định hôm nay / as announced by this day, today by default'));
const trying = (command: Command): Command => general(command).option('--dry-run', 'xem trước, không ghi / look only, nothing is written');

export function addCalendar(program: Command, running: Running): void {
  const calendar = program.command('calendar').description('Lịch làm việc / The working calendar');
  ofCalendar(calendar.command('show', { isDefault: true }).description('Lịch một năm / A year of the calendar'))
    .addArgument(new Argument('<year>', '2026').argParser(yearOption))
    .action((year: number, options: CalendarOptions) =>
      running<CalendarOptions>(async (run, asked) => (await import('../commands/calendar.ts')).showCalendar(run, { ...asked, year }))(
        options,
      ),
    );
  ofCalendar(calendar.command('days').description('Ngày thứ N sau một ngày / On which day so many working days are over'))
    .addArgument(new Argument('<from>').argParser(dayOption))
    .addArgument(new Argument('<count>', `0–${COUNT_MAX}`).argParser(wholeOption(0, COUNT_MAX)))
    .action((from: string, count: number, options: CalendarOptions) =>
      running<CalendarOptions>(async (run, asked) =>
        (await import('../commands/calendar.ts')).addWorkingDays(run, { ...asked, from, count }),
      )(options),
    );
  ofCalendar(calendar.command('between').description('Số ngày làm việc giữa hai ngày / Working days between two days'))
    .addArgument(new Argument('<from>', 'không tính / not counted').argParser(dayOption))
    .addArgument(new Argument('<to>', 'có tính / counted').argParser(dayOption))
    .action((from: string, to: string, options: CalendarOptions) =>
      running<CalendarOptions>(async (run, asked) =>
        (await import('../commands/calendar.ts')).countWorkingDays(run, { ...asked, from, to }),
      )(options),
    );
  addChanges(calendar, running);
}

type Named<Options, Names extends keyof Options> = Omit<Options, Names>;

function addChanges(calendar: Command, running: Running): void {
  trying(calendar.command('load').description('Nạp tệp lịch cả nước / Load a file of national rows; 2 when a row is not in order'))
    .argument('[file.csv]', 'mặc định lịch đi kèm / the shipped calendar by default')
    .action((file: string | undefined, options: { readonly dryRun?: boolean }) =>
      running<typeof options>(async (run, asked) =>
        (await import('../commands/calendar-change.ts')).loadCalendarFile(run, { ...asked, ...(file === undefined ? {} : { file }) }),
      )(options),
    );
  trying(calendar.command('announce').description('Ghi một ngày theo thông báo / Record a day as it is announced'))
    .addArgument(new Argument('<date>').argParser(dayOption))
    .addArgument(new Argument('<kind>', KINDS.join(', ')).argParser(oneOf(...KINDS)))
    .requiredOption('--name <text>', 'tên ngày / what it is')
    .option('--document <number>', 'số thông báo, công văn / number of the notice')
    .addOption(dayOf('--announced-on <day>', 'ngày công bố / day of the notice'))
    .option('--basis <text>', 'căn cứ, mặc định số thông báo / basis, the notice by default')
    .addOption(new Option('--status <status>', DAY_STATUSES.join(', ')).argParser(oneOf(...DAY_STATUSES)))
    .option('--source <text>', 'nguồn / source')
    .addOption(dayOf('--makeup <day>', 'ngày làm bù / the weekend day that is worked instead'))
    .action((date: string, kind: CalendarDay['kind'], options: Named<Announcement, 'date' | 'kind'>) =>
      running<typeof options>(async (run, asked) =>
        (await import('../commands/calendar-change.ts')).announceDay(run, { ...asked, date, kind }),
      )(options),
    );
  trying(calendar.command('close').description('Đóng cửa do thiên tai ở một tỉnh / A province’s offices are closed'))
    .addOption(province().makeOptionMandatory())
    .addOption(dayOf('--from <day>', 'từ ngày / first day').makeOptionMandatory())
    .addOption(dayOf('--to <day>', 'đến hết ngày / last day').makeOptionMandatory())
    .requiredOption('--reason <text>', 'lý do, ví dụ “Bão số 3” / why')
    .requiredOption('--document <number>', 'số công điện, quyết định / number of the dispatch or decision')
    .addOption(dayOf('--announced-on <day>', 'ngày công bố, mặc định hôm nay / announced on, today by default'))
    .action(running<ClosureOptions>(async (run, options) => (await import('../commands/calendar-change.ts')).closeProvince(run, options)));
  trying(calendar.command('revoke').description('Bỏ một ngày khỏi lịch / Take a day back'))
    .addArgument(new Argument('<date>').argParser(dayOption))
    .addOption(province())
    .requiredOption('--reason <text>', 'lý do / why')
    .action((date: string, options: Named<Revocation, 'date'>) =>
      running<typeof options>(async (run, asked) => (await import('../commands/calendar-change.ts')).revokeDay(run, { ...asked, date }))(
        options,
      ),
    );
}
