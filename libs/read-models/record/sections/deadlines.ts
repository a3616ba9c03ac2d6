/** What is owed by when, from the events of the project and the dated rules. */
import type { RecordedDeadline } from '#contracts/record-deadlines';
import { dayNumber } from '#lifecycle/calendar-date';
import type { Obligation, Pause } from '#lifecycle/obligation/obligation';
import { type ObligationsAsked, obligationsOf } from '#lifecycle/obligation/obligations';
import { stoodStill } from '#lifecycle/obligation/reckoning';
import { type Track, track, untracked } from '#lifecycle/obligation/track';
import type { ProvinceRef } from '#reference/province-ref';
import { inBoth } from '#reference/rules/legal-basis';
import { PAUSE_REASONS } from '#reference/rules/pauses';
import type { AskedMoment } from '../moment.ts';
import type { HappenedToProject, ProjectHistory } from '../project-events.ts';
import { deadlineName } from '../sentences/clock.ts';
import { dayText, type Sentence } from '../wording.ts';

/** What deadlines depend on besides the project's own events. */
export interface Clocks {
  rulesOf(province: ProvinceRef): Promise<ObligationsAsked['rules']>;
  /** Working days of a province as known on a day; null: all that is known. */
  calendarOf(province: ProvinceRef, knownAt: string | null): Promise<ObligationsAsked['calendar']>;
  /** Last acceptance of the project's contract at a moment, from the figures. */
  lastAcceptanceOf(projectId: string, moment: AskedMoment): ObligationsAsked['lastAcceptance'];
}

/** The open deadlines of a history on the day that it was asked for, by their days. */
export async function deadlinesOf(
  { id, events }: ProjectHistory,
  moment: AskedMoment,
  clocks: Clocks,
): Promise<readonly RecordedDeadline[]> {
  const now = events.reduce(trackOn, untracked);
  if (now.subject === null) return [];
  const { province } = now.subject;
  const { asOf: today, knownAt } = moment;
  const [rules, calendar] = await Promise.all([clocks.rulesOf(province), clocks.calendarOf(province, knownAt)]);
  const asked = { rules, calendar, today, lastAcceptance: clocks.lastAcceptanceOf(id, moment) };
  return obligationsOf(now, asked)
    .map((one) => recorded(one, asked))
    .toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

const trackOn = (state: Track, { recorded: { id, revision, meta }, event }: HappenedToProject): Track =>
  track(state, event, { id, revision, on: meta['occurredOn'] ?? '', actor: meta['actor'] ?? '', recordedAt: meta['recordedAt'] ?? '' });

function recorded({ startedBy: _startedBy, ...one }: Obligation, asked: ObligationsAsked): RecordedDeadline {
  const rule = { ...one.rule, words: inBoth(one.rule.legalBasis) };
  return { ...one, rule, name: deadlineName(one.key), standing: standingOf(one, asked) };
}

const UNITS: Readonly<Record<Obligation['unit'], Sentence>> = {
  calendar: { vi: 'ngày', en: 'days' },
  fixed: { vi: 'ngày', en: 'days' },
  working: { vi: 'ngày làm việc', en: 'working days' },
};

type Standing = Pick<Obligation, 'unit' | 'given' | 'used' | 'left' | 'pauses' | 'startedOn'>;

/** đã dùng 7/15 ngày làm việc; tạm dừng 4 ngày làm việc chờ hoàn thiện, bổ sung hồ sơ. */
function standingOf({ unit, given, used, left, pauses, startedOn }: Standing, asked: ObligationsAsked): Sentence {
  const days = UNITS[unit];
  const counted = given === null ? [] : [{ vi: `đã dùng ${used}/${given} ${days.vi}`, en: `${used} of ${given} ${days.en} used` }];
  const ahead = { vi: `còn ${left} ${days.vi}`, en: `${left} ${days.en} left` };
  const behind = { vi: `quá hạn ${-left} ${days.vi}`, en: `${-left} ${days.en} overdue` };
  const stood = pauses.map((pause) => stoodText(pause, days, stoodStill(unit, dayNumber(startedOn), stillOf(pause), numbered(asked))));
  const parts = [...counted, ...(left < 0 ? [behind] : given === null ? [ahead] : []), ...stood];
  return { vi: parts.map(({ vi }) => vi).join('; '), en: parts.map(({ en }) => en).join('; ') };
}

const stillOf = ({ from, to }: Pause) => [{ from: dayNumber(from), to: to === null ? null : dayNumber(to) }];
const numbered = ({ today, calendar }: ObligationsAsked) => ({ today: dayNumber(today), calendar });

function stoodText({ from, to, reason, document }: Pause, days: Sentence, count: number): Sentence {
  const why = PAUSE_REASONS[reason];
  const by = document === null ? '' : ` ${document}`;
  return to === null
    ? { vi: `đang tạm dừng từ ${dayText(from)}: ${why.vi}${by}`, en: `paused since ${dayText(from)}: ${why.en}${by}` }
    : { vi: `tạm dừng ${count} ${days.vi} ${why.vi}${by}`, en: `paused for ${count} ${days.en}: ${why.en}${by}` };
}
