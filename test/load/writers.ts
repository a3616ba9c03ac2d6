import type { Sample } from './contest.ts';
import { percentile } from './statistics.ts';

export interface Load {
  /** Writers at work at the same time; each starts its next piece when the one before is durable. */
  readonly writers: number;
  /** Pieces of work in all. */
  readonly pieces: number;
  /** Does piece `number`; resolves when it is durable. */
  readonly work: (number: number, writer: number) => Promise<unknown>;
}

/** Pieces a second, and how long one takes from being asked to being durable. */
export async function loaded({ writers, pieces, work }: Load): Promise<Sample> {
  const latencies = new Float64Array(pieces);
  let next = 0;
  const write = async (_: unknown, writer: number): Promise<void> => {
    while (next < pieces) {
      const number = next++;
      const began = performance.now();
      await work(number, writer);
      latencies[number] = performance.now() - began;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: writers }, write));
  const seconds = (performance.now() - began) / 1_000;
  const all = [...latencies];
  return { value: pieces / seconds, p50Ms: percentile(all, 0.5), p99Ms: percentile(all, 0.99) };
}
