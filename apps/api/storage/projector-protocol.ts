import type { LogPlace } from '#event-log/event-log';
import type { Alert } from '#read-models/alert';
import type { ProjectorStats } from '#read-models/projector';
import type { Batch } from '#telemetry/tracing/batch';
import type { RebuildProgress } from '#read-models/build-watch';

/** What the projector's thread is started with. */
export interface ProjectorStart {
  readonly log: LogPlace;
  readonly readModelsDir: string;
  /** Folder of snapshots to begin from; null: none. */
  readonly snapshotsDir: string | null;
  /** Streams that the comparer folds anew in a minute; 0: none. */
  readonly comparedPerMinute: number;
  /** Says what it took at a time. */
  readonly traced: boolean;
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
  /** The log went back: nothing that was derived from it may be trusted. */
  | { readonly kind: 'went-back' }
  /** What was done about the connection to the log, or about a snapshot. */
  | { readonly kind: 'note'; readonly note: string }
  /** Only when it is traced. */
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: ProjectorStats | boolean };
