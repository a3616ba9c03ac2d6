import {
  type Appended,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  StreamNotFound,
} from '#event-log/event-log';
import { pageSize, startRevision } from '#event-log/recorded-event';

/**
 * A log whose events are parsed once for all who read them: many readers of one log in one process would spend half of its time with that.
 * What they get is frozen, so that nobody can change what another reads.
 */
export class ParsedOnce implements EventLog {
  readonly logId: string;
  readonly #all: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();

  constructor(private readonly log: EventLog) {
    this.logId = log.logId;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const appended = await this.log.append(stream, expected, events);
    if (appended.repeated !== true) await this.#takeIn();
    return appended;
  }

  async readStream(stream: string, options: { readonly from?: number; readonly limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    const from = startRevision(options.from);
    const limit = pageSize(options.limit);
    const events = this.#streams.get(stream);
    if (events === undefined) throw new StreamNotFound(stream);
    return events.slice(from, from + limit);
  }

  async readAll({ after, limit }: { readonly after?: string; readonly limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    const most = pageSize(limit);
    // Positions of this log are numbers without gaps; another kind of position is the log's own to refuse.
    const from = after === undefined ? 0 : this.#all[Number(after) - 1]?.position === after ? Number(after) : null;
    return from === null
      ? this.log.readAll({ ...(after === undefined ? {} : { after }), limit: most })
      : this.#all.slice(from, from + most);
  }

  head: EventLog['head'] = () => this.log.head();
  subscribe: EventLog['subscribe'] = (options) => this.log.subscribe(options);
  close: EventLog['close'] = () => this.log.close();

  async #takeIn(): Promise<void> {
    const after = this.#all.at(-1)?.position;
    for (const event of await this.log.readAll(after === undefined ? {} : { after })) {
      if (event.position <= (this.#all.at(-1)?.position ?? '')) continue; // Another append has taken it in meanwhile.
      this.#all.push(frozen(event));
      const events = this.#streams.get(event.stream);
      if (events === undefined) this.#streams.set(event.stream, [event]);
      else events.push(event);
    }
  }
}

function frozen<Value>(value: Value): Value {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
