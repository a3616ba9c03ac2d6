import { LRUCache } from 'lru-cache';

interface Bucket {
  tokens: number;
  /** When it was last filled, in ms of a clock that only goes forward. */
  filledAt: number;
}

export interface Taken {
  readonly allowed: boolean;
  /** Requests left right now. */
  readonly left: number;
  /** Whole seconds after which one more is allowed; 0 when allowed. */
  readonly retryAfter: number;
}

/** Clients remembered: a flood from more addresses than this forgets the quiet ones, who then start with a full bucket. */
const CLIENTS_MAX = 10_000;

/** A bucket per client, filled at a steady rate: who floods empties his own, and nobody else's. */
export class TokenBuckets {
  readonly #buckets = new LRUCache<string, Bucket>({ max: CLIENTS_MAX });

  /** @param rate tokens a second @param burst tokens of a full bucket */
  constructor(
    private readonly rate: number,
    readonly burst: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  take(client: string): Taken {
    const now = this.nowMs();
    let bucket = this.#buckets.get(client);
    if (bucket === undefined) this.#buckets.set(client, (bucket = { tokens: this.burst, filledAt: now }));
    bucket.tokens = Math.min(this.burst, bucket.tokens + ((now - bucket.filledAt) / 1_000) * this.rate);
    bucket.filledAt = now;
    if (bucket.tokens < 1) return { allowed: false, left: 0, retryAfter: Math.ceil((1 - bucket.tokens) / this.rate) };
    bucket.tokens -= 1;
    return { allowed: true, left: Math.floor(bucket.tokens), retryAfter: 0 };
  }
}
