/** No job began or ended for so long while some wait and hands are free: whoever takes them is stuck. Milliseconds. */
const STUCK_MS = 60_000;

export interface Seen {
  readonly nowMs: number;
  /** Jobs that wait to be taken. */
  readonly waiting: number;
  /** All hands are full: what waits does so rightly. */
  readonly full: boolean;
}

/**
 * Whether a worker makes progress: workers have been seen that never took a job again after an outage, with a connection that looked well
 * (BullMQ #4585, #2964). First it is replaced; when its successor does nothing either, the process is to be started anew.
 */
export class ProgressWatch {
  #sinceMs: number;
  #replaced = false;

  constructor(
    nowMs: number,
    private readonly stuckMs = STUCK_MS,
  ) {
    this.#sinceMs = nowMs;
  }

  /** A job began or ended. */
  moved(nowMs: number): void {
    this.#sinceMs = nowMs;
    this.#replaced = false;
  }

  /** Redis was away: nobody could have made progress. */
  excused(nowMs: number): void {
    this.#sinceMs = nowMs;
  }

  look({ nowMs, waiting, full }: Seen): 'fine' | 'replace' | 'give-up' {
    if (waiting === 0 || full) this.#sinceMs = nowMs;
    if (nowMs - this.#sinceMs < this.stuckMs) return 'fine';
    if (this.#replaced) return 'give-up';
    this.#replaced = true;
    this.#sinceMs = nowMs;
    return 'replace';
  }
}
