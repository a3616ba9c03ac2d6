/** The deadlines of one project on one day, by the dated rules and the working calendar. */
import { legalBasisOf } from '#reference/rules/rule';
import { dayNumber, fromDayNumber } from '../calendar-date.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { RuleBook } from '../context.ts';
import type { Day } from '../fields.events.ts';
import { pauseRuleOn } from '../procedure-rules.ts';
import type { Subject } from './course.ts';
import { dueRuleOn, limitOf } from './due-rule.ts';
import type { Obligation, Pause } from './obligation.ts';
import { isOver, type Opening, openingsOf } from './openings.ts';
import { reckon } from './reckoning.ts';
import type { Track } from './track.ts';

export interface ObligationsAsked {
  readonly rules: RuleBook;
  /** Of the project's province, as known on `today`. */
  readonly calendar: WorkingCalendar;
  readonly today: Day;
  /** `lastAcceptanceOf` the members of the project's contract; not looked at when it has no contract stream. */
  readonly lastAcceptance: Day | null;
}

/**
 * Every open obligation of a project whose events up to `today` are in the track. Where no row in force on the day it started says until
 * when, there is none. While a pause lasts, the due day is the one that comes when it ends tomorrow.
 */
export function obligationsOf(track: Track, asked: ObligationsAsked): readonly Obligation[] {
  const { subject } = track;
  if (subject === null) return [];
  return openingsOf(track, asked.today, asked.lastAcceptance).flatMap((opening) => dueBy(opening, { ...track, subject }, asked) ?? []);
}

function dueBy(
  { start, key, kind, holder, vnd }: Opening,
  track: Track & { readonly subject: Subject },
  { rules, calendar, today }: ObligationsAsked,
): Obligation | null {
  const { subject, contracted, carriedTo } = track;
  const found = dueRuleOn(rules, kind, subject, start.on);
  if (found === undefined) return null;
  const { rule, by } = found;
  const year = kind === 'year-end-adjustment' ? (carriedTo ?? subject.planYear) : subject.planYear;
  const limit = limitOf(by, start.on, year, contracted?.endsOn ?? null);
  if (limit === undefined) return null;
  const pauses = pausesOf(track, { key, kind, start }, rules);
  const stills = pauses.map(({ from, to }) => ({ from: dayNumber(from), to: to === null ? null : dayNumber(to) }));
  const { due, ...days } = reckon(limit, dayNumber(start.on), stills, { today: dayNumber(today), calendar });
  // Signed on the day or later: the first report is next month's.
  if (kind === 'monthly-report' && due <= dayNumber(start.on)) return null;
  return {
    key,
    kind,
    startedOn: start.on,
    startedBy: { eventId: start.eventId, actor: start.actor },
    due: fromDayNumber(due),
    unit: limit.unit,
    ...days,
    pauses,
    paused: pauses.some(({ to }) => to === null),
    calendar: limit.unit === 'working' ? calendar.version : null,
    holder,
    vnd,
    rule: { id: rule.id, legalBasis: legalBasisOf(rule), status: rule.status },
  };
}

/** What stands its clock still after its start, in the order of the days. */
function pausesOf(
  { subject, pauses, decided }: Track & { readonly subject: Subject },
  { key, kind, start }: Pick<Opening, 'key' | 'kind' | 'start'>,
  rules: RuleBook,
): readonly Pause[] {
  const stops = ({ reason, to }: Pause): boolean => {
    const rule = pauseRuleOn(rules, reason, subject, start.on);
    return (to === null || to > start.on) && rule !== undefined && (rule.pauses === null || rule.pauses.includes(kind));
  };
  const named = decided.flatMap(({ deadline, ...pause }) => (deadline === key || deadline === kind ? pause : []));
  return [...pauses, ...named].filter(stops).toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** Next day after `today` on which time alone changes the set of obligations: a new month's report. null: none. */
export function nextTurn(track: Track, today: Day): Day | null {
  const stage = track.standing?.stage;
  if (isOver(track) || (stage !== 'contracted' && stage !== 'executing')) return null;
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
}
