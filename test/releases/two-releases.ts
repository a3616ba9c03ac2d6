import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';
import type { RecordedEvent } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { verifyLog } from '#event-log/verify';
import type { Findings } from '../faults/proof-result.ts';
import { type Said, said } from './lives.ts';
import { schemaName } from './event-schemas.ts';
import type { Answer } from './driver.ts';
import type { RunningRelease } from './running-release.ts';

const NAMESPACE = '0b9f3b9e-7a0c-5d0e-9d55-0f8a3c1f7e21';
/** Commands that a program says before the other takes over. */
const TURN_MAX = 12;

/** Who takes part, and the file that both write. */
export interface Pair {
  readonly now: RunningRelease;
  readonly before: RunningRelease;
  readonly folder: string;
  readonly random: () => number;
  readonly findings: Findings;
}

export interface Told {
  /** Commands said, by the program that was asked. */
  said: number;
  /** Events that the older program, and this one, wrote. */
  byBefore: number;
  byNow: number;
  /** Commands that the older program refused for a stream that holds what it does not know, having written nothing. */
  kept: number;
}

interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly commandId: string;
}

/**
 * One log, written by two releases in turns, each by its own rules, through all that the recorded lives say. The older one never writes
 * to a stream that holds an event it does not know; in the end everything acknowledged is there once, and both read it or stop.
 */
export async function alternate(pair: Pair, round: string): Promise<Told> {
  const told: Told = { said: 0, byBefore: 0, byNow: 0, kept: 0 };
  const file = join(mkdtempSync(join(pair.folder, 'round-')), 'log.sqlite');
  const lives = [...Map.groupBy(said, ({ stream }) => stream).values()].map((life) => [...life]);
  const acknowledged: Acknowledged[] = [];
  /** How far into a life the older release goes alone, as it would have before this build was there; into half of them not at all. */
  const alone = new Map(lives.map((life) => [life, Math.max(0, Math.floor((pair.random() * 2 - 1) * life.length))]));
  let turn = pair.before;
  for (let number = 0; lives.length > 0; turn = turn === pair.now ? pair.before : pair.now) {
    let head = await opened(pair, turn, file);
    for (let left = 1 + Math.floor(pair.random() * TURN_MAX); left > 0 && lives.length > 0; left--) {
      const mine = lives.filter((one) => turn === pair.before || (alone.get(one) ?? 0) <= 0);
      const life = mine[Math.floor(pair.random() * mine.length)];
      if (life === undefined) break;
      const commandId = uuidv5(`${round}/${number++}`, NAMESPACE);
      const answer = await say(turn, life[0] as Said, commandId);
      told.said += 1;
      const unknown = turn === pair.before ? await unknownIn(pair, file, (life[0] as Said).stream) : null;
      if (wrote(answer)) {
        head = answer.head;
        acknowledged.push({ stream: (life[0] as Said).stream, revision: answer.revision, commandId });
        told[turn === pair.now ? 'byNow' : 'byBefore'] += answer.events;
        if (unknown !== null)
          pair.findings.add('violations', `${turn.release.version} wrote after ${unknown} in ${(life[0] as Said).stream}`);
      } else if (!('head' in answer) || answer.head !== head) {
        pair.findings.add('violations', `${turn.release.version} wrote and did not say so: ${JSON.stringify(answer)}`);
      }
      if (unknown !== null && !wrote(answer)) told.kept += 1;
      // What the older one cannot say where it is alone, nobody says; elsewhere this one does later.
      const own = alone.get(life) ?? 0;
      if (wrote(answer) || turn === pair.now || own > 0) life.shift();
      if (turn === pair.before) alone.set(life, own - 1);
      if (life.length === 0) lives.splice(lives.indexOf(life), 1);
    }
    await turn.ask({ do: 'close' });
  }
  await check(pair, file, acknowledged);
  return told;
}

const say = (turn: RunningRelease, { stream, command }: Said, commandId: string): Promise<Answer> => {
  const name = stream.slice(0, stream.indexOf('-'));
  return turn.ask({ do: 'say', kind: name === 'rules' ? 'rulebook' : name, stream, commandId, command });
};

const wrote = (answer: Answer): answer is Extract<Answer, { readonly ok: 'handled' }> =>
  'ok' in answer && answer.ok === 'handled' && answer.events > 0;

/** Opens the log for one; the other is kept out in words while it is, and may read. Returns the head. */
async function opened({ now, before, findings }: Pair, turn: RunningRelease, file: string): Promise<string | null> {
  const answer = await turn.ask({ do: 'open', file, readOnly: false });
  if ('error' in answer) throw new Error(`${turn.release.version} cannot open the log: ${answer.error}`);
  const other = turn === now ? before : now;
  const second = await other.ask({ do: 'open', file, readOnly: false });
  if (!('error' in second) || !/is being written by process \d+ \(/.test(second.error))
    findings.add('violations', `${other.release.version} was not kept out: ${JSON.stringify(second)}`);
  const reading = await other.ask({ do: 'open', file, readOnly: true });
  const head = 'head' in answer ? answer.head : null;
  if (!('ok' in reading) || reading.ok !== 'opened' || reading.head !== head)
    findings.add('violations', `${other.release.version} cannot read beside the writer: ${JSON.stringify(reading)}`);
  await other.ask({ do: 'close' });
  return head;
}

async function eventsOf(file: string): Promise<readonly RecordedEvent[]> {
  const log = await SqliteLog.open({ file, readOnly: true });
  try {
    return await log.readAll({ limit: 5_000 });
  } finally {
    await log.close();
  }
}

/** The first event of a stream that the older release does not know, before what it may just have written; null: there is none. */
async function unknownIn({ before }: Pair, file: string, stream: string): Promise<string | null> {
  const found = (await eventsOf(file)).find((event) => event.stream === stream && !before.release.knows.has(schemaName(event)));
  return found === undefined ? null : schemaName(found);
}

async function check(pair: Pair, file: string, acknowledged: readonly Acknowledged[]): Promise<void> {
  const { findings } = pair;
  const { ok, firstBad } = await verifyLog(file);
  if (!ok) findings.add('violations', `the chain does not verify: ${firstBad?.problem ?? ''}`);
  const events = await eventsOf(file);
  for (const { stream, revision, commandId } of acknowledged) {
    const own = events.filter(({ meta }) => meta['commandId'] === commandId);
    if (own.length === 0) findings.add('lost', `${stream} ${revision}`);
    else if (own.length > 1) findings.add('doubled', `${stream} ${revision}`);
    else if (own[0]?.stream !== stream || own[0].revision !== revision) findings.add('violations', `${stream} ${revision} is elsewhere`);
  }
  if (events.length !== acknowledged.length) findings.add('violations', `${events.length} events of ${acknowledged.length} acknowledged`);
  await compareStates(pair, file, events);
  await compareModels(pair, file, events);
}

/** Both fold what both know to the same; the older one gives no state to what it does not know. */
async function compareStates({ now, before, findings }: Pair, file: string, events: readonly RecordedEvent[]): Promise<void> {
  const [ours, theirs] = [await statesOf(now, file), await statesOf(before, file)];
  const beyond = new Set(events.flatMap((event) => (before.release.knows.has(schemaName(event)) ? [] : [event.stream])));
  for (const [stream, own] of Object.entries(ours)) {
    const other = theirs[stream];
    if ('error' in own) findings.add('violations', `${stream} cannot be read: ${own.error}`);
    else if (beyond.has(stream)) {
      if (other !== undefined && 'state' in other)
        findings.add('violations', `${before.release.version} read past an unknown event of ${stream}`);
    } else if (other === undefined || !('state' in other)) findings.add('violations', `${before.release.version} cannot read ${stream}`);
    else if (!within(own.state, comparable(before.release.version, other.state)))
      findings.add(
        'violations',
        `${stream} folds to ${JSON.stringify(own.state)}, in ${before.release.version} to ${JSON.stringify(other.state)}`,
      );
  }
}

type States = Extract<Answer, { readonly ok: 'states' }>['states'];

async function statesOf(program: RunningRelease, file: string): Promise<States> {
  await program.ask({ do: 'open', file, readOnly: true });
  const answer = await program.ask({ do: 'states' });
  await program.ask({ do: 'close' });
  if (!('ok' in answer) || answer.ok !== 'states') throw new Error(`${program.release.version} gave no states: ${JSON.stringify(answer)}`);
  return answer.states;
}

/**
 * Stated differences. 0.1.0 keeps whatever fields an event about a survey has; surveys have got a field since, at the same version, which
 * the schemas that are published from the release after it on do not allow any more.
 */
function comparable(version: string, state: unknown): unknown {
  if (version !== '0.1.0' || state === null || typeof state !== 'object' || !('need' in state)) return state;
  const { survey: _survey, ...need } = state.need as Readonly<Record<string, unknown>>;
  return { ...state, need };
}

/** Every key that the older release's state has, this one's has with its value: it may remember more. */
function within(own: unknown, older: unknown): boolean {
  if (older === null || typeof older !== 'object') return own === older;
  if (own === null || typeof own !== 'object') return false;
  if (Array.isArray(older) && (!Array.isArray(own) || own.length !== older.length)) return false;
  return Object.entries(older).every(([key, value]) => within((own as Readonly<Record<string, unknown>>)[key], value));
}

/** This build's read models take it all; the older ones stop at the latest before the first event that they do not know. */
async function compareModels({ now, before, folder, findings }: Pair, file: string, events: readonly RecordedEvent[]): Promise<void> {
  const own = await modelsOf(now, file, folder);
  if (!('ok' in own) || own.ok !== 'models' || own.halted + own.parked > 0)
    findings.add('violations', `the read models of this build stop: ${JSON.stringify(own)}`);
  const first = events.find((event) => MODELLED.test(event.stream) && !before.release.knows.has(schemaName(event)));
  const theirs = await modelsOf(before, file, folder);
  const stopped = 'error' in theirs || (theirs.ok === 'models' && theirs.halted > 0 && (theirs.position ?? '') < (first?.position ?? ''));
  if (stopped !== (first !== undefined))
    findings.add(
      'violations',
      `the read models of ${before.release.version} at ${schemaName(first ?? { type: 'nothing', version: 0 })}: ${JSON.stringify(theirs)}`,
    );
}

const MODELLED = /^(project|plan|contract)-/;

async function modelsOf(program: RunningRelease, file: string, folder: string): Promise<Answer> {
  await program.ask({ do: 'open', file, readOnly: true });
  const answer = await program.ask({ do: 'models', directory: mkdtempSync(join(folder, 'models-')) });
  await program.ask({ do: 'close' });
  return answer;
}
