import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import { histories } from '#testkit/histories';
import { figures } from '../figures/figures.model.ts';
import { Ledger } from '../figures/ledger.ts';
import { lateProjects, obligationsOf } from '../figures/obligations.ts';
import { Projector } from '../projector.ts';
import { PAGE_MAX, listProjects } from './list-projects.ts';
import { projects } from './projects.model.ts';

const db = new DatabaseSync(':memory:');
let ledger: Ledger;

beforeAll(async () => {
  const log = new MemoryLog('log-1');
  for (const { stream, revision, event } of histories({ projects: 400, seed: 4 }))
    await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
  await new Projector({ log, db, models: [figures, projects] }).catchUp();
  ledger = new Ledger(db);
});

describe('the list of late projects', () => {
  it.each([
    ['2017-06-30', null, 2017],
    ['2019-03-01', '2018-12-31', 2018],
    ['2020-12-31', null, null],
    ['2013-01-01', null, null],
  ] as const)('has at %s, as known at %s, of the year %s, those whose own obligations say so', (asOf, knownAt, year) => {
    const late = [...ledger.projects()]
      .filter(({ planYear }) => year === null || planYear === year)
      .filter(({ id }) => obligationsOf(ledger, id, { asOf, knownAt }).some(({ state }) => state === 'late'))
      .map(({ id }) => id);
    const numbers = lateProjects(ledger, { asOf, knownAt, year });
    const page = listProjects(db, { numbers, limit: PAGE_MAX });
    expect(page.items.map(({ id }) => id).toSorted()).toEqual(late.toSorted());
    expect(page.total).toBe(late.length);
    if (asOf > '2014') expect(late.length).toBeGreaterThan(2);
  });
});
