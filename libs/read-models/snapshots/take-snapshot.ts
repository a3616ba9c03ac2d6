import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeDurableFolder, syncDirectory } from '#event-log/durable-folder';
import { eventAt } from '#event-log/event-at';
import type { EventLog } from '#event-log/event-log';
import { assertStillThere, lastSeen } from '#event-log/last-seen';
import { WriterLock } from '#event-log/sqlite-lock';
import { countTaken, FORMAT, haltedOf, readCheckpoints, readLastEvent, readPosition, whyStale } from '../database.ts';
import type { ReadModel } from '../model.ts';
import { readModels } from '../models.ts';
import { copyBuild } from './copy-build.ts';
import { copyFile } from './copy-file.ts';
import type { SnapshotManifest } from './manifest.ts';
import { keepNewest, manifestOf, partOf, sweepShelf, type Writer } from './shelf.ts';

export const SNAPSHOTS_KEPT = 3;

export interface SnapshotAsked {
  readonly log: EventLog;
  /** The read models' directory. */
  readonly directory: string;
  /** Where snapshots lie; made when absent. */
  readonly folder: string;
  readonly models?: readonly ReadModel[];
  /** How many of this log, format and versions are kept; `SNAPSHOTS_KEPT` when absent. */
  readonly keep?: number;
  /** Version of this program. */
  readonly version: string;
  /** See `Writer.task`. */
  readonly task?: string;
  /** Who asks, for the message to a second process. */
  readonly program: string;
  /** UTC instant */
  readonly now: () => string;
  /** In bytes; the copy is written twice, here and there. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends it, and nothing of it is left; once the copy is in the folder, it is too late. */
  readonly signal?: AbortSignal;
}

/** The rows as they stand are none that another replica should begin from. */
export class NoSnapshot extends Error {
  constructor(
    readonly why: 'nothing-recorded' | 'models-stopped' | 'rows-unfit',
    message: string,
  ) {
    super(message);
    this.name = 'NoSnapshot';
  }
}

/**
 * Copies the current build at one position into a folder, with a manifest, and takes away the oldest. Whatever ends it leaves no snapshot that is half
 * one.
 * @throws NoSnapshot. @throws Unavailable `locked`: another one of this directory is being made. @throws WentBack the log lacks the last event
 * @throws Error of SQLite or the file system: there is no room, …. The signal's reason
 */
export async function takeSnapshot(asked: SnapshotAsked): Promise<SnapshotManifest> {
  const { directory, folder, keep = SNAPSHOTS_KEPT } = asked;
  makeDurableFolder(folder);
  makeDurableFolder(directory);
  const lock = WriterLock.take(join(directory, 'snapshots'), asked.program);
  const copy = join(directory, `${randomUUID()}${COPY}`);
  try {
    removeCopies(directory);
    const writer: Writer = { directoryId: directoryIdOf(directory), task: asked.task ?? null };
    await sweepShelf(folder, writer);
    const { signal } = asked;
    await copyBuild({ directory, target: copy, signal, onBytes: (done, size) => asked.onProgress?.(done, 2 * size) });
    signal?.throwIfAborted();
    const manifest = await publish(copy, await described(copy, asked), { ...asked, writer });
    await keepNewest(folder, manifest, keep);
    return manifest;
  } finally {
    removeCopies(directory);
    lock.release();
  }
}

const COPY = '.copy';

/** Lasts as long as the directory. Under the lock only. */
function directoryIdOf(directory: string): string {
  const file = join(directory, 'snapshots-id');
  if (!existsSync(file)) writeFileSync(file, randomUUID(), { flush: true });
  return readFileSync(file, 'utf8').slice(0, 36) || 'unknown';
}

/** Under the lock there is none but ours, and what killed ones left. */
function removeCopies(directory: string): void {
  for (const name of readdirSync(directory)) if (name.includes(COPY)) rmSync(join(directory, name), { force: true });
}

type Described = Pick<SnapshotManifest, 'logId' | 'format' | 'models' | 'position' | 'last' | 'events'>;

/** What the copy is of, by what stands in it. */
async function described(copy: string, { log, models = readModels }: SnapshotAsked): Promise<Described> {
  const db = new DatabaseSync(copy, { readOnly: true });
  try {
    const stale = whyStale(db, log.logId, models);
    if (stale !== null) throw new NoSnapshot('rows-unfit', `the rows are not of this program: ${stale}`);
    const [halted] = haltedOf(db);
    if (halted !== undefined) throw new NoSnapshot('models-stopped', `the model ${halted.model} stopped at ${halted.halt.position}`);
    const position = readPosition(db);
    if (position === null) throw new NoSnapshot('nothing-recorded', 'nothing was recorded yet');
    const seen = readLastEvent(db);
    const event = seen?.position === position ? null : await eventAt(log, position); // Rows that were scanned do not say it.
    const last = event === null ? seen : lastSeen(event);
    if (last?.position !== position) throw new NoSnapshot('rows-unfit', `the event at ${position} cannot be told`);
    await assertStillThere(log, last);
    const versions = readCheckpoints(db).map(({ model, version }) => ({ name: model, version }));
    return { logId: log.logId, format: FORMAT, models: versions, position, last, events: countTaken(db) };
  } finally {
    db.close();
  }
}

async function publish(copy: string, told: Described, asked: SnapshotAsked & { readonly writer: Writer }): Promise<SnapshotManifest> {
  const { folder, version, now, signal, onProgress, writer } = asked;
  const madeAt = now();
  const file = `read-models-${madeAt.replaceAll(/[-:.]/g, '')}-${randomUUID().slice(0, 8)}.db`;
  const parts = [file, manifestOf(file)].map((name) => join(folder, partOf(name, writer))) as [string, string];
  const { size } = statSync(copy);
  try {
    const copied = await copyFile({ source: copy, target: parts[0], signal, onBytes: (bytes) => onProgress?.(size + bytes, 2 * size) });
    const manifest: SnapshotManifest = {
      ...({ kind: 'tiendo-read-models', manifest: 1, file } as const),
      ...told,
      ...copied,
      program: version,
      madeAt,
    };
    await writeFile(parts[1], `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx', mode: 0o640, flush: true });
    await rename(parts[0], join(folder, file));
    syncDirectory(folder);
    await rename(parts[1], join(folder, manifestOf(file)));
    syncDirectory(folder);
    return manifest;
  } finally {
    for (const part of parts) await rm(part, { force: true });
  }
}
