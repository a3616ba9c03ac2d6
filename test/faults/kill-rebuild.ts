import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteLog } from '#event-log/sqlite-log';
import { readPosition } from '#read-models/database';
import { digest } from '#read-models/digest';
import { BUILDING, buildFiles, currentFile } from '#read-models/generations';
import { openLive } from '#read-models/live-read-models';
import { histories } from '#testkit/histories';
import type { AskingPlan } from './asking-child.ts';
import type { FollowingPlan } from './following-child.ts';
import { cleanDigest } from './kill-projector.ts';
import { KilledChild } from './killed-child.ts';
import { Findings, type KillOptions, type KillPart } from './proof-result.ts';
import type { RebuildingPlan } from './rebuilding-child.ts';

/** Long enough that a rebuild takes a while, and reads on a thread of its own. */
const PROJECTS = 800;
/** A hundred appends a second. */
const APPEND_EVERY_MS = 10;
const RESUME_MS = 40;
/** Two rebuilds are made in shares, the next two at once, whatever the ones before left. */
const SHARE_EVENTS = 2_000;
/** Rebuilds that are not killed, to learn how long one takes, and at the end. */
const SOUND: Omit<RebuildingPlan, 'folder'> = { variant: 'sound', resumeMs: RESUME_MS };
const IN_SHARES: typeof SOUND = { ...SOUND, shareEvents: SHARE_EVENTS };

/**
 * `kill -9` of rebuilds at random moments, beside a process that appends a hundred events a second and projects, and a reader that asks
 * without a pause. The reader may never see an error, an older position, fewer projects, or half a model; what answers at the end must be
 * what a clean build gives.
 */
export async function killRebuild({ n, folder, say, random }: KillOptions): Promise<KillPart> {
  await record(folder);
  const findings = new Findings();
  const counts = await besideWork(folder, findings, () => attack({ n, folder, random }));
  await checkEnd(folder, findings);
  say(`${n} kills of rebuilds (${counts.left} found what a killed one left, ${counts.done} done), ${findings.violations} violations`);
  const broken = new Findings();
  await besideReader(
    folder,
    broken,
    async () => void (await new KilledChild('rebuilding-child', { ...SOUND, folder, variant: 'in-place' }).ended()),
  );
  say(`control in-place: ${broken.violations} violations`);
  return { attempts: n, findings, control: broken.any ? 'caught' : 'missed' };
}

interface Counts {
  /** Rebuilds that found what a killed one had left. */
  left: number;
  done: number;
}

async function attack({ n, folder, random }: Omit<KillOptions, 'say'>): Promise<Counts> {
  const counts: Counts = { left: 0, done: 0 };
  const began = performance.now();
  await rebuildOnce(folder, null, counts);
  const takesMs = performance.now() - began;
  for (let killed = 0, tried = 0; killed < n; tried += 1) {
    const made = tried % 4 < 2 ? IN_SHARES : SOUND;
    if (await rebuildOnce(folder, random() * takesMs, counts, made)) killed += 1;
  }
  await rebuildOnce(folder, null, counts);
  return counts;
}

/** Whether it was killed. @throws Error it ended without a switch */
async function rebuildOnce(folder: string, killInMs: number | null, counts: Counts, made = SOUND): Promise<boolean> {
  if (buildFiles(join(folder, 'read-models')).some((path) => path.endsWith(BUILDING))) counts.left += 1;
  const child = new KilledChild('rebuilding-child', { ...made, folder });
  if (killInMs !== null) child.killIn(killInMs);
  for await (const line of child.lines()) {
    if (line === 'ready') continue;
    const { switched, rows } = JSON.parse(line) as { switched: boolean; rows: number | null };
    if (!switched || rows !== 0) throw new Error(`a rebuild ended with ${line}`);
    counts.done += 1;
  }
  return child.ended();
}

async function besideWork<Result>(folder: string, findings: Findings, work: () => Promise<Result>): Promise<Result> {
  const plan: FollowingPlan = { folder, seed: 77, everyMs: APPEND_EVERY_MS };
  const following = new KilledChild('following-child', plan);
  for await (const line of following.lines()) if (line === 'ready') break;
  try {
    return await besideReader(folder, findings, work);
  } finally {
    following.stop();
    await following.ended();
  }
}

async function besideReader<Result>(folder: string, findings: Findings, work: () => Promise<Result>): Promise<Result> {
  const plan: AskingPlan = { directory: join(folder, 'read-models') };
  const asking = new KilledChild('asking-child', plan);
  let asked = 0;
  const heard = (async () => {
    for await (const line of asking.lines()) {
      if (line.startsWith('fault ')) findings.add('violations', `a reader saw ${line.slice('fault '.length)}`);
      if (line.startsWith('asked ')) asked = Number(line.slice('asked '.length));
    }
  })();
  try {
    return await work();
  } finally {
    asking.stop();
    await asking.ended();
    await heard;
    if (asked === 0) findings.add('violations', 'the reader asked nothing');
  }
}

/** Brings the rows to the end of the log and compares with a clean build. */
async function checkEnd(folder: string, findings: Findings): Promise<void> {
  const directory = join(folder, 'read-models');
  const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), readOnly: true });
  const live = await openLive({ log, directory });
  await live.projector.catchUp();
  live.close();
  const head = (await log.head()) as string;
  await log.close();
  const db = new DatabaseSync(currentFile(directory) as string, { readOnly: true });
  if (readPosition(db) !== head) findings.add('violations', `the rows end at ${readPosition(db)}, the log at ${head}`);
  if (digest(db) !== (await cleanDigest(log.file, join(folder, 'clean.db'), head)))
    findings.add('violations', 'the rows are not those of a clean build');
  db.close();
}

async function record(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), program: 'proof kill' });
  const lives = [...histories({ projects: PROJECTS, seed: 4 })];
  await Promise.all(lives.map(({ stream, revision, event }) => log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])));
  await log.close();
}
