import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '#config/package-root';

const START_MS = 60_000;

/** A program of the build as a process of its own. */
export class Program {
  /** What it said of itself that was waited for. */
  found = '';
  #said = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
  }

  /** @param path from the build's folder @param announced what it says once it works: its first group is kept. @throws Error it ended or said nothing in time */
  static async start(path: string, env: Readonly<Record<string, string>>, announced: RegExp): Promise<Program> {
    const program = new Program(begun(path, [], env));
    for (const giveUp = Date.now() + START_MS; ; await sleep(20)) {
      const found = announced.exec(program.#said)?.[1];
      if (found !== undefined) return Object.assign(program, { found });
      if (program.child.exitCode !== null || Date.now() > giveUp) throw new Error(`${path} did not start:\n${program.#said}`);
    }
  }

  /** Until it ends by itself; what it says on stderr goes to the terminal as it comes. */
  static async run(
    path: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<{ code: number; stdout: string }> {
    const child = begun(path, args, env);
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.pipe(process.stderr, { end: false });
    const [code] = (await once(child, 'close')) as [number];
    return { code, stdout };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'close');
  }
}

const begun = (path: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(packageRoot(), 'dist', path), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
