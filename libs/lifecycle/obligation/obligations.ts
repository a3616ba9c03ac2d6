/** The deadlines of one project on one day, by the dated rules and the working calendar. */
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { RuleBook } from '../context.ts';
import type { Day } from '../fields.events.ts';
import type { Obligation } from './obligation.ts';
import type { Track } from './track.ts';

export interface ObligationsAsked {
  readonly rules: RuleBook;
  /** Of the project's province, as known on `today`. */
  readonly calendar: WorkingCalendar;
  readonly today: Day;
  /** `lastAcceptanceOf` the members of the project's contract; not looked at when it has no contract stream. */
  readonly lastAcceptance: Day | null;
}

/** Every open obligation of a project whose events up to `today` are in the track, by key. A rule that is not known gives no obligation. */
export function obligationsOf(_track: Track, _asked: ObligationsAsked): readonly Obligation[] {
  return [];
}

/** Next day after `today` on which time alone changes the set of obligations: a new month's report. null: none. */
export function nextTurn(_track: Track, _today: Day): Day | null {
  return null;
}
