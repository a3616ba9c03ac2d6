import { Damaged, type EventLog, type RecordedEvent, StreamNotFound, WentBack } from './event-log.ts';

/** What whoever follows a log stores with its checkpoint: enough to notice later that the log went back meanwhile. */
export interface LastSeen {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly hash: string;
}

export const lastSeen = ({ position, stream, revision, id, meta }: RecordedEvent): LastSeen => ({
  position,
  stream,
  revision,
  id,
  hash: meta['hash'] ?? '',
});

/**
 * To be asked before one goes on from a checkpoint.
 * @throws WentBack the log has no such event any more, or another one in its place
 */
export async function assertStillThere(log: Pick<EventLog, 'readStream'>, seen: LastSeen): Promise<void> {
  const [event] = await there(log, seen);
  const same = event !== undefined && event.position === seen.position && event.id === seen.id && event.meta['hash'] === seen.hash;
  if (!same) throw new WentBack(seen.position);
}

/** The same as a question. An event that is there and damaged is there: what is wrong with it is found by whoever verifies. */
export async function isStillThere(log: Pick<EventLog, 'readStream'>, seen: LastSeen): Promise<boolean> {
  try {
    await assertStillThere(log, seen);
    return true;
  } catch (error) {
    if (error instanceof WentBack) return false;
    if (error instanceof Damaged) return true;
    throw error;
  }
}

async function there(log: Pick<EventLog, 'readStream'>, { stream, revision }: LastSeen): Promise<readonly RecordedEvent[]> {
  try {
    return await log.readStream(stream, { from: revision, limit: 1 });
  } catch (error) {
    if (error instanceof StreamNotFound) return [];
    throw error;
  }
}
