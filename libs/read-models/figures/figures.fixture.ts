import { DatabaseSync } from 'node:sqlite';
import { eventsOfRow, projectIdOf, readRegister } from '#testkit/register-events';
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
export const inLog = (events: readonly Unplaced[]): readonly ModelEvent[] =>
  events.map((event, index) => ({
    ...event,
    streamNumber: 0,
    position: String(index + 1).padStart(16, '0'),
    version: 1,
    id: `event-${index + 1}`,
    actor: 'import:test',
    member: (name) => event.data[name],
  }));

/** An empty model in memory. */
export function emptyFigures(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  db.exec(`${figures.tables}; ${figures.indexes};`);
  return db;
}

/** Applies events as the projector does, flushing after every `batch`. */
export function project(db: DatabaseSync, events: readonly ModelEvent[], batch = 1_000): void {
  const writer = figures.open(db);
  for (let from = 0; from < events.length; from += batch) {
    for (const event of events.slice(from, from + batch)) writer.apply(event);
    db.exec('BEGIN');
    writer.flush();
    db.exec('COMMIT');
  }
}
