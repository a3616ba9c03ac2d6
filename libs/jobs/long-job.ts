import type { LogPlace } from '#event-log/event-log';

/** Where the work is done, and with what. Goes to the work's thread as it is. */
export interface Workshop {
  readonly log: LogPlace;
  /** This process's own read models. */
  readonly readModelsDir: string;
  /** Folder of snapshots; null: none is named in the settings. */
  readonly snapshotsDir: string | null;
  readonly snapshotsKept: number;
  /** Who works, for messages to other processes. */
  readonly program: string;
  /** Version of the program. */
  readonly version: string;
}

export interface JobControl {
  readonly signal: AbortSignal;
  /** @param total null: not known */
  progress(done: number, total: number | null): void;
}

/** Why a job ends before it is done: somebody no longer wants it. The reason of its signal; a process that stops has another. */
export class JobCancelled extends Error {
  constructor() {
    super('the job was cancelled');
    this.name = 'JobCancelled';
  }
}

/** Flat, as a queue carries it, which adds its `jobId`. */
export type JobData = Readonly<Record<string, string>>;

/** What a job does; the result crosses a queue as JSON. @throws JobFailed */
export type LongJob = (data: JobData, workshop: Workshop, control: JobControl) => Promise<unknown>;

/** Why a job could not be done, across threads and queues. */
export class JobFailed extends Error {
  /**
   * @param code `snapshots-off`, `snapshot-running`, `nothing-recorded`, …, or one of `Unavailable`
   * @param forGood whether no other worker, and no later attempt, would do better
   */
  constructor(
    readonly code: string,
    message: string,
    readonly forGood = false,
  ) {
    super(message);
    this.name = 'JobFailed';
  }
}
