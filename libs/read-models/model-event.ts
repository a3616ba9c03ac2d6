import type { RecordedEvent } from '#event-log/event-log';
import { positionOf } from '#event-log/positions';
import type { RawEvent } from '#event-log/sqlite-reader';
import { upcast } from '#lifecycle/upcast';
import { knownTypes } from './known-events.ts';
import type { ModelEvent } from './model.ts';
import { dataText, idText, memberOf, metaAt, metaText, occurredOnText, UNSURE } from './stored-text.ts';

/** One string for each type: comparing the same string costs nothing, comparing equal ones does, and a type is compared often. */
const typeNames: ReadonlyMap<string, string> = new Map([...knownTypes.keys()].map((type) => [type, type]));

type Data = Readonly<Record<string, unknown>>;

const todaysShape = (type: string, version: number, data: Data): Data =>
  upcast<{ readonly type: string; readonly data: Data }>(knownTypes.get(type)?.upcasters ?? {}, type, version, data).data;

/** An event as it came through the port. */
export class ReadEvent implements ModelEvent {
  readonly position: string;
  stream: string;
  streamNumber = 0;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly id: string;
  readonly #event: RecordedEvent;
  #data: Data | undefined;

  constructor(event: RecordedEvent) {
    this.position = event.position;
    this.stream = event.stream;
    this.revision = event.revision;
    this.type = event.type;
    this.version = event.version;
    this.id = event.id;
    this.#event = event;
  }

  get occurredOn(): string {
    return this.#event.meta['occurredOn'] ?? '';
  }

  get recordedAt(): string {
    return this.#event.meta['recordedAt'] ?? '';
  }

  get actor(): string {
    return this.#event.meta['actor'] ?? '';
  }

  get hash(): string {
    return this.#event.meta['hash'] ?? '';
  }

  /** @throws UnknownEvent a newer version than this build's */
  get data(): Data {
    return (this.#data ??= todaysShape(this.type, this.version, this.#event.data));
  }

  member(name: string): unknown {
    return this.data[name];
  }
}

/** An event of which only what is asked for is taken out of the stored text (see `stored-text.ts`). */
export class ScannedEvent implements ModelEvent {
  readonly position: string;
  stream: string;
  streamNumber = 0;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: string;
  readonly #text: string;
  #meta = -1;
  #data: Data | undefined;
  #occurredOn: string | undefined;

  /** Taken by index: the iterator of an array costs as much here as all the rest. */
  constructor(row: RawEvent) {
    this.position = positionOf(row[0]);
    this.stream = row[1];
    this.revision = row[2];
    this.type = typeNames.get(row[3]) ?? row[3];
    this.version = row[4];
    this.recordedAt = row[5];
    this.#text = row[6];
  }

  get occurredOn(): string {
    return (this.#occurredOn ??= occurredOnText(this.#text, this.#metaAt()));
  }

  get actor(): string {
    const meta = JSON.parse(metaText(this.#text, this.#metaAt())) as Readonly<Record<string, string>>;
    return meta['actor'] ?? '';
  }

  get id(): string {
    return idText(this.#text, this.#metaAt());
  }

  /** @throws UnknownEvent a newer version than this build's. @throws SyntaxError the stored text is damaged */
  get data(): Data {
    if (this.#data === undefined) {
      const data = JSON.parse(dataText(this.#text, this.#metaAt())) as Data;
      this.#data = todaysShape(this.type, this.version, data);
    }
    return this.#data;
  }

  member(name: string): unknown {
    if (this.#data === undefined && this.version === knownTypes.get(this.type)?.version) {
      const cut = memberOf(this.#text, this.#metaAt(), name);
      if (cut !== UNSURE) return cut;
    }
    return this.data[name];
  }

  #metaAt(): number {
    if (this.#meta < 0) this.#meta = metaAt(this.#text, this.stream.length + this.type.length);
    return this.#meta;
  }
}
