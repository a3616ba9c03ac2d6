import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { packageRoot } from '#config/package-root';
import type { DelayedReport, ProvinceBoard, RegionReport } from '#contracts/figures';
import type { Problem } from '#contracts/problem';
import type { ProjectPage, ProjectRecord } from '#contracts/projects';
import type { Timeline } from '#contracts/timeline';
import type { Reference } from '#contracts/reference';
import { newDataDir, removeDataDir, Served } from './served.ts';

const BEFORE_THE_IMPORT = '2020-01-01';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => (api = await Served.start(['--first-run'], { TIENDO_DATA: dataDir })), 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${api.url}${path}`, { headers });
const json = async <Body>(path: string, headers: Record<string, string> = {}): Promise<Body> => {
  const response = await get(path, headers);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return (await response.json()) as Body;
};
const problem = async (response: Response): Promise<Problem> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return (await response.json()) as Problem;
};

describe('the first run', () => {
  it('prints the table of the northern conference of 2022 and where the console is', () => {
    expect(api.stdout).toMatch(/Toàn vùng\s.*174,3\s+73,7\s+42,3/);
    expect(api.stdout).toMatch(/Giải ngân, quyết toán chậm/);
    expect(api.stdout).toContain(`${api.url}/`);
    expect(api.stdout).toContain('dùng thử');
    expect(api.stderr).toContain('Lần chạy đầu tiên');
    expect(api.stderr).toContain('760');
  });
});

describe('figures', () => {
  const region = (more = ''): Promise<RegionReport> => json(`/api/v1/reports/region?region=north&year=2022&asOf=2022-09-30${more}`);

  it('are those of the conference', async () => {
    const expected = JSON.parse(
      readFileSync(join(packageRoot(), 'libs/reference/data/expected-report-north-2022-09-30.json'), 'utf8'),
    ) as RegionReport;
    const report = await region();
    expect(report).toMatchObject(expected as unknown as Record<string, unknown>);
    const { plan, executed, percent } = report.totals.all.printed;
    expect([plan, executed, percent]).toEqual(['174,3', '73,7', '42,3']);
  });

  it('show nothing of what was not yet known', async () => {
    const report = await region(`&knownAt=${BEFORE_THE_IMPORT}`);
    expect(report.totals.all).toMatchObject({ plan: 0, executed: 0, percent: null });
    const board = await json<ProvinceBoard>(`/api/v1/board?year=2022&asOf=2022-09-30&knownAt=${BEFORE_THE_IMPORT}`);
    expect(board.total).toMatchObject({ projects: 0, plan: 0, late: 0 });
    const { rows } = await json<DelayedReport>(`/api/v1/reports/delayed?asOf=2022-09-30&knownAt=${BEFORE_THE_IMPORT}`);
    expect(rows).toEqual([]);
    expect((await get(`/api/v1/projects/KCQG-2022-38-001?knownAt=${BEFORE_THE_IMPORT}`)).status).toBe(404);
  });

  it('agree between the report, the board of either set of provinces, and the late list', async () => {
    const { totals } = await region();
    for (const set of ['vn63', 'vn34']) {
      const { total } = await json<ProvinceBoard>(`/api/v1/board?year=2022&asOf=2022-09-30&set=${set}`);
      expect(total).toMatchObject({ plan: totals.all.plan, executed: totals.all.executed });
    }
    const { rows } = await json<DelayedReport>('/api/v1/reports/delayed?asOf=2022-09-30&year=2022&state=late');
    const { total } = await json<ProvinceBoard>('/api/v1/board?year=2022&asOf=2022-09-30');
    expect(rows.length).toBe(total.late);
    expect(rows.every(({ state }) => state === 'late')).toBe(true);
  });
});

describe('projects', () => {
  it('are found without marks and by the province of today', async () => {
    const byOld = await json<ProjectPage>('/api/v1/projects?q=bac%20giang&year=2022&limit=200');
    const byNew = await json<ProjectPage>('/api/v1/projects?q=bac%20ninh&year=2022&province=vn63.24');
    expect(byNew.total).toBeGreaterThan(0);
    expect(byOld.items.map(({ code }) => code)).toEqual(expect.arrayContaining(byNew.items.map(({ code }) => code)));
  });

  it('come page by page, each once, by the link of the page before', async () => {
    const codes: string[] = [];
    let next: string | null = '/api/v1/projects?year=2021&source=KCQG&sort=-approved&limit=37';
    let total = 0;
    while (next !== null) {
      const response: Response = await get(next);
      const page = (await response.json()) as ProjectPage;
      codes.push(...page.items.map(({ code }) => code));
      ({ total } = page);
      next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? null;
      expect(next === null).toBe(page.nextCursor === null);
    }
    expect(total).toBeGreaterThan(100);
    expect(new Set(codes).size).toBe(total);
    expect(codes.length).toBe(total);
  });

  it('that are late are those of the late list', async () => {
    const { rows } = await json<DelayedReport>('/api/v1/reports/delayed?asOf=2022-09-30&state=late');
    const { total } = await json<ProjectPage>('/api/v1/projects?late=true&asOf=2022-09-30&limit=1');
    expect(total).toBe(new Set(rows.map(({ project }) => project)).size);
  });

  it('refuses a cursor of another list', async () => {
    const { nextCursor } = await json<ProjectPage>('/api/v1/projects?limit=1');
    const response = await get(`/api/v1/projects?limit=1&sort=title&cursor=${nextCursor ?? ''}`);
    expect(response.status).toBe(400);
    expect((await problem(response)).code).toBe('bad-cursor');
  });
});

describe('a record', () => {
  it('has its revision as entity tag and is not sent twice', async () => {
    const response = await get('/api/v1/projects/KCQG-2022-38-001');
    const record = (await response.json()) as ProjectRecord;
    const etag = response.headers.get('etag') ?? '';
    expect(etag).toBe(`"r${record.revision}"`);
    expect(response.headers.get('tiendo-position')).toBe(record.position);
    const again = await get(`/api/v1/projects/${record.id}`, { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await get(`/api/v1/projects/${record.id}`, { 'if-none-match': '"r999"' })).status).toBe(200);
  });

  it('is that of the day asked for', async () => {
    const early = await json<ProjectRecord>('/api/v1/projects/KCQG-2022-38-001?asOf=2021-12-31');
    const late = await json<ProjectRecord>('/api/v1/projects/KCQG-2022-38-001?asOf=2022-12-31');
    expect(early.revision).toBeLessThan(late.revision);
    expect(late.money.approved).toBeGreaterThan(0);
  });

  it('tells what happened, oldest first, in both languages', async () => {
    const { entries } = await json<Timeline>('/api/v1/projects/KCQG-2022-38-001/timeline');
    expect(entries.length).toBeGreaterThan(5);
    const days = entries.map(({ occurredOn }) => occurredOn);
    expect(days).toEqual([...days].sort());
    for (const { sentence } of entries) expect(Math.min(sentence.vi.length, sentence.en.length)).toBeGreaterThan(10);
  });
});

describe('every answer', () => {
  const asked = {
    '/health/live': 'Live',
    '/health/ready': 'Ready',
    '/api/v1/identity': 'Identity',
    '/api/v1/reference': 'Reference',
    '/api/v1/board?year=2022&asOf=2022-09-30': 'ProvinceBoard',
    '/api/v1/reports/region?region=north&asOf=2022-09-30': 'RegionReport',
    '/api/v1/reports/delayed?asOf=2022-09-30': 'DelayedReport',
    '/api/v1/reports/explain?path=totals.all.percent&region=north&year=2022&asOf=2022-09-30': 'Explanation',
    '/api/v1/reports/explain?path=totals.all.plan&region=north&year=2022&asOf=2022-09-30&knownAt=2020-01-01': 'Explanation',
    '/api/v1/reports/diff?region=north&from=2022-06-30&to=2022-07-05': 'FigureDifference',
    '/api/v1/projects?limit=200': 'ProjectPage',
    '/api/v1/projects/KCQG-2022-38-001': 'ProjectRecord',
    '/api/v1/projects/KCQG-2022-38-001?asOf=2022-09-30': 'ProjectRecord',
    '/api/v1/projects/KCQG-2022-38-001/timeline': 'Timeline',
  };

  it.each(Object.entries(asked))('of %s is what the description says: %s', async (path, name) => {
    const { components } = await json<{ components: object }>('/api/openapi.json');
    const ajv = new Ajv2020({ strict: true, strictRequired: true, allowUnionTypes: true });
    formats.default(ajv);
    ajv.addVocabulary(['components']);
    ajv.addSchema({ $id: 'api', components }, 'api');
    const validate = ajv.compile({ $ref: `api#/components/schemas/${name}` });
    const body = await json<Record<string, unknown>>(path);
    expect([validate(body), validate.errors]).toEqual([true, null]);
    const [first = ''] = Object.keys(body);
    expect(validate({ ...body, [first]: { not: 'this' } })).toBe(false);
  });

  it('says its position and keeps foreign pages out', async () => {
    for (const path of ['/api/v1/identity', '/api/v1/board', '/api/v1/nothing']) {
      const { headers } = await get(path);
      expect(headers.get('tiendo-position')).toMatch(/^\d{16}$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('is the same for HEAD, without its body', async () => {
    const response = await fetch(`${api.url}/api/v1/identity`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it('names the demo identity as one', async () =>
    expect(await json('/api/v1/identity')).toMatchObject({ id: 'demo:officer', demo: true }));

  it('of the reference has the years and days of the register', async () =>
    expect(await json<Reference>('/api/v1/reference')).toMatchObject({ years: [2022, 2021] }));
});

describe('waiting for a position', () => {
  it('answers at once when it is reached, and without the mark when it is not', async () => {
    const position = (await get('/api/v1/board')).headers.get('tiendo-position') ?? '';
    const reached = await get('/api/v1/board', { prefer: 'wait=5', 'tiendo-position': position });
    expect(reached.headers.get('preference-applied')).toBe('wait=5');
    const never = await get('/api/v1/board', { prefer: 'wait=0', 'tiendo-position': '9999999999999999' });
    expect([never.status, never.headers.get('preference-applied')]).toEqual([200, null]);
    expect((await get('/api/v1/board', { 'tiendo-position': 'x' })).status).toBe(400);
  });
});

describe('a bad request', () => {
  it.each([
    ['/api/v1/board?asOf=2022-02-30', 400, 'bad-date', 'asOf'],
    ['/api/v1/board?asOf=30/09/2022', 400, 'bad-date', 'asOf'],
    ['/api/v1/board?knownAt=2022-13-01', 400, 'bad-date', 'knownAt'],
    ['/api/v1/board?knownAt=0000-00-00', 400, 'bad-date', 'knownAt'],
    ['/api/v1/reports/region', 400, 'bad-parameter', 'region'],
    ['/api/v1/reports/region?region=North', 400, 'bad-parameter', 'region'],
    ['/api/v1/reports/region?region=north&year=2022.5', 400, 'bad-parameter', 'year'],
    ['/api/v1/board?year=1e3', 400, 'bad-parameter', 'year'],
    ['/api/v1/board?set=vn99', 400, 'bad-parameter', 'set'],
    ['/api/v1/board?source=__proto__', 400, 'bad-parameter', 'source'],
    ['/api/v1/board?unknown=1', 400, 'unknown-parameter', 'unknown'],
    ['/api/v1/board?__proto__=1', 400, 'unknown-parameter', '__proto__'],
    ['/api/v1/board?constructor=1', 400, 'unknown-parameter', 'constructor'],
    ['/api/v1/board?year=2022&year=2022', 400, 'repeated-parameter', 'year'],
    ['/api/v1/projects?limit=0', 400, 'bad-limit', 'limit'],
    ['/api/v1/projects?limit=201', 400, 'bad-limit', 'limit'],
    ['/api/v1/projects?limit=1e9', 400, 'bad-limit', 'limit'],
    ['/api/v1/projects?limit=-1', 400, 'bad-limit', 'limit'],
    ['/api/v1/projects?limit=abc', 400, 'bad-limit', 'limit'],
    ['/api/v1/projects?limit=1.5', 400, 'bad-limit', 'limit'],
    ['/api/v1/projects?cursor=xyz', 400, 'bad-cursor', 'cursor'],
    ['/api/v1/projects?province=vn63.99', 400, 'bad-parameter', 'province'],
    ['/api/v1/projects?late=yes', 400, 'bad-parameter', 'late'],
    [`/api/v1/projects?q=${'a'.repeat(201)}`, 400, 'bad-parameter', 'q'],
    [`/api/v1/board?${Array.from({ length: 1100 }, (_, n) => `p${n}=1`).join('&')}`, 400, 'too-many-parameters', undefined],
    ['/api/v1/projects/nope', 404, 'project-not-found', undefined],
    ['/api/v1/projects/00000000-0000-0000-0000-000000000000', 404, 'project-not-found', undefined],
    ['/api/v1/projects/%5Bobject%20Object%5D', 404, 'project-not-found', undefined],
    ['/api/v1/projects/..%2f..%2fetc', 400, 'bad-url', undefined],
    ['/api/v1/projects/..%5c..%5cetc', 400, 'bad-url', undefined],
    ['/api/v1/projects/%00', 400, 'bad-url', undefined],
    ['/api/v1/projects/%E0%A4%A', 400, 'bad-url', undefined],
    ['/api/v1/nothing', 404, 'not-found', undefined],
    ['/api/v2/board', 404, 'not-found', undefined],
  ])('%s is %i %s', async (path, status, code, parameter) => {
    const response = await get(path.slice(0, 12_000));
    const found = await problem(response);
    expect([response.status, found.status, found.code, found.type]).toEqual([status, status, code, `/problems/${code}`]);
    expect(found.errors?.[0]?.parameter).toBe(parameter);
    expect(found.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(found)).not.toMatch(/\n\s+at |node_modules|SELECT|\.ts\b|\.js\b/);
  });

  it('names every fault at once', async () => {
    const { errors } = await problem(await get('/api/v1/board?asOf=x&set=y&foo=z'));
    expect(errors?.map(({ parameter, code }) => `${parameter} ${code}`).sort()).toEqual([
      'asOf bad-date',
      'foo unknown-parameter',
      'set bad-parameter',
    ]);
  });

  it('is told so in the caller’s language, under the same title', async () => {
    const [vi, en] = await Promise.all(
      ['vi', 'en'].map(async (language) => problem(await get('/api/v1/projects/nope', { 'accept-language': language }))),
    );
    expect([vi?.title, vi?.detail, en?.title, en?.detail]).toEqual([
      'No such project',
      'Không có đề án nope.',
      'No such project',
      'There is no project nope.',
    ]);
  });

  it('keeps the caller’s trace id', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const response = await get('/api/v1/nothing', { traceparent: `00-${trace}-b7ad6b7169203331-01` });
    expect((await problem(response)).traceId).toBe(trace);
  });

  it.each(['TRACE', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'])('by %s is 405 with what is allowed', async (method) => {
    const found = await new Promise<{ status: number | undefined; allow: string | undefined }>((resolve, reject) => {
      const request = rawRequest(`${api.url}/api/v1/identity`, { method }, (response) => {
        response.resume();
        resolve({ status: response.statusCode, allow: response.headers.allow });
      });
      request.on('error', reject).end();
    });
    expect(found).toEqual({ status: 405, allow: 'GET, HEAD' });
  });

  it('for another type than JSON is 406', async () => {
    for (const accept of ['application/xml', 'text/html', 'application/json;q=0'])
      expect((await get('/api/v1/board', { accept })).status).toBe(406);
    for (const accept of ['*/*', 'application/*', 'text/html, */*;q=0.1'])
      expect((await get('/api/v1/identity', { accept })).status).toBe(200);
  });

  it('ignores a method that a header asks for', async () =>
    expect((await get('/api/v1/identity', { 'x-http-method-override': 'DELETE' })).status).toBe(200));

  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(api.url);
      let answer = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
      socket
        .on('data', (chunk) => (answer += chunk.toString()))
        .on('close', () => resolve(answer))
        .on('error', reject);
    });

  it('under a foreign host name is 421', async () => {
    expect(await raw('GET /api/v1/identity HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 421 [\s\S]*bad-host/,
    );
    expect(await raw('GET /api/v1/identity HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each([
    ['GET /api/v1/identity HTTP/9.9\r\n\r\n', 400],
    ['NONSENSE\r\n\r\n', 400],
    [`GET /${'a'.repeat(17_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
  ])('that cannot be parsed is a problem too: %#', async (text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*application/problem\\+json[\\s\\S]*"code"`));
  });
});

describe('pages', () => {
  it('explain every problem at its type', async () => {
    const response = await get('/problems/bad-date');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('không phải là một ngày');
    for (const code of ['nothing', '__proto__', 'constructor']) expect((await get(`/problems/${code}`)).status).toBe(404);
  });

  it('of the console are one page for every address of its own, never kept, and files kept for ever', async () => {
    const page = await get('/projects/KCQG-2022-38-001', { accept: 'text/html' });
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? '';
    const asset = await get(script);
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await get('/projects/x', { accept: 'application/json' })).status).toBe(404);
    expect((await get(`/assets/${randomUUID()}.js`)).status).toBe(404);
    expect((await get('/..%2f..%2fpackage.json')).status).toBe(404);
  });
});
