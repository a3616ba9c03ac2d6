import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it; one that is there stays. Node's own `recursive` never returns where the system says that a folder cannot
 * be made because "it does not exist", as /proc does.
 * @throws Error with the `code` of the system: ENOTDIR, EACCES, EROFS, ENOSPC, ENOENT …
 */
export function makeFolder(path: string): void {
  const above = dirname(path);
  if (!existsSync(above)) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}
