import type { Appended, EventLog, ExpectedRevision, NewEvent } from '#event-log/event-log';

/** What of the log is durable, and who waits for it to grow. Shared by all connections; survives every crash. */
export class SimStorage {
  /** Appends so far. */
  commits = 0;
  readonly #waiting = new Set<() => void>();

  constructor(readonly log: EventLog) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const appended = await this.log.append(stream, expected, events);
    this.commits += 1;
    this.wake();
    return appended;
  }

  wake(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Resolves when something was appended since `heard`, when woken, or on abort. */
  async next(heard: number, signal?: AbortSignal): Promise<void> {
    if (this.commits !== heard || signal?.aborted === true) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      signal?.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}
