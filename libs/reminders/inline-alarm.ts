import type { Timer } from '#commands/clock';
import type { Alarm, Rung } from './alarm.ts';

/** The first wait after a look that failed; it doubles up to the time between two looks. */
const RETRY_MS = 1_000;

/** The clock inside one process: looks at what is due at the moment it is. */
export class InlineAlarm implements Alarm {
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;

  constructor(
    private readonly rung: Pick<Rung, 'lookNow' | 'untilNext' | 'failed'>,
    private readonly timer: Timer,
    private readonly sweepSeconds: number,
  ) {}

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const longestMs = this.sweepSeconds * 1_000;
    for (let retryMs = RETRY_MS; !signal.aborted;) {
      try {
        await this.rung.lookNow();
        retryMs = RETRY_MS;
        await this.#wait(Math.min(longestMs, this.rung.untilNext()));
      } catch (error) {
        this.rung.failed(error);
        await this.#wait(retryMs);
        retryMs = Math.min(retryMs * 2, longestMs);
      }
    }
  }

  async #wait(ms: number): Promise<void> {
    if (!this.#stopping.signal.aborted) await this.timer.wait(ms, this.#stopping.signal);
  }
}
