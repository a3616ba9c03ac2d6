import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { open, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { syncDirectory } from '#event-log/durable-folder';

/** The disk has less room than the work needs. Nothing was begun. */
export class NoRoom extends Error {
  constructor(
    readonly folder: string,
    /** Bytes */
    readonly needed: number,
    readonly free: number,
  ) {
    super(`${folder}: ${needed} bytes are needed, ${free} are free`);
    this.name = 'NoRoom';
  }
}

/** @throws NoRoom */
export async function assertRoom(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < needed) throw new NoRoom(folder, needed, bavail * bsize);
}

/** Bytes of a file; 0: there is none. */
export async function bytesOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/** SHA-256 of a file's bytes, lower-case hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+'); // Windows syncs only what is open for writing.
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces a small file as a whole, durably: after a power cut there is the old one or the new. Synchronous, so that no signal comes between. */
export function replaceFile(file: string, text: string, mode = 0o640): void {
  const aside = `${file}.new`;
  const descriptor = openSync(aside, 'w', mode);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(aside, file);
  syncDirectory(dirname(file));
}

/** Every file under a folder, as paths from it with `/`, sorted. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .sort();
}

/** Makes every folder under this one durable, and itself: names are durable once their folder is. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) syncTree(join(folder, entry.name));
  syncDirectory(folder);
}
