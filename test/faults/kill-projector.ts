import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteLog } from '#event-log/sqlite-log';
import { buildFile } from '#read-models/build-file';
import { readPosition } from '#read-models/database';
import { digest } from '#read-models/digest';
import { currentFile } from '#read-models/generations';
import { readModels } from '#read-models/models';
import { histories } from '#testkit/histories';
import { KilledChild } from './killed-child.ts';
import type { ProjectingPlan } from './projecting-child.ts';
import { Findings, type KillOptions, type KillPart } from './proof-result.ts';

const PROJECTS = 250;
const BATCH_MAX = 30;
/** Kills after which the control, when it was not caught, is missed. */
const CONTROL_KILLS = 20;

/**
 * `kill -9` of the process that projects, at random moments. After each the rows must be those of a clean build up to the checkpoint that
 * they carry: rows and checkpoint commit together.
 */
export async function killProjector({ n, folder, say, random }: KillOptions): Promise<KillPart> {
  const file = await recorded(folder);
  const takesMs = await timed(() => new KilledChild('projecting-child', { folder, batchEvents: BATCH_MAX, variant: 'sound' }).ended());
  const attack = async (kills: number, variant: ProjectingPlan['variant'], findings: Findings): Promise<void> => {
    rmSync(join(folder, 'read-models'), { recursive: true, force: true });
    for (let killed = 0; killed < kills && !(variant !== 'sound' && findings.any);) {
      const child = new KilledChild('projecting-child', { folder, variant, batchEvents: 1 + Math.floor(random() * BATCH_MAX) });
      for await (const line of child.lines()) if (line === 'ready') child.killIn((random() * takesMs) / 4);
      const wasKilled = await child.ended();
      await checkRows(file, folder, findings);
      if (wasKilled) killed += 1;
      else rmSync(join(folder, 'read-models'), { recursive: true, force: true }); // It came to the end: from the first event again.
    }
  };
  const findings = new Findings();
  await attack(n, 'sound', findings);
  say(`${n} kills of the projector, ${findings.violations} violations`);
  const broken = new Findings();
  await attack(CONTROL_KILLS, 'checkpoint-first', broken);
  say(`control checkpoint-first: ${broken.violations} violations`);
  return { attempts: n, findings, control: broken.any ? 'caught' : 'missed' };
}

async function recorded(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), program: 'proof kill' });
  const lives = [...histories({ projects: PROJECTS, seed: 3 })];
  await Promise.all(lives.map(({ stream, revision, event }) => log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])));
  await log.close();
  return log.file;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Killed before the first commit there is nothing to compare. */
async function checkRows(logFile: string, folder: string, findings: Findings): Promise<void> {
  const file = currentFile(join(folder, 'read-models'));
  if (file === null) return;
  const db = new DatabaseSync(file);
  try {
    const tables = db.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'checkpoint'`).get() as { n: number };
    const position = tables.n === 0 ? null : readPosition(db);
    if (position === null) return;
    if (digest(db) !== (await cleanDigest(logFile, join(folder, 'clean.db'), position)))
      findings.add('violations', `the rows at ${position} are not those of a clean build`);
  } finally {
    db.close();
  }
}

/** What a build from the first event gives up to a position. */
export async function cleanDigest(logFile: string, file: string, until: string): Promise<string> {
  for (const beside of ['', '-journal']) rmSync(file + beside, { force: true });
  const log = await SqliteLog.open({ file: logFile, readOnly: true });
  await buildFile({ log, file, models: readModels, until });
  await log.close();
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return digest(db);
  } finally {
    db.close();
  }
}
