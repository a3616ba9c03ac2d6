import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { syncDirectory } from '#event-log/durable-folder';
import type { EventLog } from '#event-log/event-log';
import { isStillThere, type LastSeen } from '#event-log/last-seen';
import { readCheckpoints, readLastEvent } from '../database.ts';
import { dropOld, makeCurrent, ProjectorLock } from '../generations.ts';
import type { ReadModel } from '../model.ts';
import { readModels } from '../models.ts';
import { bringForward } from '../rebuild.ts';
import { whyUnfit } from '../take-over.ts';
import { copyFile } from './copy-file.ts';
import { type SnapshotManifest, whyOther } from './manifest.ts';
import { readShelf } from './shelf.ts';

export interface Bootstrap {
  readonly log: EventLog;
  /** The read models' directory; made when absent. */
  readonly directory: string;
  /** Where snapshots lie. */
  readonly folder: string;
  readonly models?: readonly ReadModel[];
  /** One line for each snapshot that is not taken, and why. */
  readonly onNote?: ((note: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** It is no snapshot that this program may begin from. */
class NotTaken extends Error {}

/**
 * Makes the newest snapshot that fits the current build, as of its position; what was current is kept as the former. What does not fit is said and left
 * where it is. Null: none was taken, nothing has changed. Under the projector's lock only.
 * @throws Unavailable the log does not answer
 */
export async function bootstrapFrom(asked: Bootstrap): Promise<SnapshotManifest | null> {
  const { folder, log, models = readModels, onNote } = asked;
  const shelf = await readShelf(folder).catch((error: unknown) => onNote?.(`snapshots in ${folder} cannot be read: ${reasonOf(error)}`));
  for (const name of shelf?.unreadable ?? []) onNote?.(`snapshot ${name} is not taken: no manifest that this program reads`);
  for (const snapshot of shelf?.snapshots ?? []) {
    try {
      const other = whyOther(snapshot, { logId: log.logId, models });
      if (other !== null) throw new NotTaken(other);
      await take(snapshot, { ...asked, models });
      return snapshot;
    } catch (error) {
      onNote?.(`snapshot ${snapshot.file} is not taken: ${reasonOf(error)}`);
    }
  }
  return null;
}

/** What is wrong with a snapshot or its folder, in words. @throws whatever is not its fault */
function reasonOf(error: unknown): string {
  if (error instanceof NotTaken) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (Error.isError(error) && (code === 'ERR_SQLITE_ERROR' || 'syscall' in error)) return error.message;
  throw error;
}

async function take(snapshot: SnapshotManifest, asked: Bootstrap & { readonly models: readonly ReadModel[] }): Promise<void> {
  const { folder, directory, signal } = asked;
  const file = join(directory, `${randomUUID()}.db`);
  const aside = `${file}.arriving`;
  try {
    const { bytes, sha256 } = await copyFile({ source: join(folder, snapshot.file), target: aside, signal });
    if (bytes !== snapshot.bytes) throw new NotTaken(`it has ${bytes} bytes, its manifest says ${snapshot.bytes}`);
    if (sha256 !== snapshot.sha256) throw new NotTaken('it is not what its manifest says (SHA-256)');
    await check(aside, snapshot, asked);
    renameSync(aside, file);
    syncDirectory(directory);
    makeCurrent(directory, file);
  } finally {
    for (const beside of ['', '-wal', '-shm', '-journal']) rmSync(aside + beside, { force: true });
  }
}

/** @throws NotTaken */
async function check(
  file: string,
  { position, last }: SnapshotManifest,
  { log, models }: Bootstrap & { readonly models: readonly ReadModel[] },
): Promise<void> {
  const unfit = await whyUnfit(file, { log, models });
  if (unfit !== null) throw new NotTaken(unfit);
  const found = inside(file);
  const same = last.position === position && found.positions.every((one) => one === position);
  if (!same || (found.last !== null && found.last.hash !== last.hash))
    throw new NotTaken('its rows are not of the position that its manifest says');
  if (!(await isStillThere(log, last))) throw new NotTaken(`its last event (${last.stream}, revision ${last.revision}) is not in the log`);
}

function inside(file: string): { readonly positions: readonly string[]; readonly last: LastSeen | null } {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return { positions: readCheckpoints(db).map(({ position }) => position), last: readLastEvent(db) };
  } finally {
    db.close();
  }
}

/**
 * The same by hand, while nobody projects; the rows are then brought to the end of the log.
 * @throws Unavailable `locked`, naming the process that projects; or the log does not answer. @throws BrokenOrder
 */
export async function bootstrapByHand(asked: Bootstrap & { readonly program: string }): Promise<SnapshotManifest | null> {
  const { log, directory, models = readModels, program } = asked;
  const lock = ProjectorLock.take(directory, program);
  try {
    const taken = await bootstrapFrom(asked);
    if (taken !== null) await bringForward(log, directory, models);
    dropOld(directory);
    return taken;
  } finally {
    lock.release();
  }
}
