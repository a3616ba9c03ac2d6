import type { DatabaseSync } from 'node:sqlite';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { GroupCommit, type Outcome } from './group-commit.ts';
import { openFailureOf } from './sqlite-failure.ts';
import { readLogId } from './sqlite-schema.ts';
import { openForAppending } from './writer-connection.ts';
import { decodeAppends, type FromWriter, type ToWriter, type WriterStart } from './writer-protocol.ts';

/** The thread that owns the writing connection. While it waits for the disk, appends gather in its port and form the next group. */

const port = parentPort as MessagePort;
const send = (message: FromWriter): void => port.postMessage(message);

function serve(db: DatabaseSync): void {
  const group = new GroupCommit(db);
  port.on('message', (first: ToWriter) => {
    const waiting = [first, ...drain()];
    const batches = waiting.filter((message) => typeof message !== 'string');
    if (batches.length > 0) {
      const appends = batches.flatMap(decodeAppends);
      const outcomes = group.commit(appends.map(([, append]) => append));
      const answers = appends.map(([sequence], index) => [sequence, outcomes[index] as Outcome] as const);
      send({ kind: 'answers', batches: batches.length, answers });
    }
    if (waiting.includes('probe')) send({ kind: 'probed', failure: group.probe() });
    if (waiting.includes('close')) close(db);
  });
}

function* drain(): Generator<ToWriter> {
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) yield next.message as ToWriter;
}

/** A checkpoint that a reader holds back is no fault: the next opening has the write-ahead log. */
function close(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
    send({ kind: 'closed' });
    port.close();
  }
}

try {
  const db = openForAppending(workerData as WriterStart);
  send({ kind: 'ready', logId: readLogId(db) });
  serve(db);
} catch (error) {
  const code = openFailureOf(error, (workerData as WriterStart).file);
  if (!code) throw error;
  send({ kind: 'refused', code, message: Error.isError(error) ? error.message : String(error) });
}
