import type { Sample } from './contest.ts';
import { percentile } from './statistics.ts';

export interface Load<Piece> {
  /** Writers at work at the same time; each starts its next piece when the one before is durable. */
  readonly writers: number;
  readonly pieces: readonly Piece[];
  /** Does one; resolves when it is durable. */
  readonly work: (piece: Piece) => Promise<unknown>;
}

/** Pieces a second, and how long one takes from being asked to being durable. */
export async function loaded<Piece>({ writers, pieces, work }: Load<Piece>): Promise<Sample> {
  const latencies = new Float64Array(pieces.length);
  let next = 0;
  const write = async (): Promise<void> => {
    while (next < pieces.length) {
      const number = next++;
      const began = performance.now();
      await work(pieces[number] as Piece);
      latencies[number] = performance.now() - began;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: writers }, write));
  const seconds = (performance.now() - began) / 1_000;
  const all = [...latencies];
  return { value: pieces.length / seconds, p50Ms: percentile(all, 0.5), p99Ms: percentile(all, 0.99) };
}
