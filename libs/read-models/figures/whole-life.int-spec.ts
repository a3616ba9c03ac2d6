import { describe, expect, it } from '@jest/globals';
import { dayNumber, fromDayNumber } from '#lifecycle/calendar-date';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { evolve } from '#lifecycle/project/project.evolve';
import { advancedGross, type Project } from '#lifecycle/project/project.state';
import { type LivedEvent, stoppedLife, wholeLife } from '#testkit/whole-lives.fixture';
import { boardFigures } from './board-figures.ts';
import { FACT_WIDTH } from './facts.ts';
import { emptyFigures, inLog, project } from './figures.fixture.ts';
import { Ledger } from './ledger.ts';
import { obligationsOf } from './obligations.ts';
import { standingAfter, type Standing as StageStanding } from '#lifecycle/project/project-stage';
import { standingAt } from './standing.ts';

const eventsOf = (id: string, life: readonly LivedEvent[]) =>
  life.map(({ event, on }, revision) => ({
    stream: `project-${id}`,
    revision,
    type: event.type,
    data: event.data as Readonly<Record<string, unknown>>,
    occurredOn: on,
    recordedAt: `${on}T03:00:00.000Z`,
  }));

const db = emptyFigures();
project(db, inLog([...eventsOf('whole', wholeLife), ...eventsOf('stopped', stoppedLife)]));
const ledger = new Ledger(db);
const factsOf = (id: string) => ledger.project(id)?.facts ?? [];

describe.each([
  ['whole', wholeLife],
  ['stopped', stoppedLife],
] as const)('the %s life', (id, life) => {
  it('stands in the figures and in the list where the rules say, with the same money, after every event', () => {
    let state: Project = { status: 'absent' };
    let listed: StageStanding | null = null;
    for (const [revision, { event, on, by }] of life.entries()) {
      state = evolve(state, event, { on, actor: by });
      listed = standingAfter(listed, event, on);
      const standing = standingAt(factsOf(id).slice(0, (revision + 1) * FACT_WIDTH), { asOfDay: Infinity, knownDay: Infinity });
      const at = `${revision} ${event.type}`;
      expect([at, listed.stage, standing.stage]).toEqual([at, state.status, state.status]);
      expect([at, fromDayNumber(standing.stageDay)]).toEqual([at, listed.stageOn]);
      if (!('approval' in state)) continue;
      expect([at, standing.plan, standing.advanced, standing.recovered, standing.openObstacles]).toEqual([
        at,
        state.approval.amount,
        advancedGross(state),
        state.recovered,
        state.file.obstacles.length,
      ]);
      expect([at, standing.request !== 'none', standing.dossierLodged]).toEqual([at, state.request !== null, state.dossierLodged]);
    }
  });

  it('has one fact for every event', () => expect(factsOf(id)).toHaveLength(life.length * FACT_WIDTH));
});

const at = (day: string, known = Infinity) => standingAt(factsOf('whole'), { asOfDay: dayNumber(day), knownDay: known });

describe('the figures of the whole life', () => {
  it('change the plan from the day of the decision that adjusts it', () => {
    expect([at('2026-06-19').plan, at('2026-06-20').plan]).toEqual([280_000_000, 260_000_000]);
  });

  it('count a wrong payment until it is reversed, and the right one from its own day', () => {
    expect(at('2026-02-11')).toMatchObject({ advanced: 110_000_000, firstAdvancePaid: true, stage: 'executing' });
    expect(at('2026-02-12')).toMatchObject({ advanced: 0, firstAdvancePaid: false, stage: 'contracted', request: 'confirmed' });
    expect(at('2026-02-15')).toMatchObject({ advanced: 100_000_000, firstAdvancePaid: true });
  });

  it('count advances before acceptance after the first one, and a recovery that was taken back not', () => {
    expect(at('2026-04-20')).toMatchObject({ advanced: 150_000_000, recovered: 20_000_000, remainingAdvancePaid: false });
    expect(at('2026-04-21')).toMatchObject({ advanced: 150_000_000, recovered: 0 });
  });

  it('know of a reversal only from the day on which it was recorded', () => {
    expect(at('2026-02-12', dayNumber('2026-02-11'))).toMatchObject({ advanced: 110_000_000 });
  });

  it('add up on the board', () => {
    const [row] = boardFigures(ledger, { year: 2026, asOf: '2026-12-31', knownAt: null, set: 'vn63' }).filter(
      ({ projects }) => projects > 0,
    );
    expect(row).toMatchObject({
      projects: 2,
      plan: 560_000_000,
      committed: 560_000_000,
      advanced: 250_000_000,
      executed: 250_000_000,
      settled: 250_000_000,
      stages: { settled: 1, stopped: 1 },
    });
  });
});

describe('an obligation', () => {
  const obstacle = (on: string, event: ProjectEvent): LivedEvent => ({ on, event, by: 'u' });
  const blocked = [
    ...wholeLife.slice(0, 27),
    obstacle('2026-03-01', {
      type: 'ObstacleRaised',
      data: { obstacle: 'o-1', level: 'agency', cause: 'money', text: 'Chậm', owner: null },
    }),
    obstacle('2026-03-20', { type: 'ObstacleAnswered', data: { obstacle: 'o-1', answer: 'Chưa', resolved: false } }),
    obstacle('2026-04-01', { type: 'ObstacleAnswered', data: { obstacle: 'o-1', answer: 'Xong', resolved: true } }),
  ];
  const own = emptyFigures();
  project(own, inLog(eventsOf('blocked', blocked)));

  it.each([
    ['2026-02-28', []],
    ['2026-03-05', ['blocked']],
    ['2026-03-25', ['blocked']],
    ['2026-04-01', ['late']],
  ])('at %s is %j', (asOf, states) => {
    expect(obligationsOf(new Ledger(own), 'blocked', { asOf, knownAt: null }).map(({ state }) => state)).toEqual(states);
  });
});
