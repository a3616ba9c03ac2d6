import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

const LOOK_EVERY_MS = 20;

export interface ChildRun {
  readonly seconds: number;
  /** Undefined where the system does not tell (not Linux). */
  readonly peakRssBytes: number | undefined;
  readonly stdout: string;
}

export interface ChildOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Only the first processor, where `taskset` is there. */
  readonly oneCore?: boolean;
  /** Exit codes that are no failure; 0 when absent. */
  readonly codes?: readonly number[];
}

/** Runs a Node program of ours to its end. @throws Error it ended with another code */
export async function runNode(args: readonly string[], { env, oneCore = false, codes = [0] }: ChildOptions = {}): Promise<ChildRun> {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', ...args];
  const [command = '', ...rest] = oneCore && hasTaskset() ? ['taskset', '-c', '0', ...node] : node;
  const began = performance.now();
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], ...(env ? { env } : {}) });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = `${stderr}${text}`.slice(-2_000)));
  let peakRssBytes: number | undefined;
  const look = setInterval(() => (peakRssBytes = memoryOf(child.pid, 'VmHWM') ?? peakRssBytes), LOOK_EVERY_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(look);
  const seconds = (performance.now() - began) / 1_000;
  if (code === null || !codes.includes(code)) throw new Error(`${args[0]} ended with ${code}: ${stderr.trim()}`);
  return { seconds, peakRssBytes, stdout };
}

/** Bytes of a line of /proc/PID/status: `VmRSS` now, `VmHWM` at its highest. Undefined when the process or the file is not there. */
export function memoryOf(pid: number | undefined, line: 'VmRSS' | 'VmHWM'): number | undefined {
  try {
    const found = new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found === null ? undefined : Number(found[1]) * 1024;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
    throw error;
  }
}

const hasTaskset = (): boolean => process.platform === 'linux' && spawnSync('taskset', ['--version']).status === 0;
