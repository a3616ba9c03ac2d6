import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadModelSnapshot } from '#contracts/read-models';
import { type Fit, isLike, NAME, parseManifest, type SnapshotManifest, whyOther } from './manifest.ts';

/**
 * The folder of snapshots, which many machines may share, a mounted bucket too: each snapshot is two files, the copy and then its manifest,
 * both written under another name first. Nothing here locks: names are never used twice, and what is there is never changed.
 */
const MANIFEST = '.json';
const PART = '.part-';
/** How files begin by which one process says that it makes a snapshot: no snapshots themselves. */
export const CLAIM = 'claim-';

/** Another's file that was not written to for so long has nobody who writes it. Milliseconds. */
const ABANDONED_MS = 60 * 60_000;

/**
 * Who writes, as the names of parts say. Not by host and process: containers that share a network have the same of both.
 */
export interface Writer {
  /** Of the read models' directory, which one at a time copies from: what else it left is of killed ones. */
  readonly directoryId: string;
  /** What is done, the same for whoever does it again after the first was killed; null: it is asked for once. */
  readonly task: string | null;
}

export const manifestOf = (file: string): string => file.replace(/\.db$/, MANIFEST);

/** Under this name a file is written. */
export const partOf = (file: string, { directoryId, task }: Writer): string => `${file}${PART}${directoryId}.${shortOf(task)}`;

const shortOf = (task: string | null): string => (task === null ? 'once' : createHash('sha256').update(task).digest('hex').slice(0, 16));

export interface Shelf {
  /** Newest first. */
  readonly snapshots: readonly SnapshotManifest[];
  /** Names of manifests that cannot be read. */
  readonly unreadable: readonly string[];
}

/** @throws Error of the file system: no such folder, … */
export async function readShelf(folder: string): Promise<Shelf> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(MANIFEST) && NAME.test(name.replace(/\.json$/, '.db')));
  const found = await Promise.all(names.map(async (name) => ({ name, manifest: await readManifest(folder, name) })));
  const snapshots = found.flatMap(({ manifest }) => (manifest === null ? [] : [manifest]));
  return {
    snapshots: snapshots.sort((a, b) => (a.madeAt < b.madeAt ? 1 : a.madeAt > b.madeAt ? -1 : 0)),
    unreadable: found.flatMap(({ name, manifest }) => (manifest === null ? [name] : [])),
  };
}

/** null: it says nothing, or names another file than its own. One that was taken away meanwhile is as good as none. */
async function readManifest(folder: string, name: string): Promise<SnapshotManifest | null> {
  const manifest = parseManifest(await readFile(join(folder, name), 'utf8').catch(goneAs('')));
  return manifest !== null && manifestOf(manifest.file) === name ? manifest : null;
}

/** The newest one that this program can begin from; null: there is none, or no folder yet. @throws as `readShelf` otherwise */
export async function newestFitting(folder: string, fit: Fit): Promise<SnapshotManifest | null> {
  const shelf = await readShelf(folder).catch(goneAs(null));
  return shelf?.snapshots.find((snapshot) => whyOther(snapshot, fit) === null) ?? null;
}

/** What there is, for whoever looks. @throws as `readShelf` */
export async function listSnapshots(folder: string, fit: Fit): Promise<readonly ReadModelSnapshot[]> {
  const { snapshots } = await readShelf(folder);
  return snapshots.map((snapshot) => {
    const { file, position, events, bytes, sha256, program, madeAt, models } = snapshot;
    return { file, position, events, bytes, sha256, program, madeAt, models, unfit: whyOther(snapshot, fit) };
  });
}

/** Takes away the oldest of the log, format and versions of one until `keep` are left. The manifest goes first. */
export async function keepNewest(folder: string, like: SnapshotManifest, keep: number): Promise<void> {
  const { snapshots } = await readShelf(folder);
  for (const { file } of snapshots.filter((one) => isLike(one, like)).slice(keep)) {
    await rm(join(folder, manifestOf(file)), { force: true });
    await rm(join(folder, file), { force: true });
  }
}

/**
 * Takes away what killed processes left: their parts, copies that never got a manifest, and claims. Those of this directory or this task at
 * once, of others when nobody has written to them for an hour. A writer that was taken for dead and is not fails when it names its file.
 */
export async function sweepShelf(folder: string, writer: Writer): Promise<void> {
  const names = await readdir(folder);
  const there = new Set(names);
  for (const name of names) {
    const [file = '', owner] = name.split(PART);
    if (name.startsWith(CLAIM) && (await isAbandoned(join(folder, name)))) await rm(join(folder, name), { force: true });
    if (!NAME.test(file.replace(/\.json$/, '.db'))) continue;
    const halfDone = owner !== undefined || (file.endsWith('.db') && !there.has(manifestOf(file)));
    if (!halfDone || !((owner !== undefined && isLeftBy(writer, owner)) || (await isAbandoned(join(folder, name))))) continue;
    await rm(join(folder, name), { force: true });
  }
}

function isLeftBy({ directoryId, task }: Writer, owner: string): boolean {
  const [directory, short] = owner.split('.');
  return directory === directoryId || (task !== null && short === shortOf(task));
}

async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(goneAs(null));
  return found !== null && Date.now() - found.mtimeMs > ABANDONED_MS;
}

/** For what another process may take away at any time. */
export const goneAs =
  <Instead>(instead: Instead) =>
  (error: unknown): Instead => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
    throw error;
  };
