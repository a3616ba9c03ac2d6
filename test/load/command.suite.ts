import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slowSyncEnvironment } from '../faults/slow-sync.ts';
import { EVENTS_BEFORE, type Piece, piecesOf, streamOf, workOn } from './command-work.ts';
import { Contest, type Contender, type Sample } from './contest.ts';
import { EmmettPeer } from './emmett-peer.ts';
import { OurCommands } from './our-commands.ts';
import { installPeers, PeerAbsent } from './peers.ts';
import { PostgresPeer } from './postgres-peer.ts';
import { rawSync } from './raw-sync.ts';
import { atLeast, atMost, type Found, type Goal, type SuiteOptions } from './suite.ts';
import { loaded } from './writers.ts';

const RUNS = 5;
const RAW_WRITES = 1_500;
/** Projects under work: many more than writers, few enough that all are folded in memory. */
const PROJECTS = 2_000;
const PIECES = { 1: 1_500, 16: 6_000, 64: 10_000 } as const;
const PEER_PIECES = { 1: 400, 16: 1_200, 64: 1_600 } as const;
/** One writer only: with more, transactions of its one connection run into each other and nearly all commands fail with SQLITE_BUSY. */
const EMMETT_PIECES = 200;
const RACING = 200;
/** What the slower disk adds to a sync. */
const SLOWER_US = 1_500;

type Writers = keyof typeof PIECES;

/** A command = a project of 20 events, folded; decide; append 2 events of about 600 bytes with expected revision; durable; hash chain. */
export async function commandSuite({ runs = RUNS, folder, say }: SuiteOptions): Promise<Found> {
  const absent: string[] = [];
  const peers = await startPeers(folder, say, absent);
  try {
    const slow = slowed(folder, absent);
    const contest = await Contest.hold(contenders(folder, peers, slow), runs, say);
    const ours = contest.figure('ours, 16 writers');
    if (ours === null) throw new Error('no round was run');
    return {
      runs,
      ours,
      peer: contest.figure('PostgreSQL, 16 writers'),
      limit: contest.figure('raw sync'),
      ratioToPeer: contest.ratio('ours, 16 writers', 'PostgreSQL, 16 writers'),
      ratioToLimit: contest.ratio('ours, 1 writer', 'raw sync'),
      goals: goals(contest),
      figures: contest.figures,
      absent,
    };
  } finally {
    await peers.postgres?.stop();
  }
}

const named = (who: string, writers: number): string => `${who}, ${writers} writer${writers === 1 ? '' : 's'}`;

function goals(contest: Contest): readonly Goal[] {
  const [ours, postgres] = ['ours', 'PostgreSQL'].map((who) => (writers: Writers) => named(who, writers)) as [
    (w: Writers) => string,
    (w: Writers) => string,
  ];
  return [
    atLeast('P1', '1 writer : raw sync', 0.5, contest.ratio(ours(1), 'raw sync')),
    atLeast('P1', '1 writer : PostgreSQL', 2.5, contest.ratio(ours(1), postgres(1))),
    atLeast('P1', '16 writers : PostgreSQL', 5, contest.ratio(ours(16), postgres(16))),
    atMost('P1', '16 writers, p99 : p99 of PostgreSQL', 0.25, contest.ratio(ours(16), postgres(16), 'p99Ms')),
    atLeast('P1', '64 writers : PostgreSQL', 8, contest.ratio(ours(64), postgres(64))),
    atLeast('P1', '64 writers : emmett-sqlite with one', 20, contest.ratio(ours(64), named('emmett-sqlite', 1))),
    atLeast('P1', 'disk slowed by 1.5 ms a sync, 64 writers : 1 writer', 20, contest.ratio('slow disk, 64 writers', 'slow disk, 1 writer')),
    atMost('P1', '200 commands racing on one project, each exactly once, ms', 150, contest.figure('200 racing')?.median ?? null),
  ];
}

interface Peers {
  readonly postgres: PostgresPeer | null;
  readonly emmett: EmmettPeer | null;
}

async function startPeers(folder: string, say: (line: string) => void, absent: string[]): Promise<Peers> {
  const orAbsent = async <Peer>(start: () => Promise<Peer>): Promise<Peer | null> => {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof PeerAbsent)) throw error;
      absent.push(error.message);
      return null;
    }
  };
  await orAbsent(async () => installPeers(say));
  const postgres = await orAbsent(async () => {
    const peer = await PostgresPeer.start(64, say);
    await peer.begin(PROJECTS);
    return peer;
  });
  const emmett = await orAbsent(async () => {
    const peer = new EmmettPeer(join(folder, 'emmett.sqlite'));
    await peer.begin(EMMETT_PIECES);
    return peer;
  });
  return { postgres, emmett };
}

interface Worker {
  work(piece: Piece): Promise<unknown>;
}

interface Plan {
  readonly writers: number;
  readonly count: number;
  readonly projects: number;
  /** Made anew for each run. */
  readonly worker: () => (piece: Piece) => Promise<unknown>;
}

function contenders(folder: string, { postgres, emmett }: Peers, slow: readonly Contender[]): readonly Contender[] {
  const unit = 'commands/s';
  const at = (who: string, { writers, count, projects, worker }: Plan): Contender => ({
    name: named(who, writers),
    unit,
    run: async (round) => {
      const work = worker();
      return loaded({ writers, pieces: piecesOf(`${who} ${writers} ${round}`, count, projects), work: (piece) => work(piece) });
    },
  });
  const rival = (who: string, peer: Worker | null, plan: Omit<Plan, 'worker'>): readonly Contender[] =>
    peer === null ? [] : [at(who, { ...plan, worker: () => (piece) => peer.work(piece) })];
  const postgresAt = (writers: Writers) => rival('PostgreSQL', postgres, { writers, count: PEER_PIECES[writers], projects: PROJECTS });
  const emmettAt1 = rival('emmett-sqlite', emmett, { writers: 1, count: EMMETT_PIECES, projects: EMMETT_PIECES });

  let ours: OurCommands;
  const oursAt = (writers: Writers): Contender =>
    at('ours', { writers, count: PIECES[writers], projects: PROJECTS, worker: () => (piece) => ours.work(piece) });
  const uncached = at('ours without kept state', { writers: 16, count: PROJECTS, projects: PROJECTS, worker: () => ours.cold() });
  const begun = (first: Contender): Contender => ({
    ...first,
    run: async (round) => {
      ours = await OurCommands.start(join(folder, 'ours'), PROJECTS);
      return first.run(round);
    },
  });
  const ended = (last: Contender): Contender => ({
    ...last,
    run: async (round) => {
      const sample = await last.run(round);
      await ours.stop();
      return sample;
    },
  });
  return [
    { name: 'raw sync', unit: 'writes/s', run: async () => rawSync(join(folder, 'raw'), RAW_WRITES) },
    begun(oursAt(1)),
    ...postgresAt(1),
    ...emmettAt1,
    oursAt(16),
    ...postgresAt(16),
    uncached,
    oursAt(64),
    ...postgresAt(64),
    ended({ name: '200 racing', unit: 'ms', run: (round) => race(ours, round) }),
    ...slow,
  ];
}

/** @throws Error one of the racing commands took effect twice or not at all */
async function race(ours: OurCommands, round: number): Promise<Sample> {
  const project = PROJECTS - round;
  const stream = streamOf(project);
  const before = (await ours.log.readStream(stream)).length;
  const racing = Array.from({ length: RACING }, (_, n) => ({ stream, steps: workOn(project, `race ${round} ${n}`) }));
  const began = performance.now();
  await Promise.all(racing.map((piece) => ours.work(piece)));
  const took = performance.now() - began;
  const after = (await ours.log.readStream(stream)).slice(before);
  const ids = new Set(after.map(({ meta }) => meta['commandId']));
  if (after.length !== 2 * RACING || ids.size !== 2 * RACING || before < EVENTS_BEFORE)
    throw new Error(`${after.length} events of ${2 * RACING}`);
  return { value: took };
}

/** Ours alone, in a process whose every sync takes longer: both loads in one child process a round. */
function slowed(folder: string, absent: string[]): readonly Contender[] {
  const env = slowSyncEnvironment(folder, SLOWER_US);
  if (env === null) {
    absent.push('slow disk: no C compiler or not Linux');
    return [];
  }
  const child = fileURLToPath(new URL('./slowed-commands.js', import.meta.url));
  const at = (writers: 1 | 64): Contender => ({
    name: named('slow disk', writers),
    unit: 'commands/s',
    run: async () => {
      const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', child, join(folder, 'slowed'), String(writers)], {
        env,
        encoding: 'utf8',
      });
      if (run.status !== 0) throw new Error(`the child on the slow disk failed: ${run.stderr}`);
      return JSON.parse(run.stdout) as Sample;
    },
  });
  return [at(1), at(64)];
}
