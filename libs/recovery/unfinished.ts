import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const MARK = '.unfinished-';

/**
 * A folder that work is done in before it gets its name, beside where it is to be. Whatever ends the work takes the folder away: an error
 * by `remove`, Ctrl-C by `removeUnfinished`, and after a kill the next work of the same name, which finds that its process is gone.
 */
export class Unfinished {
  static readonly #open = new Set<Unfinished>();

  private constructor(readonly folder: string) {
    Unfinished.#open.add(this);
  }

  /** @param target where the result is to be; the folders above it are made */
  static begin(target: string): Unfinished {
    Unfinished.sweep(target);
    const folder = `${target}${MARK}${process.pid}`;
    mkdirSync(folder, { recursive: true, mode: 0o750 });
    return new Unfinished(folder);
  }

  /** Takes away what processes that are no more left behind under this name. */
  static sweep(target: string): void {
    const parent = dirname(target);
    if (!existsSync(parent)) return;
    for (const name of readdirSync(parent)) {
      if (!name.startsWith(`${basename(target)}${MARK}`)) continue;
      const pid = Number(name.slice(basename(target).length + MARK.length));
      if (!Number.isSafeInteger(pid) || pid <= 0) continue;
      // A process of our own number that is not us is no more either.
      if (pid === process.pid || !lives(pid)) rmSync(join(parent, name), { recursive: true, force: true });
    }
  }

  /** Takes it away, unless it has got its name meanwhile. */
  remove(): void {
    Unfinished.#open.delete(this);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 }); // A thread at work may still add a file.
  }

  /** Takes away all that this process has begun: for the end of a process that was interrupted. */
  static removeAll(): void {
    for (const one of [...Unfinished.#open]) one.remove();
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
