import { constants, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SqliteLog } from '#event-log/sqlite-log';
import { runNode } from './child-run.ts';
import { Contest, type Contender, type Sample } from './contest.ts';
import { historyLog } from './history-log.ts';
import type { HttpServer } from './http-server.ts';
import { startApi } from './http.suite.ts';
import { atLeast, atMost, type Found, type Goal, type SuiteOptions } from './suite.ts';

const RUNS = 3;
/** The largest log; the others are a tenth of it and ten thousand events. */
const EVENTS = 10_000_000;
const SMALL = 10_000;
const MEMORY_MAX = 300e6;
/** Seconds from start to ready, by the size that the goal names. */
const READY_MAX: readonly { readonly events: number; readonly seconds: number }[] = [
  { events: 1_000_000, seconds: 1 },
  { events: 10_000_000, seconds: 3 },
];

const compiled = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url));

interface Grown {
  readonly events: number;
  /** Holds `events.sqlite` and `read-models`. */
  readonly data: string;
  readonly name: string;
}

/** The same work on logs of three sizes: rebuilding, starting, commands with and without folded states. */
export async function growthSuite({ runs = RUNS, size = EVENTS, folder, say }: SuiteOptions): Promise<Found> {
  const grown: Grown[] = [];
  for (const events of new Set([Math.min(SMALL, size), Math.ceil(size / 10), size])) grown.push(await copied(events, folder, say));
  const contest = await Contest.hold(
    [...grown.map(rebuilt), ...grown.map(started), ...grown.flatMap((log) => [commands(log, 'warm'), commands(log, 'cold')])],
    runs,
    say,
  );
  const [small, middle, large] = [grown[0], grown.at(-2), grown.at(-1)] as [Grown, Grown, Grown];
  const ours = contest.figure(nameOf('rebuild', large));
  if (ours === null) throw new Error('no round was run');
  return {
    runs,
    ours,
    peer: null,
    limit: contest.figure(nameOf('rebuild', middle)),
    ratioToPeer: null,
    ratioToLimit: contest.ratio(nameOf('rebuild', large), nameOf('rebuild', middle)),
    goals: goals(contest, { small, middle, large }),
    figures: contest.figures,
    absent: [],
  };
}

type Work = 'rebuild' | 'start to ready' | 'commands, states at hand' | 'commands, stream read';

const nameOf = (work: Work, { name }: Grown): string => `${work}, ${name} events`;

function goals(contest: Contest, { small, middle, large }: { small: Grown; middle: Grown; large: Grown }): readonly Goal[] {
  const cost = (work: Work): number | null => contest.ratio(nameOf(work, small), nameOf(work, large));
  return [
    atLeast(
      'P4',
      `rebuild: rate at ${large.name} : at ${middle.name}`,
      0.8,
      contest.ratio(nameOf('rebuild', large), nameOf('rebuild', middle)),
    ),
    atMost('P4', `rebuild of ${large.name}, peak RSS, bytes`, MEMORY_MAX, contest.figure(nameOf('rebuild', large))?.peakRssBytes ?? null),
    atMost('P4', `command with its state at hand: cost at ${large.name} : at ${small.name}`, 1.2, cost('commands, states at hand')),
    atMost('P4', `command that reads its stream: cost at ${large.name} : at ${small.name}`, 2, cost('commands, stream read')),
    ...[middle, large].flatMap((log) => {
      const goal = READY_MAX.find(({ events }) => events === log.events);
      const seconds = contest.figure(nameOf('start to ready', log))?.median ?? null;
      return goal === undefined ? [] : [atMost('P4', `start to ready at ${log.name}, seconds`, goal.seconds, seconds)];
    }),
  ];
}

/** A copy of its own: the commands are appended to it. */
async function copied(events: number, folder: string, say: (line: string) => void): Promise<Grown> {
  const data = join(folder, String(events));
  mkdirSync(data, { recursive: true });
  copyFileSync(await historyLog(events, say), join(data, 'events.sqlite'), constants.COPYFILE_FICLONE);
  return { events, data, name: events.toLocaleString('en') };
}

const rebuilt = (grown: Grown): Contender => ({
  name: nameOf('rebuild', grown),
  unit: 'events/s',
  run: async () => {
    const models = join(grown.data, 'read-models');
    rmSync(models, { recursive: true, force: true });
    const { stdout } = await runNode([compiled('rebuild-child'), join(grown.data, 'events.sqlite'), models, '1']);
    const { events, seconds, peakRssBytes } = JSON.parse(stdout) as { events: number; seconds: number; peakRssBytes: number };
    return { value: events / seconds, peakRssBytes };
  },
});

/** With read models and follow-ups that stand at the end of the log, as after a planned stop. */
const started = (grown: Grown): Contender => ({
  name: nameOf('start to ready', grown),
  unit: 's',
  run: async () => {
    const file = join(grown.data, 'events.sqlite');
    const log = await SqliteLog.open({ file, readOnly: true });
    writeFileSync(join(grown.data, 'follow-ups.json'), JSON.stringify({ log: log.logId, position: await log.head() }));
    await log.close();
    const began = performance.now();
    const api = await startApi({ TIENDO_DATA: grown.data });
    const peakRssBytes = await ready(api);
    const value = (performance.now() - began) / 1_000;
    await api.stop();
    return { value, ...(peakRssBytes === undefined ? {} : { peakRssBytes }) };
  },
});

/** Resident memory once it is ready. */
async function ready(api: HttpServer): Promise<number | undefined> {
  for (;;) {
    const { ok, body } = await fetch(`http://127.0.0.1:${api.port}/health/ready`);
    await body?.cancel();
    if (ok) return api.peakRssBytes();
  }
}

/** In a process of its own, so that the first log's pages and states are not the second's. */
const commands = (grown: Grown, states: 'warm' | 'cold'): Contender => ({
  name: nameOf(states === 'warm' ? 'commands, states at hand' : 'commands, stream read', grown),
  unit: 'commands/s',
  run: async (round) => {
    const { stdout } = await runNode([compiled('growth-child'), join(grown.data, 'events.sqlite'), states, String(round)]);
    return JSON.parse(stdout) as Sample;
  },
});
