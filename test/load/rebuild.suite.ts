import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from './child-run.ts';
import { Contest, type Contender, type Sample } from './contest.ts';
import { historyLog } from './history-log.ts';
import { installPeers, PeerAbsent } from './peers.ts';
import { PostgresHistory } from './postgres-history.ts';
import { atLeast, atMost, type Found, type SuiteOptions } from './suite.ts';

const RUNS = 3;
const EVENTS = 1_000_000;
/** Of the peer: its rate does not depend on the size, and it takes long to fill. */
const PEER_EVENTS = 100_000;
const MEMORY_MAX = 250e6;

const compiled = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url));
const UNIT = 'events/s';

/** All read models from the first event, into an empty folder; against reading and parsing every event and doing nothing with it. */
export async function rebuildSuite({ runs = RUNS, size = EVENTS, folder, say }: SuiteOptions): Promise<Found> {
  const file = await historyLog(size, say);
  const absent: string[] = ['emmett-sqlite: its rebuild is not measured'];
  const peer = await startPeer(await historyLog(Math.min(size, PEER_EVENTS), say), say, absent);
  try {
    const contest = await Contest.hold([...ours(file, folder), ...(peer ? [rival(peer, folder)] : [])], runs, say);
    const one = contest.figure('ours, one core');
    if (one === null) throw new Error('no round was run');
    const both = contest.figure('ours, both cores');
    return {
      runs,
      ours: one,
      peer: contest.figure('PostgreSQL'),
      limit: contest.figure('scan and parse, one core'),
      ratioToPeer: contest.ratio('ours, one core', 'PostgreSQL'),
      ratioToLimit: contest.ratio('ours, one core', 'scan and parse, one core'),
      goals: [
        atLeast('P3', 'one core : scan and parse', 1, contest.ratio('ours, one core', 'scan and parse, one core')),
        atLeast('P3', 'both cores : scan and parse on one', 1.6, contest.ratio('ours, both cores', 'scan and parse, one core')),
        atLeast('P3', 'one core : PostgreSQL', 2, contest.ratio('ours, one core', 'PostgreSQL')),
        atLeast('P3', 'one core : emmett-sqlite', 5, null),
        atMost('P3', 'peak RSS, bytes', MEMORY_MAX, Math.max(one.peakRssBytes ?? 0, both?.peakRssBytes ?? 0)),
      ],
      figures: contest.figures,
      absent,
    };
  } finally {
    await peer?.stop();
  }
}

function ours(file: string, folder: string): readonly Contender[] {
  const rebuilt = async (threads: number): Promise<Sample> => {
    const directory = join(folder, `models-${threads}`);
    const run = await runNode([compiled('rebuild-child'), file, directory, String(threads)], { oneCore: threads === 1 });
    rmSync(directory, { recursive: true, force: true });
    const { events, seconds, peakRssBytes } = JSON.parse(run.stdout) as { events: number; seconds: number; peakRssBytes: number };
    return { value: events / seconds, peakRssBytes };
  };
  const parsed = async (): Promise<Sample> => {
    const { stdout } = await runNode([compiled('parse-child'), file], { oneCore: true });
    const { events, seconds } = JSON.parse(stdout) as { events: number; seconds: number };
    return { value: events / seconds };
  };
  return [
    { name: 'scan and parse, one core', unit: UNIT, run: parsed },
    { name: 'ours, one core', unit: UNIT, run: () => rebuilt(1) },
    { name: 'ours, both cores', unit: UNIT, run: () => rebuilt(2) },
  ];
}

const rival = (peer: PostgresHistory, folder: string): Contender => ({
  name: 'PostgreSQL',
  unit: UNIT,
  run: () => peer.rebuild(join(folder, 'models-postgres')),
});

async function startPeer(file: string, say: (line: string) => void, absent: string[]): Promise<PostgresHistory | null> {
  try {
    installPeers(say);
    return await PostgresHistory.start(file, say);
  } catch (error) {
    if (!(error instanceof PeerAbsent)) throw error;
    absent.push(error.message);
    return null;
  }
}
