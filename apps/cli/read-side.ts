import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Config } from '#config/config';
import { comparePositions, type EventLog, Unavailable } from '#event-log/event-log';
import { haltedOf, readPosition } from '#read-models/database';
import { ReadModelReader } from '#read-models/read-model-reader';
import { openLive } from '#read-models/live-read-models';
import { EXIT, Failure } from './exit.ts';
import { openLog } from './log-of.ts';
import { unknownEventText } from './unknown-event-text.ts';

/** How long the process that projects may take to reach the end of the log, in milliseconds. */
const WAIT_MS = 60_000;
const LOOK_MS = 50;

export interface ReadSide {
  readonly log: EventLog;
  readonly db: DatabaseSync;
  /** Position that the answers are of; null: empty log. */
  readonly position: string | null;
}

type Ask<Answer> = (side: ReadSide) => Answer | Promise<Answer>;

/** Answers from read models that have reached the end of the log: brought there by this process, or by the one that projects. */
export async function withReadSide<Answer>(config: Config, ask: Ask<Answer>): Promise<Answer> {
  const log = await openLog(config);
  try {
    return await projected(log, config, ask);
  } finally {
    await log.close();
  }
}

async function projected<Answer>(log: EventLog, config: Config, ask: Ask<Answer>): Promise<Answer> {
  let live: Awaited<ReturnType<typeof openLive>>;
  try {
    live = await openLive({ log, directory: config.readModelsDir, program: 'tiendo' });
  } catch (error) {
    if (error instanceof Unavailable && error.code === 'locked') return beside(log, config, ask);
    throw error;
  }
  try {
    await live.projector.catchUp();
    refuseHalted(live.db);
    return await ask({ log, db: live.db, position: readPosition(live.db) });
  } finally {
    live.close();
  }
}

/** Another process projects: wait until it has taken what is in the log now. */
async function beside<Answer>(log: EventLog, config: Config, ask: Ask<Answer>): Promise<Answer> {
  const head = await log.head();
  const reader = new ReadModelReader(config.readModelsDir);
  try {
    for (const until = performance.now() + WAIT_MS; !reached(reader, head); await setTimeout(LOOK_MS)) {
      if (performance.now() > until)
        throw new Failure({
          vi: `tiến trình đang chạy chưa cập nhật kịp nhật ký sau ${WAIT_MS / 1_000} giây; xem npm run -s tiendo -- doctor`,
          en: `the running process has not caught up with the log in ${WAIT_MS / 1_000} seconds; see npm run -s tiendo -- doctor`,
        });
    }
    const { db } = reader;
    refuseHalted(db);
    return await ask({ log, db, position: readPosition(db) });
  } finally {
    reader.close();
  }
}

function reached(reader: ReadModelReader, head: string | null): boolean {
  if (head === null) return true;
  try {
    const position = readPosition(reader.db);
    return haltedOf(reader.db).length > 0 || (position !== null && comparePositions(position, head) >= 0);
  } catch (error) {
    if (error instanceof Unavailable && error.code === 'unreadable') return false; // Its first build is not finished.
    throw error;
  }
}

/** A model that stopped at an event that it cannot take would answer with figures that lack it. */
function refuseHalted(db: DatabaseSync): void {
  const [first] = haltedOf(db);
  if (first === undefined) return;
  const { vi, en } = unknownEventText(first.halt, first.halt.stream);
  const { model } = first;
  throw new Failure(
    { vi: `mô hình đọc ${model} đã dừng: ${vi}`, en: `the read model ${model} has stopped: ${en}` },
    EXIT.refused,
    first.halt.code,
  );
}
