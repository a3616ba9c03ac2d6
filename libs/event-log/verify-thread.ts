import { parentPort, workerData } from 'node:worker_threads';
import type { BadEvent } from './bad-event.ts';
import { checkStorage, type StorageVerdict } from './storage-check.ts';
import { StoredRows } from './stored-rows.ts';
import { type IndexSums, type Shares, TextChecks } from './text-checks.ts';

/** What the second thread of `verify` did: the pages and indexes, and then its share of the events. */
export interface ThreadVerdict {
  readonly storage: StorageVerdict;
  readonly firstBad: BadEvent | null;
  readonly sums: IndexSums;
}

function check(shares: Shares): ThreadVerdict {
  const rows = new StoredRows(shares.file);
  try {
    const storage = checkStorage(rows, shares);
    const texts = new TextChecks(rows, shares);
    while (texts.checkNext());
    return { storage, firstBad: texts.firstBad, sums: texts.sums };
  } finally {
    rows.close();
  }
}

parentPort?.postMessage(check(workerData as Shares));
