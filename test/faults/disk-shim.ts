import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';

/** What a preloaded process is given to do, see `disk-shim.c`. */
export interface DiskShim {
  /** Folder whose files are watched: everything below it. */
  readonly root: string;
  /** Where to record. */
  readonly trace?: string;
  /** File that faults are asked for through. */
  readonly control?: string;
}

export type FaultKind = 'read' | 'write' | 'full' | 'short' | 'sync' | 'read-only';

/** @throws Error in one clear line: no C compiler, or no LD_PRELOAD here */
export function compileDiskShim(folder: string): string {
  if (process.platform !== 'linux') throw new Error('needs Linux: the disk is watched through LD_PRELOAD');
  const library = join(folder, 'disk-shim.so');
  const source = join(packageRoot(), 'test/faults/disk-shim.c');
  const { status, error, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { encoding: 'utf8' });
  if (status === 0) return library;
  throw new Error(error ? 'needs a C compiler (cc), for example Debian package gcc' : `disk-shim.c does not compile: ${stderr}`);
}

export const shimEnvironment = (library: string, { root, trace, control }: DiskShim): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_OPTIONS: '',
  UV_USE_IO_URING: '0', // It would go past the library.
  LD_PRELOAD: library,
  DISK_ROOT: root,
  ...(trace !== undefined && { DISK_TRACE: trace }),
  ...(control !== undefined && { DISK_CONTROL: control }),
});

/** A folder in memory where there is one: thousands of files are made and synced for each run. */
export function memoryFolder(prefix: string): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), prefix));
}

/** In the preloaded process: asks for faults. */
export class DiskFaults {
  constructor(private readonly control: string) {}

  /** From now on the `n`-th call (from 1) that the kind concerns fails, and with `ever` every later one. */
  arm(kind: FaultKind, n: number, how: 'once' | 'ever'): void {
    writeFileSync(this.control, `${kind} ${n} ${how}`);
  }

  disarm(): void {
    writeFileSync(this.control, 'off');
  }

  /** Calls that the armed kind concerned, and the file whose call failed first; null: none did. */
  count(): { readonly calls: number; readonly failed: string | null } {
    writeFileSync(this.control, 'count');
    const [calls, fired, path = ''] = readFileSync(this.control, 'utf8').trim().split(' ');
    return { calls: Number(calls), failed: fired === '1' ? path : null };
  }
}
