import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from './sqlite-failure.ts';
import { StoredRows } from './stored-rows.ts';

/** A thread that runs SQLite's own check of a log's pages and indexes while another walks the events. Answers with one verdict. */
export type IntegrityVerdict = { readonly problem: string | null };

function check(file: string): IntegrityVerdict {
  const rows = new StoredRows(file);
  try {
    return { problem: rows.integrityProblem() };
  } catch (error) {
    if (!Error.isError(error) || !failureOf(error)) throw error;
    return { problem: error.message };
  } finally {
    rows.close();
  }
}

parentPort?.postMessage(check(workerData as string));
