import type { Appended, caughtUp, EventLog, ExpectedRevision, NewEvent, RecordedEvent } from '#event-log/event-log';

type Call = 'append' | 'read' | 'deliver';
interface Gate {
  readonly stream: string;
  readonly arrived: () => void;
  readonly open: Promise<void>;
  readonly release: () => void;
}

/** One process's connection to a log that others share. A kind of call waits for as long as it is held. */
export class HeldLog implements EventLog {
  readonly logId: string;
  readonly #gates = new Map<Call, Gate>();

  constructor(private readonly log: EventLog) {
    this.logId = log.logId;
  }

  /** @returns when somebody waits there @param stream the beginning of its name */
  hold(call: Call, stream = ''): Promise<void> {
    const [{ promise, resolve: arrived }, { promise: open, resolve: release }] = [
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
    ];
    this.#gates.set(call, { stream, arrived, open, release });
    return promise;
  }

  release(call: Call): void {
    this.#gates.get(call)?.release();
    this.#gates.delete(call);
  }

  async #pass(call: Call, stream: string): Promise<void> {
    const gate = this.#gates.get(call);
    if (gate === undefined || !stream.startsWith(gate.stream)) return;
    gate.arrived();
    await gate.open;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    await this.#pass('append', stream);
    return this.log.append(stream, expected, events);
  }

  async readStream(stream: string, options?: { readonly from?: number; readonly limit?: number }): Promise<readonly RecordedEvent[]> {
    await this.#pass('read', stream);
    return this.log.readStream(stream, options);
  }

  async *subscribe(options: Parameters<EventLog['subscribe']>[0]): AsyncGenerator<RecordedEvent | typeof caughtUp> {
    for await (const event of this.log.subscribe(options)) {
      await this.#pass('deliver', '');
      yield event;
    }
  }

  readAll: EventLog['readAll'] = (options) => this.log.readAll(options);
  head: EventLog['head'] = () => this.log.head();
  close: EventLog['close'] = () => this.log.close();
}
