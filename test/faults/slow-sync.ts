import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';

/**
 * Compiles the library that slows syncs down.
 * @returns the environment of a child process on the slower disk; null where there is no C compiler or no LD_PRELOAD
 */
export function slowSyncEnvironment(folder: string, microseconds: number): NodeJS.ProcessEnv | null {
  if (process.platform !== 'linux') return null;
  const library = join(folder, 'slow-sync.so');
  const source = join(packageRoot(), 'test/faults/slow-sync.c');
  const compiled = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
  return compiled.status === 0 ? { ...process.env, LD_PRELOAD: library, SLOW_SYNC_US: String(microseconds) } : null;
}
