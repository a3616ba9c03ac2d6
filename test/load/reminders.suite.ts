import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays, days as plainDays } from '#lifecycle/calendar-date';
import { makeWorld } from '../faults/reminders-world.ts';
import { runNode } from './child-run.ts';
import type { Figure } from './contest.ts';
import type { RemindersChildPlan } from './reminders-child.ts';
import { median, percentile, rounded } from './statistics.ts';
import { atMost, type Found, type SuiteOptions } from './suite.ts';

const RUNS = 3;
const OBLIGATIONS = 1_000_000;
const SMALL = 10_000;
const DUE = 10_000;
const LATE_DAYS = 100;
/** Each project owes its first advance and its acceptance. */
const OF_A_PROJECT = 2;
const EVENTS_OF_A_PROJECT = 6;
const CENTRES = 400;
/** As docker-compose.yml starts a worker. */
export const WORKER_FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=20'];
const [IDLE_RATIO, DUE_MS, LATE_MS, RSS_BYTES] = [1.5, 2_000, 150, 200 * 1024 * 1024];

/** Working days from 01/03/2022 on without a holiday near: a Tuesday and what follows, weekends left out. */
function workdays(count: number): readonly string[] {
  const found: string[] = [];
  for (let day = '2022-05-10'; found.length < count; day = addDays(day, plainDays(1)))
    if (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && !day.startsWith('2022-09-0')) found.push(day);
  return found;
}

/** What a look costs over a million open deadlines and over ten thousand, with nothing due and with ten thousand due. */
export async function remindersSuite({ runs = RUNS, size = OBLIGATIONS, folder, say }: SuiteOptions): Promise<Found> {
  // What is due ten thousand times has more reminders on the days after it: the single ones come before.
  const [first = '', ...others] = workdays(1 + runs + LATE_DAYS);
  const [lateDays, dueDays] = [others.slice(0, LATE_DAYS), others.slice(LATE_DAYS)];
  const small = await built(join(folder, 'small'), { size: SMALL, first, dueDays: [], lateDays: [] }, say);
  const large = await built(join(folder, 'large'), { size, first, dueDays, lateDays }, say);
  const idle: { small: number[]; large: number[] } = { small: [], large: [] };
  const due: number[] = [];
  const held: number[] = [];
  const late = await child({ folder: large.folder, do: 'late', days: [first, ...lateDays] });
  let peak = late.peakRssBytes;
  const stands = lateDays.at(-1) ?? first;
  for (const [round, day] of dueDays.entries()) {
    idle.small.push(median((await child({ folder: small.folder, do: 'idle', days: [first] })).ms));
    const idleLarge = await child({ folder: large.folder, do: 'idle', days: [dueDays[round - 1] ?? stands] });
    idle.large.push(median(idleLarge.ms));
    const { ms, heldMs = [], peakRssBytes } = await child({ folder: large.folder, do: 'due', days: [day] });
    due.push(...ms);
    held.push(...heldMs);
    peak = Math.max(peak, idleLarge.peakRssBytes, peakRssBytes);
    say(
      `${day}: idle ${rounded(idle.small.at(-1) ?? 0)} ms at ${small.obligations}, ${rounded(idle.large.at(-1) ?? 0)} ms at ${large.obligations}; ${DUE} due ${rounded(due.at(-1) ?? 0)} ms, the event loop held for ${rounded(held.at(-1) ?? 0)} ms`,
    );
  }
  const ratio = median(idle.large) / median(idle.small);
  const figures = [
    figure(`idle look at ${small.obligations} open deadlines`, 'ms', idle.small),
    figure(`idle look at ${large.obligations} open deadlines`, 'ms', idle.large),
    figure(`${DUE} due, claims included`, 'ms', due),
    figure(`${DUE} due, longest hold of the event loop`, 'ms', held),
    figure('lateness of a step that falls due', 'ms', late.ms),
    figure('tables made anew', 'events/s', [large.eventsPerSecond]),
  ];
  return {
    runs,
    ours: figures[1] as Figure,
    peer: null,
    limit: figures[0] as Figure,
    ratioToPeer: null,
    ratioToLimit: rounded(ratio),
    goals: [
      atMost('P6', `idle look, ${large.obligations} to ${small.obligations} open`, IDLE_RATIO, rounded(ratio)),
      atMost('P6', `${DUE} due with claims, ms`, DUE_MS, rounded(median(due))),
      atMost('P6', 'lateness p99, ms', LATE_MS, rounded(percentile(late.ms, 0.99))),
      atMost('P6', 'RSS, bytes', RSS_BYTES, peak),
    ],
    figures,
    absent: [],
  };
}

interface Asked {
  readonly size: number;
  readonly first: string;
  readonly dueDays: readonly string[];
  readonly lateDays: readonly string[];
}

/** Ten thousand projects for each due day, one for each late day, and as many as the size asks for that are due much later. */
async function built(folder: string, { size, first, dueDays, lateDays }: Asked, say: (line: string) => void) {
  mkdirSync(folder, { recursive: true });
  const projects = Math.max(Math.ceil(size / OF_A_PROJECT), DUE * dueDays.length + lateDays.length);
  const muchLater = addDays(first, plainDays(400));
  const remindOn = (project: number): string => dueDays[Math.floor(project / DUE)] ?? lateDays[project - DUE * dueDays.length] ?? muchLater;
  say(`making a log of ${projects} projects …`);
  await makeWorld({ file: join(folder, 'log.sqlite'), projects, centres: CENTRES, day: first, remindOn });
  const { seconds = 0, obligations = 0 } = await child({ folder, do: 'build', days: [first] });
  say(`${obligations} open deadlines, tables made in ${rounded(seconds)} s`);
  return { folder, obligations, eventsPerSecond: (projects * EVENTS_OF_A_PROJECT) / seconds };
}

interface Told {
  readonly ms: readonly number[];
  readonly heldMs?: readonly number[];
  readonly seconds?: number;
  readonly obligations?: number;
}

async function child(plan: RemindersChildPlan): Promise<Told & { readonly peakRssBytes: number }> {
  const program = fileURLToPath(new URL('./reminders-child.js', import.meta.url));
  const { stdout, peakRssBytes = 0 } = await runNode([...WORKER_FLAGS, program, JSON.stringify(plan)]);
  return { ...(JSON.parse(stdout) as Told), peakRssBytes };
}

const figure = (name: string, unit: string, values: readonly number[]): Figure => ({
  name,
  unit,
  median: rounded(median(values)),
  low: rounded(Math.min(...values)),
  high: rounded(Math.max(...values)),
});
