import { DatabaseSync } from 'node:sqlite';
import { BUSY_TIMEOUT_MS, createOrCheck } from './sqlite-schema.ts';
import { takeOverWal } from './wal-file.ts';
import type { WriterStart } from './writer-protocol.ts';

const CACHE_KIB = 16_000;

/** Opens a log for writing, made when absent; under its lock only. @throws NotALog, and errors of SQLite and of files */
export function openForAppending({ file, createdBy, checkpointPages }: WriterStart): DatabaseSync {
  takeOverWal(file);
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  createOrCheck(db, file, createdBy);
  db.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA cache_size = -${CACHE_KIB}`);
  return db;
}
