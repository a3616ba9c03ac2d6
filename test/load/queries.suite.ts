import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { SqliteLog } from '#event-log/sqlite-log';
import { Ledger } from '#read-models/figures/ledger';
import { ReadModelReader } from '#read-models/read-model-reader';
import { Contest, type Contender, type Sample } from './contest.ts';
import { historyLog } from './history-log.ts';
import { httpLoad, request } from './http-load.ts';
import type { HttpServer } from './http-server.ts';
import { startApi } from './http.suite.ts';
import { askInside, type Inside } from './queries-inside.ts';
import { DEEP_LIST, DEEP_LIST_MS, type Kind, kindsOf } from './queries-work.ts';
import { median, percentile } from './statistics.ts';
import { atMost, type Found, type SuiteOptions } from './suite.ts';

const RUNS = 5;
const EVENTS = 1_000_000;
/** Questions of a kind and round. */
const QUESTIONS = 200;
/** Each question is asked so often in a row. */
const TIMES = 3;
const POINT_QUERIES = 2_000;
const PAGES = 100;
const UNIT = 'answers/s';

const [RECORD, LIMIT, DEEP] = ['record by code', 'bare SQLite, a row by its code', 'list: page after page'] as const;

/** Questions to the running product, whose read models hold `size` events. Limit: one row by its code, from the same file by hand. */
export async function queriesSuite({ runs = RUNS, size = EVENTS, folder, say }: SuiteOptions): Promise<Found> {
  const file = await historyLog(size, say);
  const data = join(folder, 'data');
  say('building the read models …');
  const api = await startApi({ TIENDO_DATA: data, TIENDO_LOG: `sqlite:${file}` });
  const log = await SqliteLog.open({ file, readOnly: true });
  const reader = new ReadModelReader(join(data, 'read-models'));
  const { db } = reader;
  try {
    const kinds = kindsOf(db, QUESTIONS);
    const inside = { db, log, ledger: new Ledger(db) };
    for (const kind of kinds) await asked(api, kind);
    const contest = await Contest.hold(contenders(api, inside, kinds), runs, say);
    const ours = contest.figure(RECORD);
    if (ours === null) throw new Error('no round was run');
    return {
      runs,
      ours,
      peer: null,
      limit: contest.figure(LIMIT),
      ratioToPeer: null,
      ratioToLimit: contest.ratio(RECORD, LIMIT),
      goals: [...kinds, { name: DEEP, goalMs: DEEP_LIST_MS }].map(({ name, goalMs }) =>
        atMost('P5', `${name}, p99, ms`, goalMs, contest.figure(name)?.p99Ms ?? null),
      ),
      figures: contest.figures,
      absent: [],
    };
  } finally {
    reader.close();
    await log.close();
    await api.stop();
  }
}

function contenders(api: HttpServer, inside: Inside, kinds: readonly Kind[]): readonly Contender[] {
  return [
    { name: LIMIT, unit: UNIT, run: async () => pointQueries(inside.db) },
    ...kinds.flatMap((kind) => [
      { name: kind.name, unit: UNIT, run: () => asked(api, kind) },
      { name: `${kind.name}; without HTTP`, unit: UNIT, run: () => askedInside(inside, kind) },
    ]),
    { name: DEEP, unit: UNIT, run: () => pageAfterPage(api) },
  ];
}

/** The median of a question's times counts: what other programs take of the machine meanwhile is not the question's. */
async function asked({ port }: HttpServer, { addresses }: Pick<Kind, 'addresses'>): Promise<Sample> {
  const requests = addresses.flatMap((address) => Array.from({ length: TIMES }, () => request('GET', address)));
  const { value, latenciesMs } = await httpLoad({ port, connections: 1, requests, status: 200 });
  const medians = addresses.map((_, question) => median(latenciesMs.slice(question * TIMES, (question + 1) * TIMES)));
  return { value, p50Ms: percentile(medians, 0.5), p99Ms: percentile(medians, 0.99) };
}

async function askedInside(inside: Inside, { addresses }: Pick<Kind, 'addresses'>): Promise<Sample> {
  const medians: number[] = [];
  const began = performance.now();
  for (const address of addresses) {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      const from = performance.now();
      await askInside(inside, address);
      times.push(performance.now() - from);
    }
    medians.push(median(times));
  }
  const seconds = (performance.now() - began) / 1_000;
  return { value: (addresses.length * TIMES) / seconds, p50Ms: percentile(medians, 0.5), p99Ms: percentile(medians, 0.99) };
}

async function pageAfterPage({ port }: HttpServer): Promise<Sample> {
  const latencies: number[] = [];
  const began = performance.now();
  for (let next: string | null = DEEP_LIST; next !== null && latencies.length < PAGES;) {
    const page: { nextCursor: string | null }[] = [];
    const onAnswer = (_: number, { body }: { readonly body: Buffer }) => page.push(JSON.parse(body.toString()) as { nextCursor: string });
    const load = await httpLoad({
      port,
      connections: 1,
      requests: Array.from({ length: TIMES }, () => request('GET', next as string)),
      status: 200,
      onAnswer,
    });
    latencies.push(median(load.latenciesMs));
    const cursor = page[0]?.nextCursor ?? null;
    next = cursor === null ? null : `${DEEP_LIST}&cursor=${cursor}`;
  }
  const seconds = (performance.now() - began) / 1_000;
  return { value: latencies.length / seconds, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) };
}

function pointQueries(db: DatabaseSync): Sample {
  const codes = db.prepare('SELECT code FROM projects_text WHERE n % 97 = 0 LIMIT ?').all(POINT_QUERIES);
  const one = db.prepare('SELECT * FROM projects_text t JOIN projects_state s ON s.n = t.n WHERE t.code = ?');
  const latencies: number[] = [];
  const began = performance.now();
  for (const { code } of codes) {
    const from = performance.now();
    one.get(String(code));
    latencies.push(performance.now() - from);
  }
  const seconds = (performance.now() - began) / 1_000;
  return { value: codes.length / seconds, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) };
}
