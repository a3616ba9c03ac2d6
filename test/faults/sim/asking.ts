import type { AnyCommand } from '#commands/stream-kind';
import type { Chooser } from '#lifecycle/project/random-bodies.fixture';
import type { Kinds, SomeApi, WritePath } from './parts.ts';
import type { World } from './world.ts';

/** Commands of one stream in one append. */
export interface Question {
  readonly kind: keyof Kinds;
  readonly stream: string;
  readonly commands: readonly AnyCommand[];
  /** Revision that the asker saw. */
  readonly seen: number;
  /** It answers a refusal. */
  readonly mends?: true;
}

/** A project that people work on. Its id derives from its code: several may want to open it. */
export interface Known {
  readonly id: string;
  readonly stream: string;
  readonly code: string;
  readonly source: 'KCQG' | 'KCDP';
}

export interface Asking {
  readonly world: World;
  readonly api: SomeApi;
  readonly commands: WritePath;
  readonly projects: readonly Known[];
  readonly choose: Chooser;
}
