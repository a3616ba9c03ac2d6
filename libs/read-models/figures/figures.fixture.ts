import { DatabaseSync } from 'node:sqlite';
import { eventsOfRow, projectIdOf, readRegister } from '#testkit/register-events';
import { prepareDatabase } from '../database.ts';
import type { ModelEvent } from '../model.ts';
import { figures } from './figures.model.ts';

export const REGISTER = 'libs/reference/data/register-north-2021-2022.csv';

/** The register's events in log order, one project after another. @param recordedAt instant of an event, by its business day */
export function registerEvents(recordedAt: (occurredOn: string) => string = () => '2022-10-15T03:00:00.000Z'): readonly ModelEvent[] {
  const projects = readRegister(REGISTER).map((row, index) => ({
    stream: `project-${projectIdOf(row.code ?? '')}`,
    events: eventsOfRow(row, 'register-north-2021-2022.csv', index + 2),
  }));
  return inLog(
    projects.flatMap(({ stream, events }) =>
      events.map(({ type, data, occurredOn }, revision) => ({
        stream,
        revision,
        type,
        data,
        occurredOn,
        recordedAt: recordedAt(occurredOn),
      })),
    ),
  );
}

type Unplaced = Pick<ModelEvent, 'stream' | 'revision' | 'type' | 'data' | 'occurredOn' | 'recordedAt'>;

/** Gives events their positions in the order in which they stand. */
export function inLog(events: readonly Unplaced[]): readonly ModelEvent[] {
  const numbers = new Map<string, number>();
  return events.map((event, index) => {
    if (!numbers.has(event.stream)) numbers.set(event.stream, index + 1);
    return {
      ...event,
      streamNumber: numbers.get(event.stream) ?? 0,
      position: String(index + 1).padStart(16, '0'),
      version: 1,
      id: `event-${index + 1}`,
      actor: 'import:test',
      member: (name) => event.data[name],
    };
  });
}

/** An empty model, in memory or in a file. */
export function emptyFigures(file = ':memory:'): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode=WAL');
  prepareDatabase(db, { logId: 'log-1', models: [figures] });
  return db;
}

/** Applies events as the projector does, flushing after every `batch`. */
export function project(db: DatabaseSync, events: readonly ModelEvent[], batch = 1_000): void {
  const writer = figures.open(db);
  const begin = db.prepare('INSERT OR IGNORE INTO stream_revision VALUES (?, 0, ?)');
  for (let from = 0; from < events.length; from += batch) {
    const some = events.slice(from, from + batch);
    for (const event of some) writer.apply(event);
    db.exec('BEGIN');
    for (const { stream, streamNumber } of some) begin.run(stream, streamNumber);
    writer.flush();
    db.exec('COMMIT');
  }
}
