/** What the parts of a run know of each other. */
import type { DatabaseSync } from 'node:sqlite';
import type { Checkpoint } from '#commands/follow-ups/checkpoint';
import type { Commands } from '#commands/handle';
import type { contractKind, planKind, projectKind } from '#commands/stream-kind';
import type { Scheduler } from './scheduler.ts';
import type { SimStorage } from './sim-storage.ts';

export type Kinds = {
  readonly project: typeof projectKind;
  readonly plan: typeof planKind;
  readonly contract: typeof contractKind;
};
export type WritePath = Pick<Commands, 'handle' | 'handleAll' | 'look' | 'stateOf' | 'rulesFor'>;
export type Kept = Pick<Checkpoint, 'read' | 'write'>;

/** The run, as those see it whom it happens to. */
export interface Surroundings {
  readonly scheduler: Scheduler;
  readonly storage: SimStorage;
  readonly calm: boolean;
  /** Whether something that goes wrong so many times in a hundred does so now. */
  fails(percent: number): boolean;
}

/** An API, as those see it who ask it or break it. */
export interface SomeApi {
  readonly name: string;
  readonly world: Surroundings;
  readonly db: DatabaseSync;
  /** Position of its read models; '' before the first event. */
  readonly position: string;
  readonly poison: Map<string, 'apply' | 'flush' | 'none'>;
  readonly process: { readonly commands: WritePath; readonly died: Promise<'died'> } | null;
  now(): string;
  today(): string;
  crash(): void;
}
