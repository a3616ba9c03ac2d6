import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';

/** A loaded machine may take its time; a start that takes longer than this hangs. */
const START_MS = 60_000;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'tiendo-api-'));

/** The built API as a process of its own, as `npm start` runs it. */
export class Served {
  readonly #process: ChildProcess;
  readonly #ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    const main = join(packageRoot(), 'dist/apps/api/main.js');
    this.#process = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
      env: { PATH: process.env['PATH'], PORT: '0', TIENDO_SWEEP_SECONDS: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process.stdout?.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
    this.#process.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.#ended = once(this.#process, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
  }

  /** Starts and waits until it says where it listens. */
  static async start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Served & { readonly url: string }> {
    const served = new Served(args, env);
    return Object.assign(served, { url: await served.address() });
  }

  /** @throws Error it ended, or did not listen in time */
  async address(): Promise<string> {
    const giveUp = Date.now() + START_MS;
    for (;;) {
      const found = /http:\/\/127\.0\.0\.1:\d+(?=\/)/.exec(this.#stdout)?.[0];
      if (found !== undefined) return found;
      const { exitCode, signalCode } = this.#process;
      if (exitCode !== null || signalCode !== null || Date.now() > giveUp)
        throw new Error(`the API did not start:\n${this.#stdout}${this.#stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  ended(): Promise<Ended> {
    return this.#ended;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.#process.kill(signal);
    return this.#ended;
  }
}

export const removeDataDir = (folder: string): void => rmSync(folder, { recursive: true, force: true });
