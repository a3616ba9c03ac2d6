/** Khó khăn, vướng mắc: whose court an obstacle lies in, who promised what by when, and the answer. */
import { Refusal } from '../refusal.ts';
import { act, type ProjectAsked, refuseBlank } from './act.ts';
import { OPEN } from './dossier.acts.ts';
import type { Obstacle } from './project.events.ts';
import type { In } from './project.state.ts';

export type RaiseObstacle = ProjectAsked & Omit<Obstacle, 'obstacle'> & { readonly type: 'RaiseObstacle' };
export type PromiseAnswer = ProjectAsked & {
  readonly type: 'PromiseAnswer';
  readonly obstacle: string;
  readonly owner: string;
  readonly promisedOn: string;
};
export type AnswerObstacle = ProjectAsked & {
  readonly type: 'AnswerObstacle';
  readonly obstacle: string;
  readonly answer: string;
  readonly resolved: boolean;
};

type Open = In<(typeof OPEN)[number]>;

export const raiseObstacle = act<RaiseObstacle, (typeof OPEN)[number]>({
  from: OPEN,
  decide({ level, cause, text, owner }, { file }) {
    refuseBlank({ cause, text });
    return [{ type: 'ObstacleRaised', data: { obstacle: `o${file.obstaclesRaised.length + 1}`, level, cause, text, owner } }];
  },
});

export const promiseAnswer = act<PromiseAnswer, (typeof OPEN)[number]>({
  from: OPEN,
  ready: (_asker, state) => refuseNoneOpen('PromiseAnswer', state),
  decide({ obstacle, owner, promisedOn, occurredOn }, state) {
    refuseUnknown(obstacle, state);
    refuseBlank({ owner });
    if (promisedOn < occurredOn) throw new Refusal('date-order', { field: 'promisedOn', promisedOn, occurredOn });
    return [{ type: 'AnswerPromised', data: { obstacle, owner, promisedOn } }];
  },
});

export const answerObstacle = act<AnswerObstacle, (typeof OPEN)[number]>({
  from: OPEN,
  ready: (_asker, state) => refuseNoneOpen('AnswerObstacle', state),
  decide({ obstacle, answer, resolved }, state) {
    refuseUnknown(obstacle, state);
    refuseBlank({ answer });
    return [{ type: 'ObstacleAnswered', data: { obstacle, answer, resolved } }];
  },
});

function refuseNoneOpen(command: string, { file }: Open): void {
  if (file.obstacles.length === 0) throw new Refusal('nothing-to-do', { command });
}

function refuseUnknown(given: string, { file }: Open): void {
  const known = file.obstacles.map(({ obstacle }) => obstacle);
  if (!known.includes(given)) throw new Refusal('unknown-name', { field: 'obstacle', given, known });
}
