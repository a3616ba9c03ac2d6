import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { memoryOf } from './child-run.ts';

/** Of the kernel's clock in /proc (USER_HZ), the same on every Linux. */
const TICKS_PER_SECOND = 100;
/** Read models of a million events are built before it says so. */
const START_MAX_MS = 600_000;

/** A server program as a process of its own, which says on stdout where it listens. */
export class HttpServer {
  readonly port: number;
  readonly #child: ChildProcess;
  #stopping = false;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
    child.once('exit', (code, signal) => {
      if (!this.#stopping) process.stderr.write(`the server ended by itself: ${signal ?? code}\n`);
    });
  }

  /** @throws Error it ended, or did not say in time where it listens */
  static async start(program: string, env: NodeJS.ProcessEnv = {}, nodeOptions: readonly string[] = []): Promise<HttpServer> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...nodeOptions, program], {
      env: { ...process.env, TIENDO_LOG: '', NODE_OPTIONS: '', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await new Promise<number>((resolve, reject) => {
      let said = '';
      const late = setTimeout(() => reject(new Error(`${program} did not start within ${START_MAX_MS} ms`)), START_MAX_MS);
      child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
        if (found === undefined) return;
        clearTimeout(late);
        resolve(Number(found));
      });
    }).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
    return new HttpServer(child, port);
  }

  /** Processor time of all its threads so far; null where the system does not tell (not Linux). */
  cpuSeconds(): number | null {
    const ticks = ticksOf(`/proc/${this.#child.pid}/stat`);
    return ticks === null ? null : ticks / TICKS_PER_SECOND;
  }

  peakRssBytes(): number | undefined {
    return memoryOf(this.#child.pid, 'VmHWM');
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}

/** User and system time of a process or thread: fields 14 and 15 of proc(5), counted behind the name in brackets. */
function ticksOf(stat: string): number | null {
  try {
    const fields = readFileSync(stat, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
