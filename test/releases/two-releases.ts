import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';
import { type Said, said } from './lives.ts';
import { schemaName } from './event-schemas.ts';
import type { Answer } from './driver.ts';
import { type Acknowledged, check, eventsOf, type Pair } from './log-of-two.ts';
import type { RunningRelease } from './running-release.ts';

const NAMESPACE = '0b9f3b9e-7a0c-5d0e-9d55-0f8a3c1f7e21';
/** Commands that a program says before the other takes over. */
const TURN_MAX = 12;

export interface Told {
  /** Commands said, by the program that was asked. */
  said: number;
  /** Events that the older program, and this one, wrote. */
  byBefore: number;
  byNow: number;
  /** Commands that the older program refused for a stream that holds what it does not know, having written nothing. */
  kept: number;
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

/** Streams that do not begin with the name of their kind, as in `driver.ts`. */
const KINDS: Readonly<Record<string, string>> = { rules: 'rulebook', access: 'contact' };

const say = (turn: RunningRelease, { stream, command }: Said, commandId: string): Promise<Answer> => {
  const name = stream.slice(0, stream.indexOf('-'));
  return turn.ask({ do: 'say', kind: KINDS[name] ?? name, stream, commandId, command });
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

/** The first event of a stream that the older release does not know, before what it may just have written; null: there is none. */
async function unknownIn({ before }: Pair, file: string, stream: string): Promise<string | null> {
  const found = (await eventsOf(file)).find((event) => event.stream === stream && !before.release.knows.has(schemaName(event)));
  return found === undefined ? null : schemaName(found);
}
