import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { runNode } from './child-run.ts';
import { Contest, type Contender } from './contest.ts';
import { historyLog } from './history-log.ts';
import { atLeast, type Found, type SuiteOptions } from './suite.ts';

const RUNS = 3;
const EVENTS = 1_000_000;
const UNIT = 'events/s';
const RATE_MIN = 150_000;

const [OURS, LIMIT] = ['verify', 'read and hash every event'] as const;

/** The whole check of a log's file, as `tiendo verify` does it; against reading every row and hashing its bytes on one thread, nothing else. */
export async function verifySuite({ runs = RUNS, size = EVENTS, say }: SuiteOptions): Promise<Found> {
  const file = await historyLog(size, say);
  const contest = await Contest.hold(contenders(file), runs, say);
  const ours = contest.figure(OURS);
  if (ours === null) throw new Error('no round was run');
  return {
    runs,
    ours,
    peer: null,
    limit: contest.figure(LIMIT),
    ratioToPeer: null,
    ratioToLimit: contest.ratio(OURS, LIMIT),
    goals: [atLeast('P9', 'verify, events/s', RATE_MIN, ours.median)],
    figures: contest.figures,
    absent: ['seals: they come with the release that signs them'],
  };
}

function contenders(file: string): readonly Contender[] {
  return [
    { name: LIMIT, unit: UNIT, run: () => Promise.resolve({ value: hashed(file) }) },
    {
      name: OURS,
      unit: UNIT,
      run: async () => {
        const { stdout } = await runNode([fileURLToPath(new URL('./verify-child.js', import.meta.url)), file]);
        const { events, seconds, cpuSeconds, peakRssBytes } = JSON.parse(stdout) as Record<string, number> & {
          events: number;
          seconds: number;
        };
        return { value: events / seconds, cpuUs: ((cpuSeconds ?? 0) * 1e6) / events, ...(peakRssBytes ? { peakRssBytes } : {}) };
      },
    },
  ];
}

/** Events a second that are read in order and hashed. */
function hashed(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = db.prepare('SELECT prev_hash, canonical FROM events ORDER BY position');
  rows.setReturnArrays(true);
  const began = performance.now();
  let events = 0;
  for (const row of rows.iterate()) {
    const [prevHash, canonical] = row as unknown as [string, string];
    hash('sha256', prevHash + canonical, 'hex');
    events += 1;
  }
  db.close();
  return events / ((performance.now() - began) / 1_000);
}
