import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import type { Of } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import { by, on, upTo } from './project.fixture.ts';

const { given, stateAfter } = scenarios(project);
const facts = { level: 'treasury', cause: 'money', text: 'Kho bạc chưa chuyển tiền', owner: null } as const;
const raise: Of<'RaiseObstacle'> = { ...by('2022-05-01', 'centre-officer'), type: 'RaiseObstacle', ...facts };
const raised = (obstacle: string) => on('2022-05-01', 'centre-officer', { type: 'ObstacleRaised', data: { obstacle, ...facts } });
const answered = (obstacle: string, resolved: boolean) =>
  on('2022-05-05', 'agency-officer', { type: 'ObstacleAnswered', data: { obstacle, answer: 'Đã chuyển', resolved } });
const promise: Of<'PromiseAnswer'> = {
  ...by('2022-05-02', 'agency-officer'),
  type: 'PromiseAnswer',
  obstacle: 'o1',
  owner: 'u-accountant',
  promisedOn: '2022-05-10',
};
const answer: Of<'AnswerObstacle'> = {
  ...by('2022-05-05', 'agency-officer'),
  type: 'AnswerObstacle',
  obstacle: 'o1',
  answer: 'Đã chuyển',
  resolved: true,
};

describe('an obstacle', () => {
  it('is raised at any stage, in whose court, why, and gets a name of its own', () => {
    for (const past of [upTo.surveyed, upTo.submitted, upTo.executing])
      given(...past)
        .when(raise)
        .then({ type: 'ObstacleRaised', data: { obstacle: 'o1', ...facts } });
    given(...upTo.executing, raised('o1'), answered('o1', true))
      .when({ ...raise, ...by('2022-05-06', 'commune-officer') })
      .then({ type: 'ObstacleRaised', data: { obstacle: 'o2', ...facts } });
  });
  it('says its cause and what it is', () => {
    given(...upTo.executing)
      .when({ ...raise, text: '' })
      .thenRefused('blank', { field: 'text' });
    given(...upTo.executing)
      .when({ ...raise, cause: '' })
      .thenRefused('blank', { field: 'cause' });
  });
  it('is not raised on a project that has ended', () =>
    given(...upTo.settled)
      .when({ ...raise, ...by('2022-10-01', 'centre-officer') })
      .thenRefused('illegal-transition', { status: 'settled' }));
  it('leaves the project where it is', () =>
    expect(stateAfter([...upTo.executing, raised('o1')])).toMatchObject({
      status: 'executing',
      file: { obstacles: [{ obstacle: 'o1' }] },
    }));
});

describe('a promise to answer', () => {
  it('says who by when', () => {
    given(...upTo.executing, raised('o1'))
      .when(promise)
      .then({ type: 'AnswerPromised', data: { obstacle: 'o1', owner: 'u-accountant', promisedOn: '2022-05-10' } });
    const promised = on('2022-05-02', 'agency-officer', {
      type: 'AnswerPromised',
      data: { obstacle: 'o2', owner: 'u-accountant', promisedOn: '2022-05-10' },
    });
    expect(stateAfter([...upTo.executing, raised('o1'), raised('o2'), promised])).toMatchObject({
      file: { obstacles: [{ owner: null }, { owner: 'u-accountant' }] },
    });
  });
  it('may be for today, never for a day gone by', () => {
    given(...upTo.executing, raised('o1'))
      .when({ ...promise, promisedOn: '2022-05-02' })
      .then({ type: 'AnswerPromised', data: { obstacle: 'o1', owner: 'u-accountant', promisedOn: '2022-05-02' } });
    given(...upTo.executing, raised('o1'))
      .when({ ...promise, promisedOn: '2022-05-01' })
      .thenRefused('date-order', { field: 'promisedOn' });
  });
  it('has an owner and an open obstacle', () => {
    given(...upTo.executing, raised('o1'))
      .when({ ...promise, owner: ' ' })
      .thenRefused('blank', { field: 'owner' });
    given(...upTo.executing, raised('o1'))
      .when({ ...promise, obstacle: 'o9' })
      .thenRefused('unknown-name', { field: 'obstacle', given: 'o9', known: ['o1'] });
    given(...upTo.executing)
      .when(promise)
      .thenRefused('nothing-to-do', { command: 'PromiseAnswer' });
  });
  it('is not the proposer’s to give', () =>
    given(...upTo.executing, raised('o1'))
      .when({ ...promise, ...by('2022-05-02', 'centre-officer') })
      .thenRefused('not-your-role'));
});

describe('an answer', () => {
  it('closes the obstacle only when it says so', () => {
    given(...upTo.executing, raised('o1'))
      .when(answer)
      .then({ type: 'ObstacleAnswered', data: { obstacle: 'o1', answer: 'Đã chuyển', resolved: true } });
    expect(stateAfter([...upTo.executing, raised('o1'), raised('o2'), answered('o1', true)])).toMatchObject({
      file: { obstacles: [{ obstacle: 'o2' }], obstaclesRaised: ['o1', 'o2'] },
    });
    expect(stateAfter([...upTo.executing, raised('o1'), answered('o1', false)])).toMatchObject({
      file: { obstacles: [{ obstacle: 'o1' }] },
    });
  });
  it('is not blank, and of an open obstacle', () => {
    given(...upTo.executing, raised('o1'))
      .when({ ...answer, answer: '' })
      .thenRefused('blank', { field: 'answer' });
    given(...upTo.executing, raised('o1'), answered('o1', true))
      .when(answer)
      .thenRefused('nothing-to-do', { command: 'AnswerObstacle' });
    given(...upTo.executing, raised('o1'), raised('o2'), answered('o1', true))
      .when(answer)
      .thenRefused('unknown-name', { given: 'o1', known: ['o2'] });
  });
});
