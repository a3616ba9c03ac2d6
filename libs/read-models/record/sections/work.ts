/** The work itself, what stands in its way, and what is changed about it. */
import type { RecordedPause } from '#contracts/record-deadlines';
import type {
  ContentSection,
  ForceMajeureSection,
  RecordedAdjustment,
  RecordedInspection,
  RecordedObstacle,
  RecordedProgress,
  TargetVerdict,
} from '#contracts/record-sections';
import { daysBetween } from '#lifecycle/calendar-date';
import { sum } from '#lifecycle/money';
import type { ContentPlan, ContentResult } from '#lifecycle/project/project.events';
import { type Dated, done, lastOfType, ofType } from '../dated.ts';

/** Open and resolved ones, as they were raised. @param until day by which an open one's age is counted */
export function obstacles(events: readonly Dated[], until: string): readonly RecordedObstacle[] {
  const found = new Map<string, Omit<RecordedObstacle, 'ageDays' | 'overdue'>>();
  for (const one of events) {
    const { event } = one;
    if (event.type === 'ObstacleRaised')
      found.set(event.data.obstacle, { ...done(one), ...event.data, promisedOn: null, answers: [], resolvedOn: null });
    if (event.type !== 'AnswerPromised' && event.type !== 'ObstacleAnswered') continue;
    const before = found.get(event.data.obstacle);
    if (before === undefined) continue;
    if (event.type === 'AnswerPromised')
      found.set(event.data.obstacle, { ...before, owner: event.data.owner, promisedOn: event.data.promisedOn });
    else {
      const answers = [...before.answers, { ...done(one), answer: event.data.answer }];
      found.set(event.data.obstacle, { ...before, answers, resolvedOn: event.data.resolved ? one.on : before.resolvedOn });
    }
  }
  return [...found.values()].map((obstacle) => ({
    ...obstacle,
    ageDays: daysBetween(obstacle.on, obstacle.resolvedOn ?? until),
    overdue: obstacle.resolvedOn === null && obstacle.promisedOn !== null && obstacle.promisedOn < until,
  }));
}

/** Every request with the Sở's word on it and its decision, be it a person's or the plan's own. */
export function adjustments(events: readonly Dated[]): readonly RecordedAdjustment[] {
  return ofType(events, 'AdjustmentRequested').map((one) => {
    const { adjustment, kinds, change, reason } = one.event.data;
    const confirmed = ofType(events, 'AdjustmentConfirmed').find(({ event }) => event.data.adjustment === adjustment);
    return {
      ...done(one),
      adjustment,
      kinds,
      change,
      reason,
      confirmed: confirmed
        ? { ...done(confirmed), visitedOn: confirmed.event.data.visitedOn, opinion: confirmed.event.data.opinion }
        : null,
      decided: decisionOn(events, adjustment),
    };
  });
}

function decisionOn(events: readonly Dated[], adjustment: string): RecordedAdjustment['decided'] {
  for (const one of events) {
    const { event } = one;
    if (event.type === 'AdjustmentDecided' && event.data.adjustment === adjustment) {
      const { approved, decisionNo, reason, reopens } = event.data;
      return { ...done(one), approved, decisionNo, reason, reopens };
    }
    if (event.type === 'ApprovalAdjusted' && event.data.adjustment === adjustment) {
      const { decisionNo, reason, reopens } = event.data;
      return { ...done(one), approved: true, decisionNo, reason, reopens: reopens ?? [] };
    }
  }
  return null;
}

export const progressReports = (events: readonly Dated[]): readonly RecordedProgress[] =>
  ofType(events, 'ProgressReported').map((one) => ({ ...done(one), ...one.event.data }));

export const inspections = (events: readonly Dated[]): readonly RecordedInspection[] =>
  ofType(events, 'InspectionHeld').map((one) => {
    const { by: inspector, findings, demands } = one.event.data;
    return { ...done(one), inspector, findings, demands };
  });

/** The last one declared. */
export function forceMajeure(events: readonly Dated[]): ForceMajeureSection | null {
  const declared = lastOfType(events, 'ForceMajeureDeclared');
  if (declared === null) return null;
  const since = events.slice(events.indexOf(declared));
  const { event, explanation } = declared.event.data;
  return {
    declared: { ...done(declared), event, explanation },
    confirmations: ofType(since, 'ForceMajeureConfirmed').map((one) => {
      const { by: party, percent, minutesNo } = one.event.data;
      return { ...done(one), party, percent, minutesNo };
    }),
  };
}

/** Every content of a key scheme with target, actual and money by year. The last report of a year counts. */
export function contentSections(events: readonly Dated[]): readonly ContentSection[] {
  const plans = events.reduce<readonly ContentPlan[]>(
    (last, { event }) => (event.type === 'ProjectDrafted' || event.type === 'ProjectRegistered' ? (event.data.contents ?? []) : last),
    [],
  );
  const results = ofType(events, 'ContentResultReported').map(({ event }) => event.data);
  return plans.map((plan) => contentSection(plan, results));
}

function contentSection({ content, unit, years: planned }: ContentPlan, results: readonly ContentResult[]): ContentSection {
  const years = planned.map(({ year, target, money }) => {
    const result = results.findLast((one) => one.content === content && one.year === year) ?? null;
    return {
      year,
      target,
      actual: result?.actual ?? null,
      money,
      spent: result?.spent ?? null,
      verdict: result === null ? null : against(target, result.actual),
      shortfall: result?.shortfall ?? null,
    };
  });
  const reported = years.filter(({ actual }) => actual !== null);
  const total = (of: readonly (number | null)[]): number => of.reduce<number>((all, one) => all + (one ?? 0), 0);
  const actual = total(reported.map((year) => year.actual));
  return {
    content,
    unit,
    years,
    target: total(years.map(({ target }) => target)),
    actual,
    money: sum(...years.map(({ money }) => money)),
    spent: sum(...years.map(({ spent }) => spent ?? 0)),
    verdict: reported.length === 0 ? null : against(total(reported.map(({ target }) => target)), actual),
  };
}

const against = (target: number, actual: number): TargetVerdict => (actual > target ? 'over' : actual < target ? 'under' : 'met');

export const pauses = (events: readonly Dated[]): readonly RecordedPause[] =>
  ofType(events, 'DeadlinePaused').map((one) => {
    const { deadline, document, reason } = one.event.data;
    const end = ofType(events, 'DeadlineResumed').find(
      ({ event, revision }) => event.data.deadline === deadline && revision > one.revision,
    );
    return {
      ...done(one),
      deadline,
      document,
      reason,
      resumed: end === undefined ? null : { ...done(end), reason: end.event.data.reason },
    };
  });
