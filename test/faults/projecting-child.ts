/** The process that is killed while it projects: it takes a log from where the last one was killed to its end, in small batches. */
import { join } from 'node:path';
import { SqliteLog } from '#event-log/sqlite-log';
import { openForWriting, ProjectorLock } from '#read-models/generations';
import type { ModelEvent, ReadModel } from '#read-models/model';
import { readModels } from '#read-models/models';
import { Projector } from '#read-models/projector';

export interface ProjectingPlan {
  readonly folder: string;
  readonly batchEvents: number;
  /** `sound` is the product. The other is broken on purpose: the checkpoint is committed a batch before its rows. */
  readonly variant: 'sound' | 'checkpoint-first';
}

const { folder, batchEvents, variant } = JSON.parse(process.argv[2] ?? '') as ProjectingPlan;

function late(model: ReadModel): ReadModel {
  return {
    ...model,
    open(db) {
      const writer = model.open(db);
      let [taken, waiting]: [ModelEvent[], ModelEvent[]] = [[], []];
      return {
        apply: (event) => void taken.push(event),
        flush() {
          for (const event of waiting) writer.apply(event);
          writer.flush();
          [waiting, taken] = [taken, []];
        },
        reset: () => writer.reset(),
      };
    },
  };
}

const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), readOnly: true });
const lock = ProjectorLock.take(join(folder, 'read-models'), 'proof kill');
const db = openForWriting(join(folder, 'read-models'));
const models = variant === 'sound' ? readModels : readModels.map(late);
const projector = new Projector({ log, db, models, batchEvents });
process.stdout.write('ready\n');
await projector.catchUp();
db.close();
lock.release();
await log.close();
