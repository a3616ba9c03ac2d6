import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const SAMPLE_REGISTER = 'libs/reference/data/register-north-2021-2022.csv';
const START_MS = 60_000;

/** The built API with the built console, on a port and data folder of its own. */
export interface RunningConsole {
  readonly address: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

const SHIFTED_CLOCK = new URL('../api/shifted-clock.mjs', import.meta.url).href;

export interface ConsoleOptions {
  readonly withSample: boolean;
  /** A file of contacts to import. */
  readonly contacts?: string;
  /** UTC instant at which its clock starts; reminders are then swept each second. */
  readonly startsAt?: string;
}

/**
 * Imports the sample register, or nothing, and starts the built API.
 * @throws Error when the build is missing or the API does not come up within a minute
 */
export async function startConsole({ withSample, contacts, startsAt }: ConsoleOptions): Promise<RunningConsole> {
  const data = await mkdtemp(join(tmpdir(), 'tiendo-browser-'));
  const plain = { PATH: process.env['PATH'], TIENDO_DATA: data, PORT: '0', TIENDO_SWEEP_SECONDS: '0' };
  const shifted = { NODE_OPTIONS: `--import=${SHIFTED_CLOCK}`, TEST_STARTS_AT: startsAt ?? '', TIENDO_SWEEP_SECONDS: '1' };
  const env = startsAt === undefined ? plain : { ...plain, ...shifted };
  if (withSample) {
    await promisify(execFile)(process.execPath, ['dist/apps/cli/main.js', 'import', SAMPLE_REGISTER], {
      env: plain,
      maxBuffer: 16 * 2 ** 20,
    });
  }
  if (contacts !== undefined)
    await promisify(execFile)(process.execPath, ['dist/apps/cli/main.js', 'contacts', 'import', contacts], { env: plain });
  const api = spawn(process.execPath, ['dist/apps/api/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const address = await addressOf(api);
  const stop = async () => {
    api.kill('SIGTERM');
    if (api.exitCode === null) await once(api, 'exit');
    await rm(data, { recursive: true, force: true });
  };
  return { address, dataDir: data, stop };
}

async function addressOf(api: ChildProcess): Promise<string> {
  if (!api.stdout || !api.stderr) throw new Error('the API was started without pipes');
  const said: string[] = [];
  createInterface({ input: api.stderr }).on('line', (line) => said.push(line));
  const timer = setTimeout(() => api.kill('SIGKILL'), START_MS);
  for await (const line of createInterface({ input: api.stdout })) {
    said.push(line);
    const address = /http:\/\/(?:[\d.]+|\[[\da-f:]+\]):\d+/.exec(line)?.[0];
    if (address === undefined) continue;
    clearTimeout(timer);
    // Nobody reads the rest; without this a full pipe would stop the API.
    api.stdout.resume();
    return address;
  }
  throw new Error(`the API ended before it was ready:\n${said.slice(-20).join('\n')}`);
}
