import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import type { EventLog, LogPlace, NewEvent, RecordedEvent } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { openLog } from '#event-log/open';
import { SqliteLog } from '#event-log/sqlite-log';
import { LogsDiffer } from '#recovery/compare-logs';
import { copyLog } from '#recovery/copy-log';
import { verifyCopy } from '#recovery/verify-copy';
import { chance } from '#testkit/project-life';
import { KurrentDouble } from '../kurrentdb/kurrent-double.ts';
import { begin, streamOf, workOn } from '../load/command-work.ts';
import { checkCopy, compareCopy, everythingOf } from './copy-check.ts';
import type { CopyChildPlan } from './copy-child.ts';
import { KilledChild } from './killed-child.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';

/** Kills before a copy may end. */
const KILLS_PER_COPY = 3;
/** Of 20 events each, and then worked on in turn: about 3,000 events, several pages of a copy. */
const PROJECTS = 120;
const PIECES = 300;
/** Such a copy is held to take so long until one was made. */
const FIRST_MS = 1_500;
/** Answers to appends that are lost in a copy to KurrentDB, by a broken connection. */
const LOST_REPLIES = 5;
/** Copiers that leave out an event. */
const CONTROLS = 10;

type Way = 'file to server' | 'server to file' | 'file to file';
const WAYS: readonly Way[] = ['file to server', 'server to file', 'file to file'];

/**
 * `kill -9` of a copy at `n` random moments, over all ways between files and KurrentDB's double and both of its ways to append; answers are lost meanwhile.
 * The same copy again goes on; in the end everything is there once, in its order, as it was. Control: copiers that leave out one event.
 */
export async function copyProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const random = chance(seed);
  const findings = new Findings();
  const { source, events } = await makeSource(folder);
  const server = await KurrentDouble.start();
  const onServer: LogPlace = { kind: 'kurrentdb', address: server.address };
  await between(source, onServer, (from, to) => copyLog({ source: from, target: to }));
  let [kills, halfway] = [0, 0];
  const took = new Map<Way, number>();
  try {
    for (let copy = 0; kills < n; copy++) {
      const way = WAYS[copy % WAYS.length] as Way;
      const own = join(folder, `copy-${copy}`);
      mkdirSync(own);
      const double = way === 'file to server' ? await KurrentDouble.start({ batchAppend: copy % 2 === 0 }) : null;
      double?.faults.next({ on: 'append', is: 'lost-reply', by: 'cut' }, LOST_REPLIES);
      const file = join(own, 'log.sqlite');
      const to: LogPlace = double ? { kind: 'kurrentdb', address: double.address } : { kind: 'sqlite', file };
      const plan = { from: way === 'server to file' ? onServer : source, to };
      const withinMs = took.get(way) ?? FIRST_MS;
      const onKill = () => {
        const held = double ? double.log.records.filter(({ stream }) => stream.startsWith('project-')).length : heldByFile(file);
        if (held > 0 && held < events.length) halfway += 1;
      };
      const { killed, ranMs } = await killedCopy({ plan, kills: Math.min(KILLS_PER_COPY, n - kills), withinMs, random, onKill });
      took.set(way, ranMs);
      kills += killed;
      await checkCopy(events, to, `copy ${copy}, ${way}`, findings);
      await double?.discard();
      say(
        `${kills}/${n} kills, ${halfway} of them halfway, ${findings.lost} lost, ${findings.doubled} doubled, ${findings.violations} violations`,
      );
    }
  } finally {
    await server.discard();
  }
  const control = await caught(events, random, say);
  const { lost, doubled, violations, details } = findings;
  return { proof: 'copy', attempts: kills, lost, doubled, violations, control, details };
}

async function makeSource(folder: string): Promise<{ readonly source: LogPlace; readonly events: readonly RecordedEvent[] }> {
  const file = join(folder, 'source.sqlite');
  const log = await SqliteLog.open({ file, program: 'proof copy' });
  await begin(log, PROJECTS);
  const commands = new Commands(log);
  for (let piece = 0; piece < PIECES; piece++)
    await commands.handleAll(projectKind, streamOf(piece % PROJECTS), workOn(piece % PROJECTS, `piece ${piece}`));
  const events = await everythingOf(log);
  await log.close();
  return { source: { kind: 'sqlite', file }, events };
}

async function between<Answer>(from: LogPlace, to: LogPlace, work: (from: EventLog, to: EventLog) => Promise<Answer>): Promise<Answer> {
  const source = await openLog(from, { program: 'proof copy', readOnly: true });
  const target = await openLog(to, { program: 'proof copy' });
  try {
    return await work(source, target);
  } finally {
    await target.close();
    await source.close();
  }
}

/**
 * Kills a copy again and again, each time within the time that such copies took and rather early, as the comparing comes last, and lets
 * it go on until it has ended by itself.
 * @returns how often it was in fact killed, and how long it ran in all
 */
async function killedCopy({
  plan,
  kills,
  withinMs,
  random,
  onKill,
}: KilledCopy): Promise<{ readonly killed: number; readonly ranMs: number }> {
  let ranMs = 0;
  for (let killed = 0; ; killed++) {
    const child = new KilledChild('copy-child', plan);
    let begunAt = performance.now();
    for await (const line of child.lines()) {
      if (line !== 'ready') continue;
      begunAt = performance.now();
      if (killed < kills) child.killIn(random() ** 2 * withinMs);
    }
    ranMs += performance.now() - begunAt;
    if (!(await child.ended())) return { killed, ranMs };
    onKill();
  }
}

interface KilledCopy {
  readonly plan: CopyChildPlan;
  readonly kills: number;
  readonly withinMs: number;
  readonly random: () => number;
  readonly onKill: () => void;
}

/** Events that are durable in a file; it may have been killed before it made any table. */
function heldByFile(file: string): number {
  if (!existsSync(file)) return 0;
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const made = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'events'").get() !== undefined;
    return made ? Number(db.prepare('SELECT count(*) AS events FROM events').get()?.['events']) : 0;
  } finally {
    db.close();
  }
}

/** Both the product's own verification and the check of this proof must find the event that a copier leaves out, wherever it stood. */
async function caught(events: readonly RecordedEvent[], random: () => number, say: (line: string) => void): Promise<'caught' | 'missed'> {
  let missed = 0;
  const source = await plainCopy(events, -1);
  for (let control = 0; control < CONTROLS; control++) {
    const target = await plainCopy(events, control === 0 ? events.length - 1 : Math.floor(random() * events.length));
    const findings = new Findings();
    compareCopy(events, await everythingOf(target), 'control', findings);
    const whole = await verifyCopy({ source, target }).then(
      ({ sourceGoesOn }) => !sourceGoesOn,
      (error: unknown) => !(error instanceof LogsDiffer),
    );
    if (whole || findings.lost !== 1) missed += 1;
  }
  say(`control that leaves out an event: missed in ${missed} of ${CONTROLS}`);
  return missed === 0 ? 'caught' : 'missed';
}

/** Appends event by event at whatever end it finds, as one does who looks at nothing. @param without the event that is left out */
async function plainCopy(events: readonly RecordedEvent[], without: number): Promise<EventLog> {
  const copy = new MemoryLog();
  const ends = new Map<string, number>();
  for (const [index, { stream, id, type, version, data, meta }] of events.entries()) {
    if (index === without) continue;
    const { hash: _hash, prevHash: _prevHash, ...own } = meta;
    const event: NewEvent = { id, type, version, data, meta: own };
    ends.set(stream, (await copy.append(stream, ends.get(stream) ?? 'no_stream', [event])).revision);
  }
  return copy;
}
