import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import { histories } from '#testkit/histories';
import { compareStreams, seeded, type StreamComparison } from './compare-streams.ts';
import { readModels } from './models.ts';
import { Projector } from './projector.ts';

const PROJECTS = 30;
let log: MemoryLog;
let db: DatabaseSync;

beforeEach(async () => {
  log = new MemoryLog('compared');
  for (const { stream, revision, event } of histories({ projects: PROJECTS, seed: 9 }))
    await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
  db = new DatabaseSync(':memory:');
  await new Projector({ log, db, models: readModels }).catchUp();
});

const compare = (seed = 1, streams = PROJECTS): Promise<StreamComparison> =>
  compareStreams({ log, db, models: readModels, streams, random: seeded(seed) });
const tables = async (): Promise<readonly string[]> => (await compare()).differences.map(({ table }) => table);

describe('streams folded anew', () => {
  it('are what the rows say, each once, at the position of the rows', async () => {
    const head = await log.head();
    expect(await compare()).toEqual({ position: head, streams: PROJECTS, events: Number(head), differences: [] });
    expect(await compare(5, 3)).toMatchObject({ streams: 3 });
    expect(db.isTransaction).toBe(false);
  });

  it('are drawn alike for the same seed', async () => {
    const drawn = async (seed: number) => (await compare(seed, 4)).events;
    expect(await drawn(2)).toBe(await drawn(2));
    expect(new Set([await drawn(2), await drawn(3), await drawn(4)]).size).toBeGreaterThan(1);
  });

  it.each([
    [
      'a figure',
      `UPDATE figures_project SET facts = facts || '1,1,1,1;' WHERE id = (SELECT min(id) FROM figures_project)`,
      'figures_project',
    ],
    ['a row that is not there', 'DELETE FROM projects_state WHERE n = (SELECT max(n) FROM projects_state)', 'projects_state'],
    ['a text', `UPDATE projects_text SET title = 'x' WHERE n = (SELECT max(n) FROM projects_text)`, 'projects_text'],
    [
      'a revision',
      'UPDATE stream_revision SET revision = revision + 1 WHERE stream = (SELECT min(stream) FROM stream_revision)',
      'stream_revision',
    ],
    [
      'a list of words that lost a project',
      `UPDATE projects_word SET projects = substr(projects, 3) WHERE word = (SELECT min(word) FROM projects_word)`,
      'projects_word',
    ],
  ])('show %s that is not what the log says', async (_what, fault, table) => {
    db.exec(fault);
    expect(await tables()).toEqual([table]);
  });

  it('are compared where the rows stand, not at the end of the log', async () => {
    const later = [...histories({ projects: 5, seed: 10 })];
    for (const { stream, revision, event } of later) await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
    expect(await tables()).toEqual([]);
  });

  it('leave out what is parked or stopped, which is known to be behind', async () => {
    const stream = String(db.prepare('SELECT min(stream) AS stream FROM stream_revision').get()?.['stream']);
    db.prepare(`INSERT INTO parked VALUES ('figures', ?, 0, '', 'a fault', 1)`).run(stream);
    db.prepare('DELETE FROM figures_project WHERE id = ?').run(stream.slice('project-'.length));
    expect(await compare()).toMatchObject({ streams: PROJECTS - 1, differences: [] });
    db.exec(`UPDATE checkpoint SET halted = '{}' WHERE model = 'figures'`);
    expect(await compare()).toMatchObject({ streams: 0, differences: [] });
  });
});
