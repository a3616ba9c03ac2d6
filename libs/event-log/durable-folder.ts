import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A new file is not durable before its folder's entry of it is. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return; // Windows cannot open a directory, and needs no sync of it.
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Makes a folder with those above it that are missing; what is later made durable in it cannot vanish with it. One that is there may have
 * been made just before a crash: its entry is made durable too, unless the folder above may not be read, and then it was not we who made it.
 */
export function makeDurableFolder(directory: string): void {
  const path = resolve(directory);
  const first = makeFolder(path);
  try {
    for (let made = path; made.length >= (first ?? path).length && made !== dirname(made); made = dirname(made))
      syncDirectory(dirname(made));
  } catch (error) {
    if (first !== undefined || (error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
  }
}

/**
 * Node's own `recursive` never returns where the system says that a folder cannot be made because "it does not exist", as /proc does.
 * Returns the topmost folder that was made; undefined: it was there.
 */
function makeFolder(path: string): string | undefined {
  const above = dirname(path);
  const first = existsSync(above) ? undefined : makeFolder(above);
  try {
    mkdirSync(path);
    return first ?? path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
    return first;
  }
}
