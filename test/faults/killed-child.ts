import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { packageRoot } from '#config/package-root';

/** A process of a proof that may be killed: compiled, with its plan as JSON, telling its parent in lines. */
export class KilledChild {
  readonly #child: ChildProcessByStdio<null, Readable, null>;
  readonly #ended: Promise<unknown[]>;
  #killing: Promise<void> | null = null;
  #over = false;

  constructor(program: string, plan: object) {
    const path = join(packageRoot(), `dist/test/faults/${program}.js`);
    const args = ['--disable-warning=ExperimentalWarning', path, JSON.stringify(plan)];
    this.#child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#ended = once(this.#child, 'exit').finally(() => (this.#over = true));
  }

  /** What it says, until it ends. */
  lines(): AsyncIterable<string> {
    return createInterface({ input: this.#child.stdout });
  }

  /** `kill -9` after so many milliseconds; the first call counts. */
  killIn(ms: number): void {
    this.#killing ??= setTimeout(ms).then(() => void this.#child.kill('SIGKILL'));
  }

  /** Asks it to end. */
  stop(): void {
    this.#child.kill('SIGTERM');
  }

  get over(): boolean {
    return this.#over;
  }

  /** Whether it was killed, and not done before. @throws Error it failed */
  async ended(): Promise<boolean> {
    const [code, signal] = (await this.#ended) as [number | null, string | null];
    await this.#killing;
    if (signal === 'SIGKILL') return true;
    if (code !== 0) throw new Error(`a child of the proof ended with code ${code}, signal ${signal}`);
    return false;
  }
}
