import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import type { Sample } from './contest.ts';
import { percentile } from './statistics.ts';

const BLOCK = Buffer.alloc(4_096, 0x5a);

/** The limit of one durable write at a time: 4 KiB written, then fdatasync, over a file that has its size already. */
export function rawSync(file: string, writes: number): Sample {
  const descriptor = openSync(file, 'w');
  try {
    for (let block = 0; block < writes; block++) writeSync(descriptor, BLOCK, 0, BLOCK.length, block * BLOCK.length);
    fdatasyncSync(descriptor);
    const latencies: number[] = [];
    const began = performance.now();
    for (let block = 0; block < writes; block++) {
      const from = performance.now();
      writeSync(descriptor, BLOCK, 0, BLOCK.length, block * BLOCK.length);
      fdatasyncSync(descriptor);
      latencies.push(performance.now() - from);
    }
    const seconds = (performance.now() - began) / 1_000;
    return { value: writes / seconds, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) };
  } finally {
    closeSync(descriptor);
  }
}
