import type { Readable } from 'node:stream';
import { RequestProblem } from '../problems/request-problem.ts';

export interface BodyLimits {
  readonly bytesMax: number;
  /** Longest wait for the next bytes, in ms. */
  readonly silenceMs: number;
  /** Longest wait for all of them, in ms. */
  readonly totalMs: number;
}

/** @param limit bytes */
export const tooLarge = (limit: number): RequestProblem => new RequestProblem('payload-too-large', { facts: { limit } });

/**
 * Bytes as they come, at most so many, never waited for without end. The stream is left as it is when that ends early: destroying it
 * would cut the connection before the caller is told why.
 * @throws RequestProblem `payload-too-large`, `request-timeout`
 */
export async function* bounded(source: Readable, { bytesMax, silenceMs, totalMs }: BodyLimits): AsyncGenerator<Buffer> {
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const end = performance.now() + totalMs;
  for (let size = 0; ;) {
    const next = await within(chunks.next(), Math.min(silenceMs, end - performance.now()));
    if (next.done === true) return;
    size += next.value.length;
    if (size > bytesMax) throw tooLarge(bytesMax);
    yield next.value;
  }
}

async function within<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new RequestProblem('request-timeout')), Math.max(0, ms));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
