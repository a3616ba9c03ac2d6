import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Ladder } from '#reference/rules/ladders';
import { dayNumber, fromDayNumber } from '../calendar-date.ts';
import { plainWeek } from '../calendar/plain-week.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { currentRules } from '../context.ts';
import { ladderOf, nextStepDay, reminderHoursOn, stepNow, stepsOf } from './ladder-steps.ts';
import type { ObligationKind } from './obligation.ts';

const THANH_HOA = { set: 'vn63', code: '38' } as const;
const NGHE_AN = { set: 'vn63', code: '40' } as const;
const ladderFor = (kind: ObligationKind, rules = currentRules, source: 'KCQG' | 'KCDP' = 'KCQG', day = '2022-01-01'): Ladder => {
  const ladder = ladderOf(rules, { kind, source, province: THANH_HOA }, day);
  if (ladder === undefined) throw new Error(`no ladder for ${kind}`);
  return ladder;
};
const long = ladderFor('settlement');

/** A week with some more days off. */
function weekWithout(off: ReadonlySet<number>): WorkingCalendar {
  const isOff = (day: number): boolean => plainWeek.isOff(day) || off.has(day);
  const walk = (day: number, by: 1 | -1): number => (isOff(day) ? walk(day + by, by) : day);
  return { ...plainWeek, isOff, onOrBefore: (day) => walk(day, -1), onOrAfter: (day) => walk(day, 1) };
}

const DUE = dayNumber('2022-09-12');
const calendars = fc.array(fc.integer({ min: DUE - 60, max: DUE + 160 }), { maxLength: 60 }).map((days) => weekWithout(new Set(days)));
const rising = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }).map((days) => days.toSorted((a, b) => a - b));
const ladders = fc.record({
  before: rising.map((days) => days.toReversed()),
  onDue: fc.boolean(),
  after: rising,
  weekly: fc.integer({ min: 0, max: 8 }),
  escalate: fc.constantFrom<Ladder['escalate']>([], ['supervisor'], ['department'], ['supervisor', 'department']),
});
const told = fc.record({
  ladder: ladders.map((fields): Ladder => ({ ...long, ...fields })),
  calendar: calendars,
  due: fc.integer({ min: DUE - 10, max: DUE + 10 }).map(fromDayNumber),
  startedOn: fc.integer({ min: DUE - 60, max: DUE + 20 }).map(fromDayNumber),
});
const seeds = { numRuns: 1_000, seed: 20_221_015 };

describe('the steps of a ladder', () => {
  it('are in the order of their days, one a day at most, none on a day off and none before the start', () => {
    fc.assert(
      fc.property(told, ({ ladder, calendar, due, startedOn }) => {
        const days = stepsOf(ladder, { due, startedOn }, calendar).map(({ on }) => on);
        expect(days).toEqual([...new Set(days)].toSorted());
        expect(days.filter((day) => calendar.isOff(dayNumber(day)) || day < startedOn)).toEqual([]);
      }),
      seeds,
    );
  });

  it('fall on their own day, or by so many days off before or after it, and leave out only what a later one on the same day covers', () => {
    fc.assert(
      fc.property(told, ({ ladder, calendar, due }) => {
        const steps = stepsOf(ladder, { due, startedOn: '1970-01-01' }, calendar);
        const last = ladder.after.at(-1) ?? 0;
        const nominal = new Map<string, number>([
          ...ladder.before.map((days) => [`before-${days}`, -days] as const),
          ...(ladder.onDue ? [['due', 0] as const] : []),
          ...ladder.after.map((days) => [`after-${days}`, days] as const),
          ...Array.from({ length: ladder.weekly }, (_, week) => [`weekly-${week + 1}`, last + 7 * (week + 1)] as const),
          ...ladder.escalate.map((step, week) => [step, last + 7 * (ladder.weekly + week + 1)] as const),
        ]);
        const names = steps.map(({ step }) => step);
        for (const { step, on } of steps) {
          const own = dayNumber(due) + (nominal.get(step) ?? NaN);
          const [from, to] = (nominal.get(step) ?? 0) > 0 ? [own, dayNumber(on) - 1] : [dayNumber(on) + 1, own];
          for (let day = from; day <= to; day++) expect([step, day, calendar.isOff(day)]).toEqual([step, day, true]);
        }
        for (const [name, after] of nominal) {
          if (names.includes(name)) continue;
          const day = dayNumber(due) + after;
          const moved = fromDayNumber(after > 0 ? calendar.onOrAfter(day) : calendar.onOrBefore(day));
          expect([name, steps.map(({ on }) => on)]).toEqual([name, expect.arrayContaining([moved])]);
        }
        expect(names.at(-1)).toBe([...nominal.keys()].at(-1));
      }),
      seeds,
    );
  });

  it('are those of the proposal: T-10, T-3, T, T+5, eight weeks, the supervisor, the department', () => {
    const steps = stepsOf(long, { due: '2022-09-12', startedOn: '2022-08-28' }, plainWeek);
    expect(steps.map(({ step, on }) => `${step} ${on}`)).toEqual([
      'before-10 2022-09-02',
      'before-3 2022-09-09',
      'due 2022-09-12',
      'after-5 2022-09-19',
      'weekly-1 2022-09-26',
      'weekly-2 2022-10-03',
      'weekly-3 2022-10-10',
      'weekly-4 2022-10-17',
      'weekly-5 2022-10-24',
      'weekly-6 2022-10-31',
      'weekly-7 2022-11-07',
      'weekly-8 2022-11-14',
      'supervisor 2022-11-21',
      'department 2022-11-28',
    ]);
    expect(steps.slice(-3).map(({ audience }) => audience)).toEqual([
      ['holder'],
      ['holder', 'supervisor'],
      ['holder', 'supervisor', 'department'],
    ]);
  });

  it('are new ones when the last day moves', () => {
    const dayOf = (due: string) => stepsOf(long, { due, startedOn: '2022-08-01' }, plainWeek).find(({ step }) => step === 'due')?.on;
    expect([dayOf('2022-09-12'), dayOf('2022-09-18')]).toEqual(['2022-09-12', '2022-09-16']);
  });
});

describe('the step of a day', () => {
  const steps = stepsOf(long, { due: '2022-09-12', startedOn: '2022-08-28' }, plainWeek);
  const none: ReadonlySet<string> = new Set();

  it('is the latest whose day has come; once claimed there is none until the next', () => {
    expect(stepNow(steps, '2022-09-01', none)).toBeNull();
    expect(stepNow(steps, '2022-09-02', none)).toMatchObject({ step: 'before-10', late: false, skipped: [] });
    expect(stepNow(steps, '2022-09-05', new Set(['before-10']))).toBeNull();
    expect(stepNow(steps, '2022-09-09', new Set(['before-10']))).toMatchObject({ step: 'before-3', late: false, skipped: [] });
  });

  it('after an outage is one, marked late, and those before it are never sent', () => {
    expect(stepNow(steps, '2022-09-22', new Set(['before-10']))).toEqual({
      step: 'after-5',
      on: '2022-09-19',
      audience: ['holder'],
      late: true,
      skipped: ['before-3', 'due'],
    });
    expect(stepNow(steps, '2022-09-22', new Set(['weekly-3']))).toBeNull();
  });

  it('walks through any life of the sender without sending twice or going back', () => {
    fc.assert(
      fc.property(told, fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }), ({ ladder, calendar, due, startedOn }, waits) => {
        const all = stepsOf(ladder, { due, startedOn }, calendar);
        const claimed = new Set<string>();
        const missed: string[] = [];
        let day = DUE - 60;
        for (const wait of waits) {
          day += wait;
          const now = stepNow(all, fromDayNumber(day), claimed);
          const next = nextStepDay(all, fromDayNumber(day), claimed);
          expect(next).toBe(all.find(({ on }) => on > fromDayNumber(day))?.on ?? null);
          if (now === null) continue;
          expect([now.step, claimed.has(now.step), now.late]).toEqual([now.step, false, now.on < fromDayNumber(day)]);
          claimed.add(now.step);
          missed.push(...now.skipped);
        }
        const upTo = all.findLastIndex(({ step }) => claimed.has(step));
        expect([...claimed, ...missed].toSorted()).toEqual(
          all
            .slice(0, upTo + 1)
            .map(({ step }) => step)
            .toSorted(),
        );
      }),
      seeds,
    );
  });
});

describe('the ladder in force', () => {
  it('names the deadline, or is the one for all others', () => {
    expect(ladderFor('settlement').id).toBe('ladder');
    expect(ladderFor('monthly-report')).toMatchObject({ id: 'ladder-monthly-report', before: [3], after: [5], weekly: 0, escalate: [] });
    expect(ladderFor('submission').id).toBe('ladder-registration');
  });

  it("is the province's own for its KCDP, and leaves to others what they name", () => {
    const own: Ladder = { ...long, id: 'own', weekly: 2, province: THANH_HOA };
    const rules = { ...currentRules, ladders: [...currentRules.ladders, own] };
    expect(ladderFor('settlement', rules, 'KCDP').id).toBe('own');
    expect(ladderFor('settlement', rules).id).toBe('ladder');
    expect(ladderFor('monthly-report', rules, 'KCDP').id).toBe('ladder-monthly-report');
    expect(ladderOf(rules, { kind: 'settlement', source: 'KCDP', province: NGHE_AN }, '2022-01-01')?.id).toBe('ladder');
  });

  it('holds on its days', () => {
    const rules = {
      ...currentRules,
      ladders: [
        { ...long, to: '2022-06-30' },
        { ...long, id: 'later', from: '2022-07-01' },
      ],
    };
    expect([ladderFor('settlement', rules).id, ladderFor('settlement', rules, 'KCQG', '2022-07-01').id]).toEqual(['ladder', 'later']);
    expect(ladderOf({ ...rules, ladders: [] }, { kind: 'settlement', source: 'KCQG', province: THANH_HOA }, '2022-01-01')).toBeUndefined();
  });
});

it('the hours of sending are those of the recipient’s province, if it has its own', () => {
  const [row] = currentRules.reminderHours;
  if (row === undefined) throw new Error('no hours');
  const rules = { ...currentRules, reminderHours: [row, { ...row, id: 'own', opens: '07:00', province: THANH_HOA }] };
  expect(reminderHoursOn(rules, THANH_HOA, '2022-01-01')?.opens).toBe('07:00');
  for (const province of [NGHE_AN, null]) expect(reminderHoursOn(rules, province, '2022-01-01')?.opens).toBe('07:30');
});
