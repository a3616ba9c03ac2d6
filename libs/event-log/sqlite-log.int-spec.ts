import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeDurableLog, describeEventLog } from './event-log.contract.ts';
import { SqliteLog } from './sqlite-log.ts';

async function makeLog() {
  const directory = await mkdtemp(join(tmpdir(), 'tiendo-log-'));
  const file = join(directory, 'log.sqlite');
  const log = await SqliteLog.open({ file });
  const reopen = async () => {
    await log.close();
    return SqliteLog.open({ file });
  };
  return { log, reopen, discard: () => rm(directory, { recursive: true }) };
}

describeEventLog('the log in SQLite', makeLog);
describeDurableLog('the log in SQLite, opened again', makeLog);
