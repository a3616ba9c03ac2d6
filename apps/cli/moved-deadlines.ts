import type { CalendarTrial, DeadlinesMoved } from '#commands/calendar/try-calendar';
import type { Config } from '#config/config';
import type { ObligationKind } from '#lifecycle/obligation/obligation';
import { owed } from '#reminders/words/obligation-words';
import { vietnameseDate } from '#reports/printed-dates';
import { withClock } from './clock-side.ts';
import { isThere } from './log-of.ts';
import type { Terminal } from './terminal.ts';

/** Which running deadlines a change of the calendar would move, as the API's preview says it; null: nothing was ever recorded here. */
export const deadlinesMoved = async (config: Config, trial: CalendarTrial): Promise<DeadlinesMoved | null> =>
  isThere(config) ? withClock(config, (queries) => queries.movedBy(trial)) : null;

export function movedLines(moved: DeadlinesMoved | null, terminal: Terminal): readonly string[] {
  if (moved === null) return [];
  const { deadlines, projects, first } = moved;
  if (deadlines === 0) return [terminal.say({ vi: 'Không thời hạn nào dời.', en: 'No deadline moves.' })];
  const head = { vi: `Dời ${deadlines} thời hạn của ${projects} đề án:`, en: `${deadlines} deadlines of ${projects} projects move:` };
  const more = deadlines - first.length;
  return [
    terminal.say(head),
    ...first.map(({ code, obligation, from, to }) => {
      const [kind = ''] = obligation.split(':');
      return `  ${code}  ${terminal.say(owed({ kind: kind as ObligationKind, obligation }))}: ${vietnameseDate(from)} → ${vietnameseDate(to)}`;
    }),
    ...(more > 0 ? [terminal.say({ vi: `  … còn ${more}`, en: `  … and ${more} more` })] : []),
  ];
}
