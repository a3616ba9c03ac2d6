import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ReadModelSnapshot } from '#contracts/read-models';
import { type Fit, isLike, NAME, parseManifest, type SnapshotManifest, whyOther } from './manifest.ts';

/**
 * The folder of snapshots, which many machines may share, a mounted bucket too: each snapshot is two files, the copy and then its manifest,
 * both written under another name first. Nothing here locks: names are never used twice, and what is there is never changed.
 */
const MANIFEST = '.json';
const PART = '.part-';

/** Another machine's file that was not written to for so long has nobody who writes it. Milliseconds. */
const ABANDONED_MS = 60 * 60_000;

export const manifestOf = (file: string): string => file.replace(/\.db$/, MANIFEST);

/** Under this name a file is written; it says whose it is. */
export const partOf = (file: string): string => `${file}${PART}${ownHost()}.${process.pid}`;

const ownHost = (): string => hostname().replaceAll(/[^A-Za-z0-9-]/g, '_');

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
 * Takes away what killed processes left: their parts, and copies that never got a manifest. Of this machine at once, of others when nobody
 * has written to it for an hour.
 */
export async function sweepShelf(folder: string): Promise<void> {
  const names = await readdir(folder);
  const there = new Set(names);
  for (const name of names) {
    const [file = '', owner] = name.split(PART);
    if (!NAME.test(file.replace(/\.json$/, '.db'))) continue;
    const halfDone = owner !== undefined || (file.endsWith('.db') && !there.has(manifestOf(file)));
    if (!halfDone || !((owner !== undefined && isOurDead(owner)) || (await isAbandoned(join(folder, name))))) continue;
    await rm(join(folder, name), { force: true });
  }
}

/** Our own name too: who sweeps has nothing at work. */
function isOurDead(owner: string): boolean {
  const [host, pid] = owner.split('.');
  if (host !== ownHost()) return false;
  try {
    return Number(pid) === process.pid || !process.kill(Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(goneAs(null));
  return found !== null && Date.now() - found.mtimeMs > ABANDONED_MS;
}

/** For what another process may take away at any time. */
const goneAs =
  <Instead>(instead: Instead) =>
  (error: unknown): Instead => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
    throw error;
  };
