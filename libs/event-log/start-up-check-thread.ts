import { parentPort, workerData } from 'node:worker_threads';
import type { StartUpFinding } from './start-up-check.ts';
import { StoredRows } from './stored-rows.ts';
import { problemInTail } from './tail-check.ts';
import type { BadEvent } from './bad-event.ts';
import { verifyLog } from './verify.ts';

/** Events at the end of the log that are looked at first: what was written last is what a crash or a failing disk damages most. */
const TAIL_EVENTS = 10_000;
/**
 * Rest after every 2,000 events, in milliseconds: the whole log is looked at in the background, at about a fifth of a core. Only the pages and
 * indexes at the end, 2 µs an event, are read without a rest.
 */
const REST_MS = 200;

async function look(file: string, tell: (finding: StartUpFinding) => void): Promise<void> {
  const rows = new StoredRows(file);
  let bad: BadEvent | null;
  try {
    bad = problemInTail(rows, Math.max(0, rows.counts().last - TAIL_EVENTS));
  } finally {
    rows.close();
  }
  if (bad !== null) return tell({ bad, where: 'tail' });
  const rest = new Int32Array(new SharedArrayBuffer(4));
  const { firstBad } = await verifyLog(file, () => void Atomics.wait(rest, 0, 0, REST_MS), { alone: true });
  if (firstBad !== null) tell({ bad: firstBad, where: 'whole' });
}

await look(workerData as string, (finding) => parentPort?.postMessage(finding));
