import { DatabaseSync } from 'node:sqlite';
import type { EventLog } from '#event-log/event-log';
import type { Alert } from './alert.ts';
import { NO_POSITION, readCheckpoints, whyStale } from './database.ts';
import { currentFile, dropOld, openForWriting, ProjectorLock } from './generations.ts';
import type { ReadModel } from './model.ts';
import { readModels } from './models.ts';
import { Projector } from './projector.ts';
import { rebuild, type RebuildProgress } from './rebuild.ts';

export interface LiveOptions {
  readonly log: EventLog;
  /** The read models' directory; made when absent. */
  readonly directory: string;
  readonly models?: readonly ReadModel[];
  /** Who projects, for the message to a second process. */
  readonly program?: string;
  readonly onAlert?: (alert: Alert) => void;
  /** Called while rows of another log, format or model version are built anew. */
  readonly onProgress?: (progress: RebuildProgress) => void;
}

export interface LiveReadModels {
  readonly db: DatabaseSync;
  readonly projector: Projector;
  close(): void;
}

/**
 * Takes the right to project, builds anew beside what is there when the rows cannot be continued, and opens them with a projector,
 * which the caller starts (`catchUp`, `follow`).
 * @throws Unavailable `locked`, naming the process that projects
 * @throws BrokenOrder the log was read with a gap or out of order
 */
export async function openLive(options: LiveOptions): Promise<LiveReadModels> {
  const { log, directory, models = readModels, program = 'tiendo', onAlert } = options;
  const lock = ProjectorLock.take(directory, program);
  try {
    dropOld(directory);
    if (isStale(directory, log.logId, models, await log.head())) await rebuild({ ...options, compare: false });
    const db = openForWriting(directory);
    const projector = new Projector({ log, db, models, ...(onAlert && { onAlert }) });
    return { db, projector, close: () => (db.close(), lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Nothing there, of another log, format or version, further than the log goes, or not readable as what it should be. */
function isStale(directory: string, logId: string, models: readonly ReadModel[], head: string | null): boolean {
  const file = currentFile(directory);
  if (file === null) return true;
  const db = new DatabaseSync(file);
  try {
    return whyStale(db, logId, models) !== null || readCheckpoints(db).some(({ position }) => position > (head ?? NO_POSITION));
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return true; // Damaged: the log still has everything.
    throw error;
  } finally {
    db.close();
  }
}
