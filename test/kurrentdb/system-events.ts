import { randomUUID } from 'node:crypto';
import type { LogRecord, Proposed } from './log-record.ts';

/** Every so many appends a server's own events are written: statistics, metadata of streams, links of projections. */
const STATISTICS_EVERY = 3;
const METADATA_EVERY = 5;
const LINK_EVERY = 4;

const text = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** What a server writes between the events of its clients: `$` types, `$` streams, and links, which may stand in a stream of any name. */
export class SystemEvents {
  readonly #write: (stream: string, event: Proposed) => void;
  #appends = 0;

  constructor(write: (stream: string, event: Proposed) => void) {
    this.#write = write;
  }

  follow(stream: string, written: readonly LogRecord[]): void {
    this.#appends += 1;
    if (this.#appends % STATISTICS_EVERY === 0) this.#write('$stats-127.0.0.1:2113', systemEvent('$statsCollected', { 'proc-cpu': 1 }));
    if (this.#appends % METADATA_EVERY === 0) this.#write('$settings', systemEvent('settings', { $userStreamAcl: {} }));
    if (this.#appends % LINK_EVERY !== 0) return;
    for (const { revision } of written)
      for (const index of [`$ce-${stream.split('-')[0]}`, 'linked-events']) this.#write(index, link(`${revision}@${stream}`));
  }
}

const systemEvent = (type: string, data: unknown): Proposed => ({ id: randomUUID(), type, json: true, data: text(data), meta: text({}) });

const link = (target: string): Proposed => ({ id: randomUUID(), type: '$>', json: false, data: Buffer.from(target), meta: text({}) });
