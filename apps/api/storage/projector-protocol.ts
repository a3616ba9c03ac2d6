import type { Alert } from '#read-models/alert';
import type { ProjectorStats } from '#read-models/projector';
import type { RebuildProgress } from '#read-models/build-watch';

/** What the projector's thread is started with. */
export interface ProjectorStart {
  readonly logFile: string;
  readonly readModelsDir: string;
  /** Streams that the comparer folds anew in a minute; 0: none. */
  readonly comparedPerMinute: number;
}

export type ToProjector =
  | { readonly kind: 'nudge' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'stats'; readonly id: number }
  | { readonly kind: 'waitFor'; readonly id: number; readonly position: string; readonly timeoutMs: number };

export type FromProjector =
  /** Before `ready`: the rows cannot be continued and are built anew. */
  | { readonly kind: 'building'; readonly progress: RebuildProgress }
  | { readonly kind: 'ready' }
  /** Another build answers from now on. */
  | { readonly kind: 'switched' }
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: ProjectorStats | boolean };
