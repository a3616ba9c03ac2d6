import type { NewEvent } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import type { ModelEvent } from '#read-models/model';
import { emptyFigures, project, registerEvents } from '#read-models/figures/figures.fixture';
import { Ledger } from '#read-models/figures/ledger';

/** Events in a log of their own, and the ledger that was made from it. */
export async function logOf(events: readonly ModelEvent[]): Promise<{ readonly log: MemoryLog; readonly ledger: Ledger }> {
  const log = new MemoryLog('log-1');
  const streams = Map.groupBy(events, ({ stream }) => stream);
  let count = 0;
  for (const [stream, ofStream] of streams) {
    const stored = ofStream.map(({ type, version, data, occurredOn, recordedAt }): NewEvent => {
      const id = `33333333-0000-5000-8000-${String(++count).padStart(12, '0')}`;
      return { id, type, version, data: data as NewEvent['data'], meta: { occurredOn, recordedAt, actor: 'import:test' } };
    });
    await log.append(stream, 'no_stream', stored);
  }
  const db = emptyFigures();
  project(db, events);
  return { log, ledger: new Ledger(db) };
}

/** The sample register, each fact recorded `days` after it happened. */
export const registerLog = (days = 20) =>
  logOf(registerEvents((occurredOn) => new Date(Date.parse(`${occurredOn}T03:00:00.000Z`) + days * 86_400_000).toISOString()));
