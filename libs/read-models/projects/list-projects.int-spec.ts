import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ProjectSummary } from '#contracts/projects';
import { MemoryLog } from '#event-log/memory-log';
import type { JsonObject } from '#event-log/event-log';
import { histories } from '#testkit/histories';
import { chance } from '#testkit/project-life';
import { fold } from '#reference/fold';
import { Projector } from '../projector.ts';
import { CursorExpired, CursorUnknown } from './cursor.ts';
import { findProject, listProjects, type ProjectQuery } from './list-projects.ts';
import { PROJECT_SORTS } from './project-order.ts';
import { projects } from './projects.model.ts';

const db = new DatabaseSync(':memory:');
const log = new MemoryLog('log-1');
let all: readonly ProjectSummary[];

const survey = (code: string, province: JsonObject, beneficiary: string, taxCode: string | null = null): JsonObject => ({
  code,
  source: 'KCDP',
  planYear: 2030,
  province,
  commune: 'Xã 100% Sạch, huyện "Thử"',
  content: 'ND1',
  beneficiary: { name: beneficiary, taxCode },
  outcome: 'recorded',
});

let number = 0;
async function surveyed(data: JsonObject): Promise<void> {
  number += 1;
  const id = `99999999-0000-5000-8000-${String(number).padStart(12, '0')}`;
  const meta = { commandId: id, actor: 'u-1', occurredOn: '2029-05-04', recordedAt: '2029-05-04T03:00:00.000Z' };
  await log.append(`project-${id}`, 'no_stream', [{ id, type: 'NeedSurveyed', version: 1, data, meta }]);
}

beforeAll(async () => {
  for (const { stream, revision, event } of histories({ projects: 400, seed: 3 }))
    await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
  await surveyed(survey('KCDP-2030-24-001', { set: 'vn63', code: '24' }, 'Cơ sở Đường Điện', '2400123456-001'));
  await surveyed(survey('KCDP-2030-24-002', { set: 'vn34', code: '24' }, 'Cơ sở (a+b)* \\ _đặc biệt_'));
  await new Projector({ log, db, models: [projects], batchEvents: 97 }).catchUp();
  all = pages({});
});

function pages(query: ProjectQuery): readonly ProjectSummary[] {
  const items: ProjectSummary[] = [];
  for (let cursor: string | undefined; ;) {
    const page = listProjects(db, { limit: 23, ...query, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}

const codes = (query: ProjectQuery) => pages(query).map(({ code }) => code);

describe('searching', () => {
  it.each(['cơ sở đường điện', 'CO SO DUONG DIEN', 'dien duong', 'Đường', '2400123456', '2400123456-001', 'kcdp-2030-24-001'])(
    'finds the project by "%s"',
    (q) => expect(codes({ q })).toContain('KCDP-2030-24-001'),
  );

  it('finds a project of Bắc Giang by its old province and by the one it went into, and the other way round', () => {
    expect(codes({ q: 'bac giang', year: 2030 })).toEqual(['KCDP-2030-24-001', 'KCDP-2030-24-002']);
    expect(codes({ q: 'bac ninh', year: 2030 })).toEqual(['KCDP-2030-24-001', 'KCDP-2030-24-002']);
  });

  it.each([
    ['%', 2],
    ['100%', 2],
    ['_', 1],
    ['(a+b)*', 1],
    ['\\', 1],
    ['"thu"', 2],
    ['.*', 0],
    ["' OR 1=1 --", 0],
    ['%%', 0],
  ])('takes %s literally', (q, count) => expect(codes({ q, year: 2030 })).toHaveLength(count));

  it('puts texts in which the words stand together before those that have them in different places, through pages of any size', async () => {
    const bacGiang = { set: 'vn63', code: '24' } as const;
    const haGiang = { set: 'vn63', code: '02' } as const;
    await surveyed({ ...survey('KCDP-2031-02-001', haGiang, 'Cơ sở Bắc Quang'), planYear: 2031 });
    await surveyed({ ...survey('KCDP-2031-24-001', bacGiang, 'Cơ sở Yên Thế'), planYear: 2031 });
    await surveyed({ ...survey('KCDP-2031-02-002', haGiang, 'Cơ sở Sông Bắc'), planYear: 2031 });
    await new Projector({ log, db, models: [projects] }).catchUp();
    all = pages({});
    const asked = { q: 'bắc giang', year: 2031 };
    expect(codes(asked)).toEqual(['KCDP-2031-24-001', 'KCDP-2031-02-001', 'KCDP-2031-02-002']);
    expect(pages({ ...asked, limit: 1 }).map(({ code }) => code)).toEqual(codes(asked));
    expect(codes({ ...asked, sort: 'code' })).toEqual(['KCDP-2031-02-001', 'KCDP-2031-02-002', 'KCDP-2031-24-001']);
    const { nextCursor } = listProjects(db, { ...asked, limit: 1 });
    expect(() => listProjects(db, { ...asked, sort: 'code', limit: 1, cursor: nextCursor as string })).toThrow(CursorUnknown);
  });

  it('wants every word', () => {
    expect(codes({ q: 'duong khongco' })).toEqual([]);
    expect(codes({ q: '   ' })).toHaveLength(all.length);
  });

  it('finds what a plain comparison of all texts finds', () => {
    for (const q of ['tho cam', 'ung dung', 'hoi cho', 'bac', 'cong ty tnhh 1', 'kcqg-2016', 'kcqg', 'kcqg-2016-0', 'xa, huyen'])
      for (const source of [undefined, 'KCQG'] as const)
        expect([q, ...codes({ q, sort: 'code', ...(source && { source }) })]).toEqual([
          q,
          ...plainly(q)
            .filter((one) => source === undefined || one.source === source)
            .map(({ code }) => code),
        ]);
  });
});

/** Words at the beginning of words in the texts that the database holds. */
function plainly(q: string): readonly ProjectSummary[] {
  const texts = new Map(
    db
      .prepare('SELECT code, search FROM projects_text')
      .all()
      .map(({ code, search }) => [String(code), ` ${String(search).replace(/\n/g, ' ')}`]),
  );
  return all.filter(({ code }) =>
    fold(q)
      .split(' ')
      .every((word) => [' ', '-', '/', '(', '"'].some((sign) => texts.get(code)?.includes(sign + word))),
  );
}

describe('filtering and sorting', () => {
  it('keeps what the filter names, with its count', () => {
    for (const query of [{ source: 'KCQG' }, { year: 2017 }, { stage: 'settled' }, { content: 'ND3b', source: 'KCDP' }] as const) {
      const expected = all.filter((one) =>
        Object.entries(query).every(([key, value]) => one[(key === 'year' ? 'planYear' : key) as 'source'] === value),
      );
      expect(codes(query)).toEqual(expected.map(({ code }) => code));
      expect(listProjects(db, query).total).toBe(expected.length);
      expect(expected.length).toBeGreaterThan(0);
    }
    const [one] = all;
    const [{ n }] = db.prepare('SELECT n FROM projects_text WHERE id = ?').all(one?.id as string) as [{ n: number }];
    expect(codes({ numbers: [n, n + 1, 999_999] })).toEqual([one?.code]);
  });

  it.each(PROJECT_SORTS)('by %s gives every project once, in order, both ways, through pages of any size', (sort) => {
    const random = chance(11);
    for (const descending of [false, true]) {
      const items = pages({ sort, descending, limit: 1 + Math.floor(random() * 50) });
      expect(new Set(items.map(({ id }) => id)).size).toBe(all.length);
      const keys = items.map((one) => (sort === 'title' ? fold(one.title).slice(0, 60) : (one[sort] ?? -1)));
      const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(keys).toEqual(descending ? sorted.reverse() : sorted);
    }
  });
});

describe('a cursor', () => {
  const cursor = () => listProjects(db, { limit: 5 }).nextCursor as string;

  it('is refused with another order or filter, or when it is none', () => {
    expect(() => listProjects(db, { limit: 5, sort: 'title', cursor: cursor() })).toThrow(CursorUnknown);
    expect(() => listProjects(db, { limit: 5, source: 'KCQG', cursor: cursor() })).toThrow(CursorUnknown);
    for (const none of ['', 'x', 'WzFd', 'eyJhIjoxfQ']) expect(() => listProjects(db, { cursor: none })).toThrow(CursorUnknown);
  });

  it('from before a rebuild is recognised', async () => {
    const other = new DatabaseSync(':memory:');
    await new Projector({ log, db: other, models: [projects] }).catchUp();
    expect(() => listProjects(other, { limit: 5, cursor: cursor() })).toThrow(CursorExpired);
  });
});

describe('one project', () => {
  it('is found by id and by code', () => {
    const [one] = all;
    expect(findProject(db, one?.id as string)).toEqual(one);
    expect(findProject(db, one?.code as string)).toEqual(one);
    expect(findProject(db, 'nothing')).toBeNull();
  });
});
