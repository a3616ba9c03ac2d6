/**
 * Loaded into a server before its own code (`--import`), by the attack on it alone: on SIGUSR2 it collects all garbage and writes what
 * is left to the file that `INPUTS_MEMORY_FILE` names. Memory that stays after that is held by somebody.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

export interface MemoryLeft {
  /** How many times it was asked. */
  readonly asked: number;
  /** Bytes. */
  readonly rss: number;
  readonly heapUsed: number;
}

const file = process.env['INPUTS_MEMORY_FILE'];

if (isMainThread && file !== undefined) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let asked = 0;
  process.on('SIGUSR2', () => {
    // Finalizers of the first run let go of what the second one finds.
    collect();
    setImmediate(() => {
      collect();
      const { rss, heapUsed } = process.memoryUsage();
      writeFileSync(`${file}.new`, JSON.stringify({ asked: ++asked, rss, heapUsed } satisfies MemoryLeft));
      renameSync(`${file}.new`, file);
    });
  });
}
