import { createHash } from 'node:crypto';
import type { RecordedEvent } from '#event-log/event-log';
import { uuidV5 } from '#commands/uuid-v5';
import type { World } from './world.ts';

interface Last {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: string;
}

/** JSON with sorted names and nothing between them: RFC 8785 for what events hold, written apart from the product's. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${sorted(one)}`).join(',')}}`;
}

/** The log as a whole: order, numbers, ids, hashes, instants. */
export class HistoryCheck {
  readonly #streams = new Map<string, Last>();
  readonly #ids = new Set<string>();
  /** Events of each command so far. */
  readonly #perCommand = new Map<string, number>();
  #position = '';

  constructor(private readonly world: World) {}

  take({ id, stream, revision, position, type, version, data, meta }: RecordedEvent): void {
    const { prevHash, hash, ...hashed } = meta;
    const last = this.#streams.get(stream);
    const where = `${type}, revision ${revision} of ${stream}`;
    if (position <= this.#position) this.world.broken('revisions', `${where}: position ${position} after ${this.#position}`);
    if (revision !== (last?.revision ?? -1) + 1) this.world.broken('revisions', `${where} comes after ${last?.revision ?? 'nothing'}`);
    if (this.#ids.has(id)) this.world.broken('revisions', `${where}: id ${id} was there before`);
    this.#derived(id, hashed['commandId'] ?? '', where);
    const before = last?.hash ?? '0'.repeat(64);
    const text = sorted({ id, stream, revision, type, version, data, meta: hashed });
    if (
      prevHash !== before ||
      hash !==
        createHash('sha256')
          .update(before + text)
          .digest('hex')
    )
      this.world.broken('chain', `${where} does not follow`);
    const recordedAt = meta['recordedAt'] ?? '';
    if (recordedAt < (last?.recordedAt ?? '')) this.world.broken('recorded-at', `${where}: ${recordedAt} after ${last?.recordedAt}`);
    this.#streams.set(stream, { revision, hash: hash ?? '', recordedAt });
    this.#ids.add(id);
    this.#position = position;
  }

  /** An event's id is the UUID of its number in its command. */
  #derived(id: string, commandId: string, where: string): void {
    const number = this.#perCommand.get(commandId) ?? 0;
    this.#perCommand.set(commandId, number + 1);
    if (id !== uuidV5(String(number), commandId))
      this.world.broken('revisions', `${where}: its id is not that of event ${number} of its command`);
  }
}
