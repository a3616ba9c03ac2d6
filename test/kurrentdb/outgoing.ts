import type { StatusObject } from '@grpc/grpc-js';
import { once } from 'node:events';

/** The part of a server's call that answers are written to. */
interface Writable {
  write(message: unknown): boolean;
  end(): void;
  once(event: string, listener: () => void): unknown;
  emit(event: 'error', error: StatusObject & Error): unknown;
}

/** The answering side of a call: waits while the client does not read, and says when it has gone. */
export class Outgoing {
  readonly #call: Writable;
  readonly #gone = new AbortController();

  constructor(call: Writable) {
    this.#call = call;
    for (const event of ['cancelled', 'close', 'error']) call.once(event, () => this.#gone.abort());
  }

  get closed(): boolean {
    return this.#gone.signal.aborted;
  }

  /** Aborts when the client has gone or the call was ended. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  async write(message: unknown): Promise<void> {
    if (this.closed || this.#call.write(message)) return;
    try {
      await once(this.#call as never, 'drain', { signal: this.gone });
    } catch (error) {
      if ((error as Error).name !== 'AbortError') throw error;
    }
  }

  end(): void {
    if (!this.closed) this.#call.end();
    this.#gone.abort();
  }

  fail(error: StatusObject & Error): void {
    if (!this.closed) this.#call.emit('error', error);
    this.#gone.abort();
  }
}
