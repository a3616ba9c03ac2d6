/** What a change of the calendar did or would do, for people. */
import type { CalendarFault } from '#commands/calendar/calendar-file';
import type { LoadedCalendar } from '#commands/calendar/load-calendar';
import type { CalendarTrial } from '#commands/calendar/try-calendar';
import { changeText, rowText, wherePlace } from './calendar-text.ts';
import type { Terminal } from './terminal.ts';

/** Faults and days that a terminal shows; `--json` has all. */
const SHOWN_MAX = 50;

export function faultsText(file: string, faults: readonly CalendarFault[], terminal: Terminal): string {
  const lines = faults.slice(0, SHOWN_MAX).map(({ row, column, message, messageEn }) => {
    const place = terminal.say({ vi: `dòng ${row}`, en: `row ${row}` });
    return `  ${place}${column === '' ? '' : `, ${column}`}: ${terminal.say({ vi: message, en: messageEn })}`;
  });
  const head = { vi: `${file}: ${faults.length} lỗi, không nạp gì.`, en: `${file}: ${faults.length} faults, nothing was loaded.` };
  return [terminal.say(head), ...lines, ...more(faults.length - lines.length, terminal)].join('\n');
}

export function loadedText(
  { toSet, alreadyThere, left, events }: Pick<LoadedCalendar, 'toSet' | 'alreadyThere' | 'left' | 'events'>,
  rows: number,
  terminal: Terminal,
): string {
  const head = {
    vi: `${rows} dòng: ${toSet.length} ngày mới hoặc khác, ${alreadyThere} đã có, ${left.length} để nguyên vì lịch đã biết rõ hơn; ${events} sự kiện.`,
    en: `${rows} rows: ${toSet.length} new or other, ${alreadyThere} there already, ${left.length} left because the calendar knows better; ${events} events.`,
  };
  return [terminal.say(head), ...left.map(({ day, why }) => `  ${rowText(day, terminal)} · ${terminal.say(LEFT[why])}`)].join('\n');
}

const LEFT = {
  revoked: { vi: 'đã bỏ khỏi lịch', en: 'was taken back' },
  'counts-already': { vi: 'đã được công bố', en: 'is announced already' },
  'later-notice': { vi: 'đã có thông báo sau', en: 'a later notice is there' },
} as const;

export function outcome(
  stream: string,
  { province, set, revoked }: CalendarTrial,
  dryRun: boolean,
): { readonly vi: string; readonly en: string } {
  const what = `${stream}: ${[...set.map(({ date }) => date), ...revoked].join(', ')}`;
  if (set.length + revoked.length === 0)
    return { vi: `${stream}: đã có từ trước, không ghi gì.`, en: `${stream}: it holds already, nothing was written.` };
  if (dryRun) return { vi: `${what}: sẽ ghi (chạy thử).`, en: `${what}: would be recorded (dry run).` };
  return province === null
    ? { vi: `${what}: đã ghi.`, en: `${what}: recorded.` }
    : { vi: `${what}: đã ghi cho tỉnh.`, en: `${what}: recorded for the province.` };
}

/** Which days change, and for whom. */
export function trialLines({ province, changed }: CalendarTrial, terminal: Terminal): readonly string[] {
  const where = wherePlace(province, terminal);
  if (changed.length === 0) return [terminal.say({ vi: `Không ngày nào đổi (${where}).`, en: `No day changes (${where}).` })];
  const shown = changed.slice(0, SHOWN_MAX).map((day) => `  ${changeText(day, terminal)}`);
  const head = { vi: `${changed.length} ngày đổi (${where}):`, en: `${changed.length} days change (${where}):` };
  return [terminal.say(head), ...shown, ...more(changed.length - shown.length, terminal)];
}

const more = (count: number, terminal: Terminal): readonly string[] =>
  count <= 0 ? [] : [terminal.say({ vi: `  … còn ${count}; --json liệt kê tất cả`, en: `  … and ${count} more; --json lists all` })];
