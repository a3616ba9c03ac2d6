import { setTimeout as sleep } from 'node:timers/promises';
import { goneOnly } from '../gone.ts';
import type { Replica } from './replica.ts';

const RETRY_MS = 50;

/** Follows what one replica tells, as a browser does: after each break it comes back with the last id that it saw. */
export class LiveFollower {
  /** Positions in the order in which they came. */
  readonly seen: string[] = [];
  /** What it follows from: the end of the log when it first came. */
  from: string | null = null;
  breaks = 0;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;

  /** @param forgetful broken on purpose: it comes back without the last id */
  constructor(
    private readonly replica: Replica,
    private readonly forgetful = false,
  ) {
    this.#running = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    for (; !signal.aborted; await sleep(RETRY_MS)) {
      try {
        await this.#once(signal);
      } catch (error) {
        if (!signal.aborted) goneOnly(error);
      }
      this.breaks += 1;
    }
  }

  async #once(signal: AbortSignal): Promise<void> {
    const last = this.forgetful ? undefined : (this.seen.at(-1) ?? this.from ?? undefined);
    const answer = await fetch(`${this.replica.url}/api/v1/live`, {
      headers: { accept: 'text/event-stream', ...(last !== undefined && { 'last-event-id': last }) },
      signal,
    });
    if (answer.status !== 200 || answer.body === null) return void (await answer.body?.cancel());
    this.from ??= answer.headers.get('tiendo-position') ?? '';
    let rest = '';
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      const told = (rest + chunk).split('\n\n');
      rest = told.pop() ?? '';
      // An id without data is a sign of life, and tells of nothing.
      for (const one of told) if (one.includes('\ndata: ')) this.seen.push(/^id: (.*)$/m.exec(one)?.[1] ?? '');
    }
  }
}
