import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scenarios } from '#testkit/scenario';
import { plainWeek } from '../calendar/plain-week.ts';
import { currentRules } from '../context.ts';
import { obligationsOf } from '../obligation/obligations.ts';
import { lifeOf, lives, tracked, trackOf } from '../obligation/tracked.fixture.ts';
import type { Of } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import { aside, by, localNeed, on, upTo, withNeed } from './project.fixture.ts';
import type { Project } from './project.state.ts';
import { runningDeadlines } from './running-deadlines.ts';

const { given, stateAfter } = scenarios(project);
const said = { deadline: 'first-advance', document: '15/CTĐP-KC', reason: 'Chờ Kho bạc hướng dẫn' };
const pause: Of<'PauseDeadline'> = { ...by('2022-03-10', 'agency-officer'), type: 'PauseDeadline', ...said };
const resume: Of<'ResumeDeadline'> = {
  ...by('2022-03-20', 'agency-officer'),
  type: 'ResumeDeadline',
  deadline: 'first-advance',
  reason: 'Đã hướng dẫn',
};
const paused = on('2022-03-10', 'agency-officer', { type: 'DeadlinePaused', data: said });
const resumed = on('2022-03-20', 'agency-officer', {
  type: 'DeadlineResumed',
  data: { deadline: 'first-advance', reason: 'Đã hướng dẫn' },
});
const local = withNeed(upTo.contracted, localNeed);

describe('the clock of a deadline', () => {
  it('is stopped by a document, with the reason, and set going again', () => {
    given(...upTo.contracted)
      .when(pause)
      .then({ type: 'DeadlinePaused', data: said });
    given(...upTo.contracted, paused)
      .when(resume)
      .then({ type: 'DeadlineResumed', data: { deadline: 'first-advance', reason: 'Đã hướng dẫn' } });
    given(...upTo.contracted, paused, resumed)
      .when({ ...pause, ...by('2022-03-21', 'agency-leader'), document: '16/CTĐP-KC' })
      .then({ type: 'DeadlinePaused', data: { ...said, document: '16/CTĐP-KC' } });
  });

  it('is the manager’s to stop: the Cục’s for KCQG, the Sở’s for KCDP', () => {
    given(...upTo.contracted)
      .when({ ...pause, ...by('2022-03-10', 'department-leader') })
      .thenRefused('not-your-role', { who: ['agency-officer', 'agency-leader'] });
    given(...local)
      .when({ ...pause, ...by('2022-03-10', 'department-leader') })
      .then({ type: 'DeadlinePaused', data: said });
    given(...local)
      .when(pause)
      .thenRefused('not-your-role', { who: ['department-leader'] });
  });

  it('stands on a document and a reason', () => {
    for (const field of ['document', 'reason'] as const)
      given(...upTo.contracted)
        .when({ ...pause, [field]: ' ' })
        .thenRefused('blank', { field });
    given(...upTo.contracted, paused)
      .when({ ...resume, reason: '' })
      .thenRefused('blank', { field: 'reason' });
  });

  it('is one that runs', () => {
    given(...upTo.contracted)
      .when({ ...pause, deadline: 'settlement' })
      .thenRefused('unknown-name', { field: 'deadline', known: ['monthly-report', 'acceptance', 'first-advance'] });
    for (const past of [upTo.settled, upTo.stopped])
      given(...past)
        .when({ ...pause, ...by('2022-12-01', 'agency-officer'), deadline: 'settlement' })
        .thenRefused(past === upTo.settled ? 'illegal-transition' : 'nothing-to-do');
    given(...aside.adjusting)
      .when({ ...pause, deadline: 'adjustment-decision:a1' })
      .then({ type: 'DeadlinePaused', data: { ...said, deadline: 'adjustment-decision:a1' } });
  });

  it('is stopped once: the same document again changes nothing, another is refused', () => {
    given(...upTo.contracted, paused)
      .when(pause)
      .thenNothing();
    given(...upTo.contracted, paused)
      .when({ ...pause, document: '16/CTĐP-KC' })
      .thenRefused('already-done', { on: '2022-03-10' });
  });

  it('is set going only where it was stopped', () => {
    given(...upTo.contracted)
      .when(resume)
      .thenRefused('nothing-to-do');
    given(...upTo.contracted, paused)
      .when({ ...resume, deadline: 'acceptance' })
      .thenRefused('unknown-name', { field: 'deadline', known: ['first-advance'] });
  });

  it('stands beside the course: the act before can still be reversed', () => {
    const state = stateAfter([...upTo.executing, paused]);
    expect(state).toMatchObject({
      file: { last: { type: 'AdvancePaid' }, paused: [{ deadline: 'first-advance', document: '15/CTĐP-KC' }] },
    });
  });
});

describe('what stands still', () => {
  const owed = (past: Parameters<typeof trackOf>[0], today: string) =>
    obligationsOf(trackOf(past), { rules: currentRules, calendar: plainWeek, today, lastAcceptance: null });
  const advance = (past: Parameters<typeof trackOf>[0], today: string) => owed(past, today).find(({ kind }) => kind === 'first-advance');

  it('is not used up, and says by which document', () => {
    expect(advance([...upTo.contracted, paused], '2022-03-15')).toMatchObject({ due: '2022-04-27', used: 17, left: 43, paused: true });
    expect(advance([...upTo.contracted, paused, resumed], '2022-03-25')).toMatchObject({
      due: '2022-05-01',
      used: 23,
      left: 37,
      paused: false,
      pauses: [{ from: '2022-03-10', to: '2022-03-20', reason: 'by-decision', document: '15/CTĐP-KC' }],
    });
  });

  it('is the deadline that was named, or each of the kind that was', () => {
    const raised = (obstacle: string) =>
      on('2022-03-01', 'centre-officer', {
        type: 'ObstacleRaised',
        data: { obstacle, level: 'treasury', cause: 'money', text: 'x', owner: null },
      });
    const stopped = (deadline: string) => on('2022-03-10', 'agency-officer', { type: 'DeadlinePaused', data: { ...said, deadline } });
    const standing = (deadline: string) =>
      owed([...upTo.contracted, raised('o1'), raised('o2'), stopped(deadline)], '2022-03-15').flatMap((one) => (one.paused ? one.key : []));
    expect(standing('obstacle-answer:o2')).toEqual(['obstacle-answer:o2']);
    expect(standing('obstacle-answer')).toEqual(['obstacle-answer:o1', 'obstacle-answer:o2']);
    expect(standing('monthly-report')).toEqual(['monthly-report:2022-03']);
  });
});

describe('the deadlines that run', () => {
  it('are those that the clocks count, in any life', () => {
    const seen = new Set<string>();
    /** Where the rules, the contract’s other members or an earlier submission leave one out. */
    const MAY_LACK = new Set(['registration', 'submission', 'monthly-report', 'settlement-dossier']);
    fc.assert(
      fc.property(lives, (one) => {
        const lived = lifeOf(one);
        let state: Project = project.initial;
        for (const [index, { event, happened }] of lived.entries()) {
          state = project.evolve(state, event, happened);
          const open = obligationsOf(tracked(lived.slice(0, index + 1)), {
            rules: currentRules,
            calendar: plainWeek,
            today: happened.on,
            lastAcceptance: happened.on,
          });
          const counted = open.flatMap(({ key, kind }) => (kind === 'monthly-report' || key === kind ? kind : [kind, key]));
          for (const name of counted) seen.add(name.split(':')[0] ?? '');
          const runs = runningDeadlines(state);
          expect([index, [...new Set(counted)].filter((name) => !runs.includes(name))]).toEqual([index, []]);
          expect([index, runs.filter((name) => !counted.includes(name) && !MAY_LACK.has(name))]).toEqual([index, []]);
        }
      }),
      { numRuns: 60, seed: 20_221_015 },
    );
    expect(seen.size).toBe(13);
  });
});
