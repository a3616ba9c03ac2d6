import type { RecordedEvent } from '#event-log/event-log';
import { positionOf } from '#event-log/positions';
import type { RawEvent } from '#event-log/sqlite-reader';
import { upcast } from '#lifecycle/upcast';
import { knownTypes } from './known-events.ts';
import type { ModelEvent } from './model.ts';

type Data = Readonly<Record<string, unknown>>;

const todaysShape = (type: string, version: number, data: Data): Data =>
  upcast<{ readonly type: string; readonly data: Data }>(knownTypes.get(type)?.upcasters ?? {}, type, version, data).data;

/** An event as it came through the port. */
export class ReadEvent implements ModelEvent {
  readonly position: string;
  readonly stream: string;
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

  /** @throws UnknownEvent a newer version than this build's */
  get data(): Data {
    return (this.#data ??= todaysShape(this.type, this.version, this.#event.data));
  }
}

const DATA = '{"data":';
const ID = ',"id":"';
const META = '","meta":{';

/**
 * An event of which only what is asked for is taken out of the stored text: a rebuild spends most of its time parsing, and most
 * models need the data of few types. The stored text is RFC 8785: its keys come as data, id, meta, revision, stream, type, version. The cuts are exact: inside a JSON string every quote is escaped, so `","meta":{` after the id
 * and `"occurredOn":"` inside the metadata can only be the keys themselves, and the last one is the metadata's.
 */
export class ScannedEvent implements ModelEvent {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: string;
  readonly #text: string;
  #data: Data | undefined;
  #occurredOn: string | undefined;
  #metaAt = -1;

  constructor([ordinal, stream, revision, type, version, recordedAt, canonical]: RawEvent) {
    this.position = positionOf(ordinal);
    this.stream = stream;
    this.revision = revision;
    this.type = type;
    this.version = version;
    this.recordedAt = recordedAt;
    this.#text = canonical;
  }

  get occurredOn(): string {
    return (this.#occurredOn ??= this.#meta('occurredOn'));
  }

  get actor(): string {
    return this.#meta('actor');
  }

  get id(): string {
    const end = this.#metaKey();
    return JSON.parse(this.#text.slice(this.#text.lastIndexOf(ID, end) + ID.length - 1, end + 1)) as string;
  }

  /** @throws UnknownEvent a newer version than this build's. @throws SyntaxError the stored text is damaged */
  get data(): Data {
    if (this.#data === undefined) {
      const text = this.#text.slice(DATA.length, this.#text.lastIndexOf(ID, this.#metaKey()));
      this.#data = todaysShape(this.type, this.version, JSON.parse(text) as Data);
    }
    return this.#data;
  }

  #metaKey(): number {
    if (this.#metaAt < 0) this.#metaAt = this.#text.lastIndexOf(META);
    return this.#metaAt;
  }

  #meta(key: string): string {
    const name = `"${key}":"`;
    const start = this.#text.lastIndexOf(name);
    if (start < this.#metaKey()) return '';
    const from = start + name.length;
    const value = this.#text.slice(from, this.#text.indexOf('"', from));
    return value.includes('\\') ? this.#escaped(key) : value;
  }

  #escaped(key: string): string {
    const meta = this.#text.slice(this.#metaKey() + META.length - 1, this.#text.lastIndexOf('},"revision":') + 1);
    return (JSON.parse(meta) as Readonly<Record<string, string>>)[key] ?? '';
  }
}
