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

/**
 * The same bytes at once, by events and with one timer: for small bodies, which mostly come with the head.
 * @throws RequestProblem `payload-too-large`, `request-timeout`; Error the connection broke
 */
export function gathered(source: Readable, { bytesMax, totalMs }: Omit<BodyLimits, 'silenceMs'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > bytesMax) end(() => reject(tooLarge(bytesMax)));
      else chunks.push(chunk);
    };
    const onEnd = (): void => end(() => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)));
    const onError = (error: Error): void => end(() => reject(error));
    const onClose = (): void => end(() => reject(new Error('the body ended early')));
    const timer = setTimeout(() => end(() => reject(new RequestProblem('request-timeout'))), totalMs);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      source.off('data', onData).off('end', onEnd).off('close', onClose).pause();
      settle();
    };
    source.on('data', onData).once('end', onEnd).once('error', onError).once('close', onClose);
  });
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
