import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Explanation, FigureDifference } from '#contracts/explanations';
import type { Problem } from '#contracts/problem';
import { newDataDir, removeDataDir, Served } from './served.ts';

const data = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => {
  api = await Served.start(['--first-run'], { TIENDO_DATA: data });
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(data);
});

const NINE_MONTHS = 'region=north&year=2022&asOf=2022-09-30';
const get = (path: string): Promise<Response> => fetch(`${api.url}/api/v1/reports/${path}`);
async function json<Body>(path: string): Promise<Body> {
  const response = await get(path);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return (await response.json()) as Body;
}
const sumOf = (effects: readonly (number | undefined)[]): number => effects.reduce<number>((sum, effect) => sum + (effect ?? 0), 0);

describe('GET /api/v1/reports/explain', () => {
  it('gives the figure and its projects by page, at the position of the answer', async () => {
    const response = await get(`explain?path=totals.all.executed&${NINE_MONTHS}&limit=100`);
    let page = (await response.json()) as Explanation;
    expect(response.headers.get('tiendo-position')).toBe(page.position);
    expect(page).toMatchObject({ printed: '73,7', result: 73_680_000_000, projectCount: 215 });
    const projects = [...page.projects];
    while (page.nextCursor !== null) {
      page = await json<Explanation>(`explain?path=totals.all.executed&${NINE_MONTHS}&limit=100&cursor=${page.nextCursor}`);
      projects.push(...page.projects);
    }
    expect(new Set(projects.map(({ id }) => id)).size).toBe(215);
    expect(sumOf(projects.flatMap(({ events }) => events.map(({ effects }) => effects['executed'])))).toBe(73_680_000_000);
  });

  it('follows the board’s filters and the late list', async () => {
    const board = await json<Explanation>(`explain?path=board.total.late&source=KCQG&${NINE_MONTHS}`);
    expect(board).toMatchObject({ unit: 'count', source: 'KCQG', year: 2022 });
    expect(board.projects.every(({ source }) => source === 'KCQG')).toBe(true);
    const late = await json<Explanation>('explain?path=delayed.settlement.late&asOf=2022-01-25');
    expect(late).toMatchObject({ path: 'delayed.settlement.late.vnd', year: null, region: null });
    expect(late.projectCount).toBeGreaterThan(0);
  });

  it('is counted from what was known', async () => {
    const found = await json<Explanation>(`explain?path=totals.all.percent&knownAt=2020-01-01&${NINE_MONTHS}`);
    expect(found).toMatchObject({ result: null, projects: [], leftOut: { sums: { plan: 174_300_000_000 } } });
  });

  it.each([
    [`explain?path=totals.all.percnt&${NINE_MONTHS}`, 400, 'unknown-figure'],
    [`explain?path=totals.all.plan&year=2022`, 400, 'bad-parameter'],
    [`explain?path=totals.all.plan&source=KCQG&${NINE_MONTHS}`, 400, 'bad-parameter'],
    [`explain?${NINE_MONTHS}`, 400, 'bad-parameter'],
    [`explain?path=${'x'.repeat(61)}&${NINE_MONTHS}`, 400, 'bad-parameter'],
    [`explain?path=totals.all.plan&path=totals.all.percent&${NINE_MONTHS}`, 400, 'repeated-parameter'],
    [`explain?path=totals.all.plan&${NINE_MONTHS}&limit=0`, 400, 'bad-limit'],
    [`explain?path=totals.all.plan&${NINE_MONTHS}&cursor=xyz`, 400, 'bad-cursor'],
    [`explain?path=totals.all.plan&${NINE_MONTHS}&knownAt=2022-02-30`, 400, 'bad-date'],
    [`explain?path=totals.all.plan&${NINE_MONTHS}&on=2022-02-20`, 400, 'unknown-parameter'],
    ['diff?region=north&from=2022-06-30', 400, 'bad-date'],
    ['diff?from=2022-06-30&to=2022-09-30', 400, 'bad-parameter'],
    ['diff?region=north&from=2022-06-30&to=2022-09-30&path=total', 400, 'unknown-figure'],
    ['diff?region=north&from=2022-06-30&to=2022-09-30&cursor=WyIiLCJkaWZmICIsIngiLDBd', 410, 'cursor-expired'],
  ])('%s is answered with %i %s', async (path, status, code) => {
    const response = await get(path);
    const problem = (await response.json()) as Problem;
    expect([response.status, problem.code, problem.type]).toEqual([status, code, `/problems/${code}`]);
    if (code === 'unknown-figure') expect(problem.facts?.['nearest']).toHaveLength(5);
  });
});

describe('GET /api/v1/reports/diff', () => {
  it('gives what changed and the events behind, whole or of one figure', async () => {
    const whole = await json<FigureDifference>('diff?region=north&from=2022-06-30&to=2022-07-05&limit=200');
    const change = whole.figures.find(({ path }) => path === 'totals.KCDP.samePeriod')?.change ?? 0;
    const one = await json<FigureDifference>('diff?region=north&from=2022-06-30&to=2022-07-05&path=totals.KCDP.samePeriod');
    expect(one.figures.map(({ change: moved }) => moved)).toEqual([change]);
    expect(sumOf(one.projects.flatMap(({ events }) => events.map(({ effects }) => effects['samePeriod'])))).toBe(change);
    expect(one.projectCount).toBeLessThan(whole.projectCount);
    expect(whole.stages).toEqual([{ from: 'contracted', to: 'executing', projects: 6 }]);
  });
});
