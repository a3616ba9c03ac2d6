/** Tracks of lives that were told as events. */
import fc from 'fast-check';
import { currentRules } from '../context.ts';
import type { Past } from '#testkit/scenario';
import type { ProjectEvent } from '../project/project.events.ts';
import type { Lived } from '../project/random-history.fixture.ts';
import { live } from '../project/whole-life.fixture.ts';
import type { Tracked } from './course.ts';
import { type Track, track, untracked } from './track.ts';

/** Papers are a matter of their own; here every life would end at the first dossier. */
const context = { today: '2026-12-31', rules: { ...currentRules, dossierPapers: [] } };

/** Random lives: mostly in order, or mostly anything by anybody. */
export const lives = fc.record({ seed: fc.integer(), wild: fc.constantFrom(0.05, 0.2, 0.2, 0.5, 0.9) });
export const lifeOf = ({ seed, wild }: { readonly seed: number; readonly wild: number }): readonly Lived[] =>
  live(seed, wild, context).lived;

export const happenedAt = ({ happened: { on, actor } }: Lived, revision: number): Tracked => ({
  id: `e-${revision}`,
  on,
  actor,
  recordedAt: `${on}T03:00:00.000Z`,
  revision,
});

/** The track after some events of a stream, each as it would be read back. */
export const tracked = (lived: readonly Lived[]): Track =>
  lived.reduce(
    (state, one, revision) => track(state, JSON.parse(JSON.stringify(one.event)) as Lived['event'], happenedAt(one, revision)),
    untracked,
  );

/** The track after a told past. */
export const trackOf = (past: readonly Past<ProjectEvent>[]): Track =>
  tracked(past.map(({ on, actor = '', ...event }) => ({ event: event as unknown as ProjectEvent, happened: { on, actor } })));
