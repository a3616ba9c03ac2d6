import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { LiveEntry } from './live-entries.ts';
import type { LiveHub } from './live-hub.ts';

export interface LiveFilter {
  /** Id or code. */
  readonly project?: string | undefined;
  /** As `vn63.38`. */
  readonly province?: string | undefined;
}

export interface LiveTimes {
  /** Longest silence, in ms: proxies close what is silent. */
  readonly heartbeatMs: number;
  /** How long a client may take nothing before it is cut off, in ms. It resumes by its last id. */
  readonly stuckMs: number;
}

export const LIVE_TIMES: LiveTimes = { heartbeatMs: 15_000, stuckMs: 10_000 };

/** How soon a client comes back after a cut, in ms. */
const RETRY_MS = 2_000;

/** Writes what happens to one client, until it leaves, is stuck, or the signal aborts. */
export async function sendLive(
  hub: LiveHub,
  out: Writable,
  from: { readonly position: string; readonly filter: LiveFilter; readonly signal: AbortSignal },
  { heartbeatMs, stuckMs }: LiveTimes = LIVE_TIMES,
): Promise<void> {
  let seen = from.position;
  out.write(`retry: ${RETRY_MS}\n\n`);
  // An id without data moves the place to resume from past events that the filter held back.
  const heartbeat = setInterval(() => out.write(seen === '' ? ': alive\n\n' : `: alive\nid: ${seen}\n\n`), heartbeatMs);
  try {
    for await (const entries of hub.after(from.position, from.signal)) {
      seen = entries.at(-1)?.position ?? seen;
      const text = entries
        .filter((entry) => wanted(entry, from.filter))
        .map((entry) => entry.text)
        .join('');
      if (text !== '' && !out.write(text)) await drained(out, from.signal, stuckMs);
      if (out.destroyed) return;
    }
  } finally {
    clearInterval(heartbeat);
  }
}

function wanted({ project }: LiveEntry, filter: LiveFilter): boolean {
  if (filter.project !== undefined && project?.id !== filter.project && project?.code !== filter.project) return false;
  return filter.province === undefined || project?.province === filter.province;
}

/** Waits until the client has taken what was written; one that does not is cut off. */
async function drained(out: Writable, signal: AbortSignal, stuckMs: number): Promise<void> {
  try {
    await once(out, 'drain', { signal: AbortSignal.any([signal, AbortSignal.timeout(stuckMs)]) });
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
    out.destroy();
  }
}
