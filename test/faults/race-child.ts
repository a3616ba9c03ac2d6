/** A second process that wants to write the same log: says each refusal it gets, then, once it is let in, does its share of the work. */
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { projectKind } from '#commands/stream-kind';
import { Unavailable } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { beginning, streamOf, workOn } from '../load/command-work.ts';
import { projectOf } from './project-race.ts';
import { RaceHandlers } from './race-handlers.ts';

export interface RaceChildPlan {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

const RETRY_MS = 20;
const STDOUT = 1;

const { file, from, to } = JSON.parse(process.argv[2] ?? '') as RaceChildPlan;

async function open(): Promise<SqliteLog> {
  for (;;) {
    try {
      return await SqliteLog.open({ file, program: 'proof race' });
    } catch (error) {
      if (!(error instanceof Unavailable) || error.code !== 'locked') throw error;
      writeSync(STDOUT, `refused ${error.message}\n`);
      await setTimeout(RETRY_MS);
    }
  }
}

const log = await open();
const handlers = new RaceHandlers(log, 2);
const share = Array.from({ length: to - from }, (_, index) => from + index);
await Promise.all(
  share.map(async (piece) => {
    const project = projectOf(piece);
    await handlers.ask(piece, projectKind, streamOf(project), beginning(project));
    await handlers.ask(piece, projectKind, streamOf(project), workOn(project, `race ${piece}`));
  }),
);
await log.close();
