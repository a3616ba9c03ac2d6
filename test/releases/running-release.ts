import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { BuiltRelease } from './built-release.ts';
import type { Answer, Order } from './driver.ts';

/** A release's driver as a process. */
export class RunningRelease {
  readonly release: BuiltRelease;
  readonly #process: ChildProcess;
  readonly #lines: Interface;

  constructor(release: BuiltRelease, args: readonly string[] = []) {
    this.release = release;
    this.#process = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', release.driver, ...args], {
      cwd: release.root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#lines = createInterface({ input: this.#process.stdout as NodeJS.ReadableStream });
  }

  /** One order at a time. @throws Error the process ended */
  async ask(order: Order): Promise<Answer> {
    const waiting = new AbortController();
    const line = once(this.#lines, 'line', { signal: waiting.signal }) as Promise<[string]>;
    const ended = once(this.#process, 'exit', { signal: waiting.signal }).then(() => {
      throw new Error(`${this.release.version} ended in the middle of ${JSON.stringify(order).slice(0, 200)}`);
    });
    this.#process.stdin?.write(`${JSON.stringify(order)}\n`);
    try {
      const [text] = await Promise.race([line, ended as Promise<never>]);
      return JSON.parse(text) as Answer;
    } finally {
      line.catch(() => undefined);
      (ended as Promise<unknown>).catch(() => undefined);
      waiting.abort();
    }
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.stdin?.end();
    await exited;
  }
}
