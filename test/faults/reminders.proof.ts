import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryLog } from '#event-log/memory-log';
import { expectedText, remindersExpected } from '#testkit/reminder-oracle';
import { chance } from '#testkit/project-life';
import { calendarRows, contactRows, daysFrom, livedThrough, REGISTER, rowsOf } from '../reminders/register-days.ts';
import { KilledChild } from './killed-child.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';
import { checkReceived, checkReminders, Received, receiving } from './reminders-check.ts';
import type { RemindersPlan } from './reminders-child.ts';
import { makeWorld, type World } from './reminders-world.ts';
import { remindersAcrossZones } from './reminders-zones.ts';

const DAY = '2022-03-01';
/** In the small world every point is tried: few deadlines, every kind of wait. */
const SMALL = { projects: 6, centres: 3, day: DAY };
const LARGE = { projects: 10_000, centres: 400, day: DAY };
/** Of the kills among the sendings one in so many comes from the receiver: a mail has arrived and its sender is not told. */
const AT_THE_RECEIVER = 4;
const CONTROL_KILLS = 4;
/** Points of the large world, about: two workers, each with a wait before and after every claim; and of its sendings. */
const CLAIMING_POINTS = 30_000;
const SENDING_POINTS = 4_000;
const CLAIMING_SHARE = 0.6;
const LANES = 2;

/**
 * Kills two workers that sweep and deliver over one log at the points at which they wait, and starts them again, until all is sent: every
 * step claimed once, every reminder in exactly one message at a real mail server. Of `n` kills as many as the small world has points go
 * there, one run for each point; the rest fall into one log of 10,000 deadlines.
 */
export async function remindersProof(options: ProofOptions): Promise<ProofResult> {
  if (options.register === true) return registerProof(options);
  const { n, seed, folder, say } = options;
  const findings = new Findings();
  const random = chance(seed);
  const small = await everyPoint(join(folder, 'small'), { n, random, findings, say });
  const large = n > small ? await manyKills(join(folder, 'large'), { n: n - small, random, findings, say }) : 0;
  const zones = await remindersAcrossZones(join(folder, 'zones'), findings, say);
  const claims = await withoutClaims(join(folder, 'control'), { random, say });
  const control = claims === 'caught' && zones.differ ? 'caught' : 'missed';
  const { lost, doubled, violations, details } = findings;
  return { proof: 'reminders', attempts: small + large + zones.attempts, lost, doubled, violations, control, details };
}

interface Attack {
  readonly n: number;
  readonly random: () => number;
  readonly findings: Findings;
  readonly say: (line: string) => void;
}

/** One run for each point, or for `n` of them drawn from all. Returns how many. */
async function everyPoint(folder: string, { n, random, findings, say }: Attack): Promise<number> {
  const world = await worldIn(folder, SMALL);
  const whole = await attack({ world, folder: join(folder, 'whole'), kills: [], findings });
  const points = shuffled(whole.points, random).slice(0, n);
  let done = 0;
  const next = points.values();
  const lane = async (): Promise<void> => {
    for (const point of next) {
      await attack({ world, folder: join(folder, `at-${point}`), kills: [{ at: 'point', point }], findings });
      if (++done % 50 === 0)
        say(`${done}/${points.length} points, ${findings.lost} lost, ${findings.doubled} doubled, ${findings.violations} other violations`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  say(`${points.length} of ${whole.points} points of the small world; waits: ${[...whole.kinds].sort().join(', ')}`);
  return points.length;
}

/**
 * The first kills fall among the claims, the rest among the sendings: every fourth of those when a mail has arrived. A process that gets
 * further than its point has ended by itself and counts as no kill.
 */
async function manyKills(folder: string, { n, random, findings, say }: Attack): Promise<number> {
  const world = await worldIn(folder, LARGE);
  const claiming = Math.ceil(n * CLAIMING_SHARE);
  const sending = n - claiming;
  const within = (points: number, kills: number): number => Math.floor((random() * 2 * points) / kills);
  const kills = Array.from({ length: n }, (_, index): Kill => {
    if (index < claiming) return { at: 'point', point: within(CLAIMING_POINTS, claiming) };
    if (index % AT_THE_RECEIVER === 0) return { at: 'mail', mail: 1 + within(LARGE.centres / 4, sending) };
    return { at: 'point', point: within(SENDING_POINTS, sending) };
  });
  const { killed, mails } = await attack({ world, folder: join(folder, 'run'), kills, findings });
  say(
    `${killed} of ${n} kills over ${LARGE.projects} deadlines, ${mails} mails, ${findings.lost} lost, ${findings.doubled} doubled, ${findings.violations} other violations`,
  );
  return killed;
}

/** Each worker claims where the other does not see it: both send. */
async function withoutClaims(folder: string, { random, say }: Pick<Attack, 'random' | 'say'>): Promise<'caught' | 'missed'> {
  const world = await worldIn(folder, SMALL);
  const findings = new Findings();
  const kills = Array.from({ length: CONTROL_KILLS }, (): Kill => ({ at: 'point', point: Math.floor(random() * 60) }));
  await attack({ world, folder: join(folder, 'run'), kills, findings, variant: 'unclaimed' });
  say(`control without shared claims: ${findings.doubled} doubled`);
  return findings.doubled > 0 ? 'caught' : 'missed';
}

async function worldIn(folder: string, world: Omit<World, 'file'>): Promise<World> {
  mkdirSync(join(folder, 'world'), { recursive: true });
  const whole = { ...world, file: join(folder, 'world', 'log.sqlite') };
  await makeWorld(whole);
  return whole;
}

/** When to kill: at the n-th wait of the process, or when the n-th mail has arrived. */
type Kill = { readonly at: 'point'; readonly point: number } | { readonly at: 'mail'; readonly mail: number };

interface Attacked {
  readonly world: World;
  readonly folder: string;
  readonly kills: readonly Kill[];
  readonly findings: Findings;
  readonly variant?: RemindersPlan['variant'];
}

async function attack({ world, folder, kills, findings, variant = 'sound' }: Attacked) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'log.sqlite');
  cpSync(world.file, file);
  const received = new Received();
  const server = await receiving(received);
  let [killed, points, kinds] = [0, 0, [] as readonly string[]];
  try {
    for (let generation = 0; generation <= kills.length; generation++) {
      const kill = kills[generation] ?? null;
      // Two seconds later: the lease of whoever was killed is over.
      const instant = new Date(Date.parse(`${DAY}T02:00:00.000Z`) + generation * 2_000).toISOString();
      const run = await runChild({ folder, instant, generation, variant, port: server.port }, kill, received);
      if (run.killed) killed += 1;
      else ({ points, kinds } = run);
    }
    if (variant === 'sound') await checkReminders(file, received, world.projects, findings);
    else checkReceived(received, world.projects, findings);
    return { killed, points, kinds, mails: received.mails };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runChild(plan: Omit<RemindersPlan, 'killAt'>, kill: Kill | null, received: Received) {
  const child = new KilledChild('reminders-child', { ...plan, killAt: kill?.at === 'point' ? kill.point : null });
  if (kill?.at === 'mail') {
    const at = received.mails + kill.mail;
    received.watch(() => received.mails === at && child.killIn(0));
  }
  let points = 0;
  const kinds: string[] = [];
  for await (const line of child.lines()) {
    const [word, count, ...kind] = line.split(' ');
    if (word === 'points') points = Number(count);
    else kinds.push(`${kind.join(' ').trim()} ×${count}`);
  }
  const killed = await child.ended();
  received.watch(() => undefined);
  return { killed, points, kinds };
}

const shuffled = (count: number, random: () => number): readonly number[] =>
  Array.from({ length: count }, (_, point) => ({ point, lot: random() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ point }) => point);

/** Every n-th row of the register (`n` 1: all), day by day, against the slower calculation; and with the import after the sweep, which must differ. */
async function registerProof({ n, folder, say }: ProofOptions): Promise<ProofResult> {
  const findings = new Findings();
  const all = rowsOf(REGISTER);
  const days = daysFrom('2021-08-15', '2022-10-15');
  const tried = async (rows: typeof all, into: Findings, place: string, sweepFirst: boolean): Promise<number> => {
    const where = join(folder, place);
    mkdirSync(where, { recursive: true });
    const onDay = (day: string, sent: number): void => void (day.endsWith('-01') && say(`${day}: ${sent} messages`));
    const sent = (await livedThrough({ log: new MemoryLog(), folder: where, rows, days, onDay, sweepFirst })).map(expectedText);
    const due = [...remindersExpected({ rows, calendar: calendarRows(), contacts: contactRows(), days })].map(expectedText);
    compare(sent, due, into);
    return due.length;
  };
  const rows = all.filter((_, index) => index % n === 0);
  const attempts = await tried(rows, findings, 'sound', false);
  say(
    `${rows.length} projects, ${days.length} days: ${attempts} reminders expected; ${findings.lost} missing, ${findings.doubled + findings.violations} too many`,
  );
  const broken = new Findings();
  await tried(all.slice(0, 20), broken, 'control', true);
  const { lost, doubled, violations, details } = findings;
  return { proof: 'reminders', attempts, lost, doubled, violations, control: broken.any ? 'caught' : 'missed', details };
}

function compare(sent: readonly string[], due: readonly string[], findings: Findings): void {
  const [told, expected] = [new Set(sent), new Set(due)];
  for (const one of expected) if (!told.has(one)) findings.add('lost', `not sent: ${one}`);
  for (const one of told) if (!expected.has(one)) findings.add('violations', `sent, not expected: ${one}`);
  if (told.size < sent.length) findings.add('doubled', `${sent.length - told.size} sent twice`);
}
