import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import { histories } from '#testkit/histories';
import { chance } from '#testkit/project-life';
import { Projector } from '../projector.ts';
import { countAll, lastProject } from './matching-projects.ts';
import { ProjectSet } from './postings.ts';
import { type Costs, pageInOrder, type Place, PROJECT_SORTS, type ProjectSort } from './project-order.ts';
import { projects } from './projects.model.ts';

const db = new DatabaseSync(':memory:');
const PROJECTS = 300;
const PAGE = 23;

beforeAll(async () => {
  const log = new MemoryLog('log-1');
  for (const { stream, revision, event } of histories({ projects: PROJECTS, seed: 9 }))
    await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
  await new Projector({ log, db, models: [projects] }).catchUp();
});

const KEY_OF: Readonly<Record<ProjectSort, string>> = {
  code: 'code',
  title: 'substr(search, 1, 80)',
  approved: 'coalesce(approved, -1)',
  executed: 'executed',
  stageOn: 'stage_on',
};

/** Every project in an order, by a plain comparison. */
function plainly(sort: ProjectSort, descending: boolean): readonly number[] {
  const rows = db.prepare(`SELECT ${KEY_OF[sort]} AS key, t.n FROM projects_text t JOIN projects_state s ON s.n = t.n`).all();
  const places = rows as unknown as readonly { readonly key: string | number; readonly n: number }[];
  const ascending = [...places].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.n - b.n)).map(({ n }) => n);
  return descending ? ascending.reverse() : ascending;
}

function setOf(numbers: readonly number[]): ProjectSet {
  const set = new ProjectSet(lastProject(db));
  for (const n of numbers) set.add(n);
  return set;
}

/** Page by page, each from the place where the last one ended. */
function paged(asked: { readonly sort: ProjectSort; readonly descending: boolean }, matches: ProjectSet | null, costs: Costs) {
  const numbers: number[] = [];
  const total = matches?.size ?? countAll(db);
  for (let after: Place | null = null; ;) {
    const page: readonly Place[] = pageInOrder(db, { ...asked, matches, total, count: PAGE, after }, costs);
    numbers.push(...page.map(([, n]) => n));
    if (page.length < PAGE) return numbers;
    after = page.at(-1) ?? null;
  }
}

const WAYS: readonly (readonly [name: string, costs: Costs])[] = [
  ['sorted', { sortedMax: Infinity, stepsAMatch: 0 }],
  ['walked to the end', { sortedMax: 0, stepsAMatch: Infinity }],
  ['walked for a few steps, then sorted', { sortedMax: 0, stepsAMatch: 1 }],
];

describe.each(PROJECT_SORTS)('pages by %s', (sort) => {
  it.each(WAYS)('give every match once and in order, both ways, when they are %s', (_, costs) => {
    const random = chance(17);
    for (const descending of [false, true]) {
      const all = plainly(sort, descending);
      const some = (share: number) => all.filter(() => random() < share);
      for (const numbers of [all, some(0.8), some(0.1), all.slice(-PAGE - 2), all.slice(0, 3), []])
        expect(paged({ sort, descending }, setOf(numbers), costs)).toEqual(all.filter((n) => numbers.includes(n)));
      expect(paged({ sort, descending }, null, costs)).toEqual(all);
    }
  });
});

it('counts every project of the list', () => expect(countAll(db)).toBe(PROJECTS));

it('finds the place of a cursor in the index, also of an expression', () => {
  const asked = { descending: true, matches: null, total: PROJECTS, count: PAGE };
  for (const sort of PROJECT_SORTS) {
    const texts: string[] = [];
    const spied = { prepare: (sql: string) => (texts.push(sql), db.prepare(sql)) } as DatabaseSync;
    pageInOrder(spied, { ...asked, sort, after: ['', 0] });
    const [plan] = db.prepare(`EXPLAIN QUERY PLAN ${texts[0]}`).all() as unknown as [{ detail: string }];
    expect(plan.detail).toMatch(/^SEARCH .* USING COVERING INDEX/);
  }
});
