import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { ConcurrencyConflict, type EventLog, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import { Refusal } from '#lifecycle/refusal';
import { beginning, streamOf, workOn } from '../load/command-work.ts';

/** Projects at work at once, and pieces of work on each: 4 × (4 + 6) commands. */
const PROJECTS = 4;
const PIECES = 3;
const OPENING_STEPS = 4;

export const streams: readonly string[] = Array.from({ length: PROJECTS }, (_, index) => streamOf(index));

/** What a caller was told about one command. */
export interface Told {
  readonly stream: string;
  readonly commandId: string;
  readonly answer: 'acknowledged' | 'refused' | 'unknown';
  /** Events that an acknowledgement speaks of. */
  readonly events: number;
  /** Why it was refused: a code of `Unavailable`, or `rules`. */
  readonly why: string | null;
  /** The first failed call had been made by the time of the answer, to this file. */
  readonly failed: string | null;
}

/**
 * Forty commands, each asked once whatever became of those before it; the projects side by side, or with `alone` one after the other.
 * @throws what a caller should never see: anything but a refusal, `Unavailable` and `OutcomeUnknown`
 */
export async function workThrough(log: EventLog, failed: () => string | null, alone: boolean): Promise<readonly Told[]> {
  const commands = new Commands(log);
  const told: Told[] = [];
  const project = async (index: number): Promise<void> => {
    const stream = streamOf(index);
    const pieces = Array.from({ length: PIECES }, (_, piece) => workOn(index, `io ${piece}`)).flat();
    for (const step of [...beginning(index).slice(0, OPENING_STEPS), ...pieces]) {
      const { commandId } = step.trace;
      const one = { stream, commandId, events: 0, why: null };
      try {
        const { events } = await commands.handle(projectKind, stream, step);
        told.push({ ...one, answer: 'acknowledged', events, failed: failed() });
      } catch (error) {
        if (error instanceof OutcomeUnknown) told.push({ ...one, answer: 'unknown', failed: failed() });
        else told.push({ ...one, answer: 'refused', why: whyRefused(error), failed: failed() });
      }
    }
  };
  if (alone) for (let index = 0; index < PROJECTS; index++) await project(index);
  else await Promise.all(Array.from({ length: PROJECTS }, (_, index) => project(index)));
  return told;
}

/** One more command, when the disk is well again. */
export async function workAgain(log: EventLog): Promise<void> {
  const [first] = beginning(PROJECTS + 1);
  if (first) await new Commands(log).handle(projectKind, streamOf(PROJECTS + 1), first);
}

/** @throws anything but an expected refusal */
function whyRefused(error: unknown): string {
  if (error instanceof Unavailable) return error.code;
  if (error instanceof Refusal || error instanceof ConcurrencyConflict) return 'rules';
  throw error;
}
