import { LRUCache } from 'lru-cache';
import type { LiveEvent } from '#contracts/live';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import type { ProvinceRef } from '#reference/province-ref';

/** An event as it goes out, with what it is filtered by. */
export interface LiveEntry {
  readonly position: string;
  /** Id and code of the project; null: another kind of stream. */
  readonly project: { readonly id: string; readonly code: string; readonly province: string } | null;
  /** The lines of the event, the empty one at the end included. */
  readonly text: string;
}

interface Known {
  readonly code: string;
  readonly province: string;
}

const STREAM = 'project-';
const PROJECTS_KEPT = 20_000;

/** Says of each event which project it is of, by the first event of the project's own stream: read models may lag behind. */
export class LiveEntries {
  readonly #projects = new LRUCache<string, Known>({ max: PROJECTS_KEPT });

  constructor(private readonly log: EventLog) {}

  async entryOf({ stream, type, revision, position, meta, data }: RecordedEvent): Promise<LiveEntry> {
    const id = stream.startsWith(STREAM) ? stream.slice(STREAM.length) : null;
    const known = id === null ? null : await this.#known(stream, revision === 0 ? data : null);
    const event: LiveEvent = { stream, project: known?.code ?? null, type, revision, position, occurredOn: meta['occurredOn'] ?? '' };
    const text = `id: ${position}\nevent: appended\ndata: ${JSON.stringify(event)}\n\n`;
    return { position, project: id === null || known === null ? null : { id, ...known }, text };
  }

  async #known(stream: string, firstData: object | null): Promise<Known> {
    const there = this.#projects.get(stream);
    if (there !== undefined) return there;
    const data = firstData ?? (await this.log.readStream(stream, { limit: 1 }))[0]?.data ?? {};
    const { code = '', province } = data as { readonly code?: string; readonly province?: ProvinceRef };
    const known = { code, province: province === undefined ? '' : `${province.set}.${province.code}` };
    this.#projects.set(stream, known);
    return known;
  }
}
