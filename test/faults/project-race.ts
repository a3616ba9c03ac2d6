import { projectKind } from '#commands/stream-kind';
import type { EventLog } from '#event-log/event-log';
import { beginning, streamOf, workOn } from '../load/command-work.ts';
import type { Findings, Race } from './proof-result.ts';
import { RaceHandlers } from './race-handlers.ts';

const HANDLERS = 4;
const PROJECTS = 6;
/** One in so many pieces of work is delivered to two handlers at once, as after a lost answer. */
const TWICE_ONE_IN = 5;

/**
 * Many writers on few projects, through handlers that know nothing of each other; some commands arrive twice at the same time.
 * @returns the number of commands that raced
 */
export async function raceProjects(log: EventLog, pieces: number, { random, findings }: Race): Promise<number> {
  const handlers = new RaceHandlers(log, HANDLERS);
  for (let project = 0; project < PROJECTS; project++) await handlers.ask(0, projectKind, streamOf(project), beginning(project));
  const all = Array.from({ length: pieces }, (_, piece) => piece);
  const deliveries = all.flatMap((piece) => (random() * TWICE_ONE_IN < 1 ? [piece, piece] : [piece]));
  const answers = await Promise.all(
    deliveries.map((piece) =>
      handlers.ask(random() * HANDLERS, projectKind, streamOf(piece % PROJECTS), workOn(piece % PROJECTS, `race ${piece}`)),
    ),
  );
  for (const [delivery, answer] of answers.entries())
    if (answer !== 'done') findings.add('violations', `delivery ${delivery}, piece ${deliveries[delivery]}, was refused`);
  await checkPieces(log, all, findings);
  return deliveries.length;
}

/** Each piece of work is in its project once: a return and its answer. */
export async function checkPieces(log: EventLog, pieces: readonly number[], findings: Findings): Promise<void> {
  const times = new Map<string, number>();
  for (let project = 0; project < PROJECTS; project++) {
    for (const { type, data } of await log.readStream(streamOf(project))) {
      const { items, answers } = data as { items?: readonly { item: string }[]; answers?: readonly { item: string }[] };
      const name = (items ?? answers)?.[0]?.item.split(': ')[1];
      if (name !== undefined) times.set(`${type} ${name}`, (times.get(`${type} ${name}`) ?? 0) + 1);
    }
  }
  for (const piece of pieces) {
    for (const type of ['DossierReturned', 'DossierCompleted']) {
      const count = times.get(`${type} race ${piece}`) ?? 0;
      if (count === 0) findings.add('lost', `piece ${piece}: ${type} is not there`);
      if (count > 1) findings.add('doubled', `piece ${piece}: ${type} ${count} times`);
    }
  }
}

/** Every project of the race, so that another process can work on the same. */
export const projectOf = (piece: number): number => piece % PROJECTS;
