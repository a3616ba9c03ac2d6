import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KurrentLog } from '#event-log/kurrentdb/kurrent-log';
import { compareStreams, seeded } from '#read-models/compare-streams';
import { readLastEvent } from '#read-models/database';
import { digest } from '#read-models/digest';
import { currentFile } from '#read-models/generations';
import type { ModelWriter, ReadModel } from '#read-models/model';
import { readModels } from '#read-models/models';
import { Projector } from '#read-models/projector';
import { rebuild } from '#read-models/rebuild';
import { histories } from '#testkit/histories';
import { TIMES } from './contract.fixture.ts';
import { KurrentDouble } from './kurrent-double.ts';

const PROJECTS = 12;
const folder = mkdtempSync(join(tmpdir(), 'tiendo-kurrent-models-'));
let double: KurrentDouble;
let log: KurrentLog;
let head = '';

beforeAll(async () => {
  double = await KurrentDouble.start();
  log = await KurrentLog.open({ address: double.address, times: TIMES });
  for (const { stream, revision, event } of histories({ projects: PROJECTS, seed: 9 }))
    head = (await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])).position;
}, 60_000);
afterAll(async () => {
  await log.close();
  await double.discard();
  rmSync(folder, { recursive: true, force: true });
});

async function projected(models = readModels, batchEvents = 7): Promise<{ readonly db: DatabaseSync; readonly projector: Projector }> {
  const db = new DatabaseSync(':memory:');
  const projector = new Projector({ log, db, models, batchEvents });
  await projector.catchUp();
  return { db, projector };
}

/** The model, which refuses the first event of one stream in four until it is cured. */
const sometimes = (model: ReadModel, cured: () => boolean): ReadModel => ({
  ...model,
  open: (db): ModelWriter => {
    const writer = model.open(db);
    return {
      apply: (event) => {
        if (event.revision === 0 && event.streamNumber % 4 === 0 && !cured()) throw new RangeError('not yet');
        writer.apply(event);
      },
      flush: () => writer.flush(),
      reset: () => writer.reset(),
    };
  },
});

describe('read models of a log whose positions do not count', () => {
  it('number streams by their rank, so that whoever reads the log has the same rows, however it is read', async () => {
    const { db } = await projected();
    const numbers = db
      .prepare('SELECT number FROM stream_revision ORDER BY number')
      .all()
      .map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
    expect(digest((await projected(readModels, 500)).db)).toBe(digest(db));
    const built = await rebuild({ log, directory: folder, compare: false });
    expect(built.events).toBeGreaterThan(PROJECTS);
    expect(digest(new DatabaseSync(currentFile(folder) as string, { readOnly: true }))).toBe(digest(db));
  });

  it('keep the last event, to notice a log that went back', async () => {
    const { db } = await projected();
    const [last] = (await log.readAll()).slice(-1);
    expect(readLastEvent(db)).toEqual({
      position: head,
      stream: last?.stream,
      revision: last?.revision,
      id: last?.id,
      hash: last?.meta['hash'],
    });
  });

  it('are compared stream by stream with what the log says', async () => {
    const { db } = await projected();
    const compare = () => compareStreams({ log, db, models: readModels, streams: PROJECTS, random: seeded(3) });
    expect(await compare()).toMatchObject({ position: head, differences: [] });
    expect((await compare()).streams).toBeGreaterThan(PROJECTS / 2);
    db.exec(`UPDATE figures_project SET facts = facts || '1,1,1,1;'`);
    expect(new Set((await compare()).differences.map(({ table }) => table))).toEqual(new Set(['figures_project']));
  });

  it('give a stream that was parked the number that it would have had', async () => {
    let cured = false;
    const { db, projector } = await projected(
      readModels.map((model) => (model.name === 'projects' ? sometimes(model, () => cured) : model)),
    );
    expect((await projector.stats()).parked.length).toBeGreaterThan(1);
    cured = true;
    expect(await projector.retryParked()).toEqual([]);
    expect(digest(db)).toBe(digest((await projected()).db));
  });
});
