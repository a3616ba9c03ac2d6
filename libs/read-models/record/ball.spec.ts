import { describe, expect, it } from '@jest/globals';
import type { Holder } from '#contracts/record-parts';
import { daysBetween } from '#lifecycle/calendar-date';
import type { Source } from '#reference/province-ref';
import { type LivedEvent, stoppedLife, wholeLife } from '#testkit/whole-lives.fixture';
import { ballInCourt } from './ball.ts';

const ballAt = (life: readonly LivedEvent[], source: Source, until: string) =>
  ballInCourt(
    life.map((one, revision) => ({ ...one, revision })).filter(({ on }) => on <= until),
    source,
    until,
  );

describe('who has the ball', () => {
  it.each<readonly [day: string, holder: Holder | null, since: string]>([
    ['2025-01-15', 'centre', '2025-01-10'],
    ['2025-02-02', 'department', '2025-02-01'],
    ['2025-02-10', 'centre', '2025-02-05'],
    ['2025-02-25', null, '2025-02-25'],
    ['2025-02-26', 'department', '2025-02-26'],
    ['2025-03-04', 'department', '2025-02-26'],
    ['2025-03-06', 'agency', '2025-03-05'],
    ['2025-05-02', 'ministry', '2025-05-01'],
    ['2025-05-25', null, '2025-05-20'],
    ['2026-01-02', 'agency', '2025-12-20'],
    ['2026-01-15', 'centre', '2026-01-10'],
    ['2026-01-21', 'department', '2026-01-20'],
    ['2026-02-01', 'agency', '2026-01-30'],
    ['2026-02-11', 'enterprise', '2026-02-10'],
    ['2026-02-13', 'agency', '2026-02-12'],
    ['2026-03-01', 'enterprise', '2026-02-15'],
    ['2026-05-03', 'treasury', '2026-05-01'],
    ['2026-05-21', 'department', '2026-05-20'],
    ['2026-05-26', 'agency', '2026-05-25'],
    ['2026-06-15', 'agency', '2026-06-10'],
    ['2026-09-15', 'centre', '2026-09-10'],
    ['2026-09-21', 'agency', '2026-09-20'],
    ['2026-12-31', null, '2026-10-20'],
  ])('on %s: %s, since %s', (day, holder, since) => {
    expect(ballAt(wholeLife, 'KCQG', day)).toMatchObject({ holder, since });
  });

  it('is the province that decides the plan of KCĐP, and its Sở that manages it', () => {
    expect(ballAt(stoppedLife, 'KCDP', '2025-06-01')).toMatchObject({ holder: 'province', since: '2025-04-02' });
    expect(ballAt(stoppedLife, 'KCDP', '2026-06-01')).toMatchObject({ holder: 'department', since: '2026-03-20' });
  });
});

describe('the days of the ball', () => {
  it.each(['2025-01-10', '2025-02-10', '2025-05-25', '2026-02-13', '2026-05-03', '2026-12-31', '2030-01-01'])(
    'up to %s add up to those that somebody had it',
    (until) => {
      const { days, spans } = ballAt(wholeLife, 'KCQG', until);
      const total = Object.values(days).reduce((all, one) => all + one, 0);
      expect(total).toBe(spans.reduce((all, one) => all + one.days, 0));
      for (const { from, to, days: length } of spans) expect(length).toBe(daysBetween(from, to));
      // Nobody had it from the wrong rejection to its reversal, nor while the plan had left it out, nor after the settlement.
      const nobody = [
        ['2025-02-25', '2025-02-26'],
        ['2025-05-20', '2025-06-01'],
        ['2026-10-20', '9999-12-31'],
      ] as const;
      const missing = nobody.reduce((all, [from, to]) => all + Math.max(0, daysBetween(from, to < until ? to : until)), 0);
      expect(total).toBe(daysBetween('2025-01-10', until) - missing);
    },
  );

  it('say what was waited for', () => {
    const { spans, days } = ballAt(wholeLife, 'KCQG', '2026-12-31');
    const of = (awaits: string) => spans.filter((span) => span.awaits === awaits);
    expect(of('volume')).toEqual([
      { holder: 'department', awaits: 'volume', stage: 'contracted', from: '2026-01-20', to: '2026-01-30', days: 10 },
    ]);
    expect(of('payment').map(({ holder, days: length }) => [holder, length])).toEqual([
      ['agency', 11],
      ['agency', 3],
    ]);
    expect(of('obstacle')).toMatchObject([{ holder: 'treasury', days: 10 }]);
    expect(of('adjustment').map(({ holder, days: length }) => [holder, length])).toEqual([
      ['department', 5],
      ['agency', 7],
      ['agency', 10],
    ]);
    expect(days).toMatchObject({ treasury: 10, commune: 0, province: 0 });
  });

  it('are the same whatever decisions the project could not take', () => {
    const data = { asked: 'ExtendContract', decidedBy: 'e', stream: 'contract-c-1', document: 'PL-01', reason: 'x', status: 'x' } as const;
    const declined = { event: { type: 'FollowUpDeclined', data }, revision: 999, on: '2026-11-30', by: 'follow-up:u' } as const;
    const life = wholeLife.map((one, revision) => ({ ...one, revision }));
    const among = life.flatMap((one) => [one, declined]);
    expect(ballInCourt(among, 'KCQG', '2026-12-31')).toEqual(ballInCourt(life, 'KCQG', '2026-12-31'));
  });
});
