import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '#config/package-root';
import { Contest, type Contender, type Sample } from './contest.ts';
import { type HttpLoad, httpLoad, request } from './http-load.ts';
import { HttpServer } from './http-server.ts';
import { surveyBody, surveys, withdrawals } from './http-work.ts';
import { atLeast, atMost, type Found, type SuiteOptions } from './suite.ts';

const RUNS = 5;
/** Commands of a round. */
const REQUESTS = 10_000;
const PEER_REQUESTS = 40_000;
const CONNECTIONS = 64;
/** Before the first round, so that what is measured is a process at work and not its start. */
const WARM_UP = 10_000;

const [SURVEY, WITHDRAW, BARE] = ['survey a need', 'withdraw a project', 'bare Fastify'] as const;
const CPU_US_MAX = 100;
const P99_MS_MAX = 30;

/** A command from the socket to the durable answer, against a server that reads the same JSON and stores nothing. */
export async function httpSuite({ runs = RUNS, size = REQUESTS, folder, say }: SuiteOptions): Promise<Found> {
  const api = await startApi({ TIENDO_DATA: join(folder, 'data') });
  const bare = await HttpServer.start(fileURLToPath(new URL('./bare-fastify.js', import.meta.url)));
  try {
    const work = new Work(api, bare, size);
    await work.warmUp();
    const contest = await Contest.hold(work.contenders(), runs, say);
    const ours = contest.figure(SURVEY);
    if (ours === null) throw new Error('no round was run');
    const peer = contest.figure(BARE);
    const ratio = contest.ratio(SURVEY, BARE);
    return {
      runs,
      ours,
      peer,
      limit: peer,
      ratioToPeer: ratio,
      ratioToLimit: ratio,
      goals: [SURVEY, WITHDRAW].flatMap((name) => [
        atLeast('P2', `${name} : bare Fastify`, 0.4, contest.ratio(name, BARE)),
        atMost('P2', `${name}, processor time a request, µs`, CPU_US_MAX, contest.figure(name)?.cpuUs ?? null),
        atMost('P2', `${name}, p99, ms`, P99_MS_MAX, contest.figure(name)?.p99Ms ?? null),
      ]),
      figures: contest.figures,
      absent: ours.cpuUs === undefined ? ['this system does not tell the processor time of a process'] : [],
    };
  } finally {
    await Promise.all([api.stop(), bare.stop()]);
  }
}

/** The built API without its reminders: a sweep would fall into some rounds and not into others. @throws Error it is not built */
export function startApi(env: Readonly<Record<string, string>>): Promise<HttpServer> {
  const api = join(packageRoot(), 'dist/apps/api/main.js');
  if (!existsSync(api)) throw new Error('the API is not built: dist/apps/api/main.js is missing');
  return HttpServer.start(api, { TIENDO_SWEEP_SECONDS: '0', ...env });
}

class Work {
  /** Of projects surveyed in this round. */
  #addresses: string[] = [];
  #surveyed = 0;

  constructor(
    private readonly api: HttpServer,
    private readonly bare: HttpServer,
    private readonly size: number,
  ) {}

  contenders(): readonly Contender[] {
    const unit = 'requests/s';
    return [
      { name: BARE, unit, run: () => this.#barePosts(PEER_REQUESTS) },
      { name: SURVEY, unit, run: () => this.#surveys(this.size) },
      { name: WITHDRAW, unit, run: () => this.#withdrawals() },
    ];
  }

  async warmUp(): Promise<void> {
    await this.#barePosts(WARM_UP);
    await this.#surveys(WARM_UP);
    await this.#withdrawals();
  }

  /** The same bytes as a survey's. */
  #barePosts(count: number): Promise<Sample> {
    const one = request('POST', '/api/v1/projects', { 'Idempotency-Key': 'd9e2f8a4-53c1-4f0e-9d3a-7c1b2a3f4e5d' }, surveyBody(0));
    return measured(this.bare, { requests: Array.from({ length: count }, () => one), status: 201 });
  }

  async #surveys(count: number): Promise<Sample> {
    const requests = surveys(this.#surveyed, count);
    this.#surveyed += count;
    this.#addresses = [];
    const onAnswer: HttpLoad['onAnswer'] = (_, { head }) => this.#addresses.push(/^location: (\S+)/im.exec(head)?.[1] ?? '');
    return measured(this.api, { requests, status: 201, onAnswer }, caughtUp);
  }

  #withdrawals(): Promise<Sample> {
    return measured(this.api, { requests: withdrawals(this.#addresses), status: 200 }, caughtUp);
  }
}

/** The read models have taken everything: what the projector costs belongs to the command. */
async function caughtUp(port: number): Promise<void> {
  const requests = [request('GET', '/api/v1/projects?limit=1', { Prefer: 'wait=10' })];
  await httpLoad({ port, connections: 1, requests, status: 200 });
}

async function measured(
  server: HttpServer,
  load: Pick<HttpLoad, 'requests' | 'status' | 'onAnswer'>,
  settle: (port: number) => Promise<void> = () => Promise.resolve(),
): Promise<Sample> {
  const before = server.cpuSeconds();
  const { value, p50Ms, p99Ms } = await httpLoad({ port: server.port, connections: CONNECTIONS, ...load });
  await settle(server.port);
  const after = server.cpuSeconds();
  const peakRssBytes = server.peakRssBytes();
  return {
    value,
    ...(p50Ms === undefined ? {} : { p50Ms }),
    ...(p99Ms === undefined ? {} : { p99Ms }),
    ...(peakRssBytes === undefined ? {} : { peakRssBytes }),
    ...(before === null || after === null ? {} : { cpuUs: ((after - before) * 1e6) / load.requests.length }),
  };
}
