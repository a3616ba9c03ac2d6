import { DatabaseSync } from 'node:sqlite';
import type { JsonObject, RecordedEvent } from '#event-log/event-log';
import { currentRules } from '#lifecycle/context';
import { projectId } from '#lifecycle/project/project.fixture';
import { chooser } from '#lifecycle/project/random-bodies.fixture';
import { walk } from '#lifecycle/project/random-history.fixture';
import { projects } from '../projects/projects.model.ts';
import type { RecordSource } from './project-events.ts';

export const RANDOM_STREAM = `project-${projectId}`;
const STEPS = 25;
const DAY_MS = 86_400_000;

/** Days on which something happened or was recorded, and the ones beside them. */
export interface RandomLife {
  readonly events: readonly RecordedEvent[];
  readonly days: readonly string[];
}

/** A random life as a log would hold it: recorded some days after it happened, never earlier than what stands before it. */
export function randomLife(seed: number): RandomLife {
  const choose = chooser(seed);
  const lived = walk(choose, STEPS, { today: '2024-12-31', rules: currentRules }, () => undefined);
  let at = Date.parse('2021-01-01T00:00:00.000Z');
  const events = lived.map(({ event, happened }, revision): RecordedEvent => {
    const late = choose.pick([0, 0, 1, 30]) * DAY_MS + choose.pick([0, 61_199_999, 61_200_000]);
    at = Math.max(at, Date.parse(`${happened.on}T00:00:00.000Z`) + late);
    const id = `${String(revision).padStart(8, '0')}-0000-5000-8000-${String(seed).padStart(12, '0')}`;
    const meta = { commandId: id, actor: happened.actor, occurredOn: happened.on, recordedAt: new Date(at).toISOString(), ruleSet: 'rs' };
    const position = String(revision + 1).padStart(16, '0');
    return { id, stream: RANDOM_STREAM, revision, position, type: event.type, version: 1, data: event.data as unknown as JsonObject, meta };
  });
  const days = events.flatMap(({ meta }) => [meta['occurredOn'] ?? '', vietnamDay(meta['recordedAt'] ?? '')]);
  return { events, days: [...new Set(days.flatMap((day) => [addDays(day, -1), day]))].sort() };
}

/** The day in Asia/Ho_Chi_Minh, computed otherwise than the code does. */
export const vietnamDay = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString();

const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** A log of these events only, each with the revision that it has. */
export function sourceOf(events: readonly RecordedEvent[]): RecordSource {
  const db = new DatabaseSync(':memory:');
  db.exec(projects.tables);
  const log = {
    readStream: (stream: string, { from = 0 }: { readonly from?: number } = {}) =>
      Promise.resolve(stream === RANDOM_STREAM ? events.slice(from) : []),
    head: () => Promise.resolve('0000000000000099'),
  };
  return { log, db };
}
