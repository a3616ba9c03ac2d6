import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { packageRoot } from '#config/package-root';
import { memoryOf, runNode } from './child-run.ts';
import { Contest, type Contender } from './contest.ts';
import { SAMPLE } from './register-file.ts';
import { atMost, type Found, type SuiteOptions } from './suite.ts';

const RUNS = 5;
/** How long the process is left alone before its memory is read, in milliseconds. */
const IDLE_MS = 3_000;
const ASK_EVERY_MS = 2;
const START_MAX_MS = 30_000;
const MEMORY_MAX = 200e6;

const live = (port: number): string => `http://127.0.0.1:${port}/health/live`;
const ready = (port: number): string => `http://127.0.0.1:${port}/health/ready`;

/** The API as it is started by `npm start`, with the sample register in its log; against a bare Fastify. */
export async function footprintSuite({ runs = RUNS, folder, say }: SuiteOptions): Promise<Found> {
  const api = join(packageRoot(), 'dist/apps/api/main.js');
  const cli = join(packageRoot(), 'dist/apps/cli/main.js');
  if (!existsSync(api) || !existsSync(cli)) throw new Error('the API or the command line is not built: dist/apps/…/main.js is missing');
  const env = { ...process.env, TIENDO_DATA: join(folder, 'data'), TIENDO_LOG: '', TIENDO_SWEEP_SECONDS: '0', NODE_OPTIONS: '' };
  await runNode([cli, 'import', SAMPLE, '--json'], { env });
  const contest = await Contest.hold(contenders(api, env), runs, say);
  const ours = contest.figure('API, start to first answer');
  if (ours === null) throw new Error('no round was run');
  const ratio = contest.ratio('API, start to first answer', 'bare Fastify, start to first answer');
  const idle = contest.figure('API idle, read models loaded');
  return {
    runs,
    ours,
    peer: contest.figure('bare Fastify, start to first answer'),
    limit: contest.figure('bare Fastify, start to first answer'),
    ratioToPeer: ratio,
    ratioToLimit: ratio,
    goals: [
      atMost('P8', 'idle RSS with read models loaded, bytes', MEMORY_MAX, idle === null ? null : idle.median),
      atMost('P8', 'cold start : bare Fastify', 1.8, ratio),
      atMost('P8', 'fresh clone to the page, packages from the cache of npm, seconds', 90, freshClone(say)),
    ],
    figures: contest.figures,
    absent: [],
  };
}

/** Once, as it takes half a minute. Null: this is no git checkout, or there is no shell, npm or curl. */
function freshClone(say: (line: string) => void): number | null {
  const run = spawnSync('sh', [join(packageRoot(), 'test/load/fresh-clone.sh')], { encoding: 'utf8' });
  if (run.status === 0) return Number(run.stdout.trim());
  say(`the fresh clone did not come up: ${(run.error?.message ?? run.stderr).trim().slice(-500)}`);
  return null;
}

function contenders(api: string, env: NodeJS.ProcessEnv): readonly Contender[] {
  const bare = fileURLToPath(new URL('./bare-fastify.js', import.meta.url));
  const start = (name: string, program: string): Contender => ({
    name: `${name}, start to first answer`,
    unit: 's',
    run: async () => {
      const server = await started(program, env, live);
      await server.stop();
      return { value: server.seconds };
    },
  });
  return [
    start('bare Fastify', bare),
    start('API', api),
    {
      name: 'API idle, read models loaded',
      unit: 'bytes',
      run: async () => {
        const server = await started(api, env, ready);
        await setTimeout(IDLE_MS);
        const bytes = memoryOf(server.pid, 'VmRSS');
        await server.stop();
        if (bytes === undefined) throw new Error('this system does not tell the memory of a process');
        return { value: bytes };
      },
    },
  ];
}

interface Started {
  readonly pid: number | undefined;
  readonly seconds: number;
  stop(): Promise<void>;
}

/** Starts a server program and asks until it answers 200. @throws Error it ended or did not answer in time */
async function started(program: string, env: NodeJS.ProcessEnv, address: (port: number) => string): Promise<Started> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await answers(address(port)))) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    if (performance.now() - began > START_MAX_MS) throw new Error(`${program} did not answer within ${START_MAX_MS} ms`);
    await setTimeout(ASK_EVERY_MS);
  }
  return { pid: child.pid, seconds: (performance.now() - began) / 1_000, stop: () => stopped(child) };
}

async function answers(address: string): Promise<boolean> {
  try {
    const { ok, body } = await fetch(address);
    await body?.cancel();
    return ok;
  } catch (error) {
    if (error instanceof TypeError) return false; // Not listening yet.
    throw error;
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
