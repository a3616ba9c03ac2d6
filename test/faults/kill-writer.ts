import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chance } from '#testkit/project-life';
import type { KillChildPlan } from './kill-child.ts';
import { KilledChild } from './killed-child.ts';
import { checkLog, checkReadModels } from './kill-check.ts';
import { Findings, type KillOptions, type KillPart } from './proof-result.ts';

const CLIENTS = 8;
/** Kills that one log lives through, before the next log: keeps the check after every kill short. */
const KILLS_PER_LOG = 20;
/** Logs under attack at the same time. */
const LANES = 2;
/** Longest time between a child's first word and its end, in milliseconds. */
const WORK_MAX_MS = 60;
/** Share of the kills that come while the child starts (it opens the log that the last kill left), and before its first commit. */
const WHILE_STARTING = 0.1;
const BEFORE_WORK = 0.1;
const START_MAX_MS = 250;
/** Kills after which a control that was not caught is missed. */
const CONTROL_KILLS = 40;

type Variant = KillChildPlan['variant'];

/**
 * `kill -9` at random moments: after each one the log is verified and compared with what was acknowledged, and the next process
 * repeats what was not. The projector dies with the process; its read models must equal a rebuild.
 */
export async function killWriter({ n, folder, say, random }: KillOptions): Promise<KillPart> {
  const findings = new Findings();
  const lives = Array.from({ length: Math.ceil(n / KILLS_PER_LOG) }, (_, index) => ({
    folder: join(folder, `log-${index}`),
    kills: Math.min(KILLS_PER_LOG, n - index * KILLS_PER_LOG),
    random: chance(Math.floor(random() * 2 ** 32)),
  }));
  let [attempts, acknowledged] = [0, 0];
  const next = lives.values();
  const lane = async () => {
    for (const life of next) {
      acknowledged += await attack({ ...life, variant: 'sound', findings });
      attempts += life.kills;
      say(
        `${attempts}/${n} kills, ${acknowledged} acknowledged, ${findings.lost} lost, ${findings.doubled} doubled, ${findings.violations} other violations`,
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, lives.length) }, lane));
  return { attempts, findings, control: await caught(folder, random, say) };
}

/** Both broken variants must be found, each for its own fault. */
async function caught(folder: string, random: () => number, say: (line: string) => void): Promise<'caught' | 'missed'> {
  const finds = async (variant: Variant, fault: 'lost' | 'doubled'): Promise<boolean> => {
    const findings = new Findings();
    await attack({ folder: join(folder, variant), kills: CONTROL_KILLS, random, variant, findings, until: () => findings[fault] > 0 });
    say(`control ${variant}: ${findings.lost} lost, ${findings.doubled} doubled`);
    return findings[fault] > 0;
  };
  return (await finds('acknowledged-first', 'lost')) && (await finds('fresh-ids', 'doubled')) ? 'caught' : 'missed';
}

interface Attack {
  readonly folder: string;
  readonly kills: number;
  readonly random: () => number;
  readonly variant: Variant;
  readonly findings: Findings;
  /** Ends it early. */
  readonly until?: () => boolean;
}

/**
 * One log and its kills; at last the work that was not acknowledged is repeated once more, undisturbed.
 * @returns pieces of work that were acknowledged
 */
async function attack({ folder, kills, random, variant, findings, until }: Attack): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'log.sqlite');
  const acknowledged = new Array<number>(CLIENTS).fill(0);
  for (let generation = 0; generation <= kills; generation++) {
    const last = generation === kills;
    const killAfter = last ? null : moment(random);
    const plan = { folder, starts: [...acknowledged], pieces: last ? 1 : Number.MAX_SAFE_INTEGER, variant, generation };
    await runChild(plan, killAfter, acknowledged);
    await checkLog(file, acknowledged, findings);
    if (until?.() === true) break;
  }
  if (variant === 'sound') await checkReadModels(file, join(folder, 'read-models'), findings);
  rmSync(folder, { recursive: true, force: true });
  return acknowledged.reduce((sum, count) => sum + count, 0);
}

/** When to kill: so many milliseconds after the start of the process, its first word, or its first acknowledgement. */
type Moment = { readonly after: 'start' | 'ready' | 'work'; readonly ms: number };

function moment(random: () => number): Moment {
  const kind = random();
  if (kind < WHILE_STARTING) return { after: 'start', ms: random() * START_MAX_MS };
  return { after: kind < WHILE_STARTING + BEFORE_WORK ? 'ready' : 'work', ms: random() * WORK_MAX_MS };
}

/** Runs a child until it is killed, or to its end when `kill` is null, and counts what it acknowledged. */
async function runChild(plan: KillChildPlan, kill: Moment | null, acknowledged: number[]): Promise<void> {
  const child = new KilledChild('kill-child', plan);
  const now = (what: Moment['after']): void => {
    if (kill?.after === what) child.killIn(kill.ms);
  };
  now('start');
  for await (const line of child.lines()) {
    now(line === 'ready' ? 'ready' : 'work');
    if (line === 'ready') continue;
    const [client = 0, piece = 0] = line.split(' ').map(Number);
    acknowledged[client] = piece + 1;
  }
  const killed = await child.ended();
  if (killed !== (kill !== null)) throw new Error('the child ended by itself');
}
