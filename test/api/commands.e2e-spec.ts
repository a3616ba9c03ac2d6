import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '#contracts/problem';
import type { ProjectPage, ProjectRecord } from '#contracts/projects';
import type { Timeline } from '#contracts/timeline';
import type { CommandAnswer } from '#contracts/service';
import { surveyOf } from './need.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => (api = await Served.start([], { TIENDO_DATA: dataDir })), 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const need = (code: string, more: object = {}): object => ({
  ...surveyOf(code),
  beneficiary: { name: 'Công ty TNHH Mây tre', taxCode: '2801234567' },
  ...more,
});
const withdrawal = { occurredOn: '2026-11-02', reason: 'Không còn nhu cầu' };

interface Sent {
  readonly path?: string;
  readonly body: unknown;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const post = ({ path = '', body, key = randomUUID(), headers = {} }: Sent): Promise<Response> =>
  fetch(`${api.url}/api/v1/projects${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, 'tiendo-demo-identity': 'demo:centre-officer', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const answer = async (response: Response): Promise<CommandAnswer> => (await response.json()) as CommandAnswer;
const refused = async (response: Response): Promise<readonly [number, string]> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return [response.status, ((await response.json()) as Problem).code];
};
/** The end of the log, through the figures. */
const head = async (): Promise<string | null> =>
  (await fetch(`${api.url}/api/v1/identity`, { headers: { prefer: 'wait=5' } })).headers.get('tiendo-position');

describe('one change, from HTTP to the screen', () => {
  it('is seen by whoever waits for its position', async () => {
    const done = await post({ body: need('KCQG-2027-38-001') });
    expect([done.status, done.headers.get('etag'), done.headers.get('idempotency-replayed')]).toEqual([201, '"r0"', null]);
    const position = done.headers.get('tiendo-position') ?? '';
    const { project } = await answer(done);
    expect(done.headers.get('location')).toBe(`/api/v1/projects/${project}`);

    const page = await fetch(`${api.url}/api/v1/projects?q=may%20tre`, { headers: { prefer: 'wait=10', 'tiendo-position': position } });
    expect(page.headers.get('preference-applied')).toBe('wait=10');
    expect(((await page.json()) as ProjectPage).items).toMatchObject([{ id: project, code: 'KCQG-2027-38-001', stage: 'surveyed' }]);

    const gone = await post({ path: '/KCQG-2027-38-001/withdrawal', body: withdrawal, headers: { 'if-match': '"r0"' } });
    expect([gone.status, gone.headers.get('etag')]).toEqual([200, '"r1"']);
    const record = (await (await fetch(`${api.url}/api/v1/projects/${project}`)).json()) as ProjectRecord;
    expect(record).toMatchObject({ stage: 'withdrawn', stageOn: '2026-11-02', revision: 1, endReason: 'Không còn nhu cầu' });
    const { entries } = (await (await fetch(`${api.url}/api/v1/projects/${project}/timeline`)).json()) as Timeline;
    expect(entries.map(({ type, actor }) => [type, actor])).toEqual([
      ['NeedSurveyed', 'demo:centre-officer'],
      ['ProjectWithdrawn', 'demo:centre-officer'],
    ]);
  });
});

describe('a project opened a moment ago', () => {
  it('is there by its code at once, and its code is taken', async () => {
    for (let number = 500; number < 520; number++) {
      const code = `KCQG-2027-38-${number}`;
      expect((await post({ body: need(code) })).status).toBe(201);
      expect((await fetch(`${api.url}/api/v1/projects/${code}`)).status).toBe(200);
      expect(await refused(await post({ body: need(code) }))).toEqual([409, 'project-exists']);
    }
  });
});

describe('a code that ten officers want at once', () => {
  it('is one officer’s, and the others are told whose project has it', async () => {
    const before = Number(await head());
    for (const outcome of ['recorded', 'kept-for-later']) {
      const code = `KCQG-2027-38-${outcome === 'recorded' ? 530 : 531}`;
      const said = await Promise.all(Array.from({ length: 10 }, () => post({ body: need(code, { outcome }) })));
      const taken = said.filter(({ status }) => status === 201);
      expect(taken).toHaveLength(1);
      const { project: id } = await answer(taken[0] as Response);
      const problems = await Promise.all(said.filter(({ status }) => status !== 201).map((one) => one.json() as Promise<Problem>));
      expect(problems).toHaveLength(9);
      const status = outcome === 'recorded' ? 'surveyed' : outcome;
      for (const problem of problems) expect(problem).toMatchObject({ code: 'project-exists', facts: { project: code, id, status } });
    }
    expect(Number(await head())).toBe(before + 2);
  });
});

describe('a need that was kept for later', () => {
  it('is taken up once, by who saw it as it stood, and stays the same need', async () => {
    const code = 'KCQG-2027-38-540';
    const path = `/${code}/survey`;
    await post({ body: need(code, { outcome: 'kept-for-later' }) });
    const seen = { 'if-match': '"r0"' };
    const before = await head();
    expect(await refused(await post({ path, body: need(code) }))).toEqual([428, 'precondition-required']);
    expect(await refused(await post({ path, body: need('KCQG-2027-38-541'), headers: seen }))).toEqual([422, 'unknown-name']);
    expect(await refused(await post({ path: '/KCQG-2027-38-541/survey', body: need('KCQG-2027-38-541'), headers: seen }))).toEqual([
      404,
      'project-not-found',
    ]);
    expect(await head()).toBe(before);
    const said = await Promise.all([0, 1].map((year) => post({ path, body: need(code, { planYear: 2027 + year }), headers: seen })));
    expect(said.map(({ status }) => status).sort()).toEqual([200, 412]);
    const again = await post({ path, body: need(code), headers: { 'if-match': '"r1"' } });
    expect(await refused(again)).toEqual([409, 'project-exists']);
    const { stage } = (await (await fetch(`${api.url}/api/v1/projects/${code}`)).json()) as ProjectRecord;
    expect(stage).toBe('surveyed');
  });
});

describe('a repeated command', () => {
  it('gets its first answer and writes nothing', async () => {
    const key = randomUUID();
    const first = await answer(await post({ body: need('KCQG-2027-38-002'), key }));
    const before = await head();
    const again = await post({ body: need('KCQG-2027-38-002'), key: `"${key}"` });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(await answer(again)).toEqual({ ...first, events: 0, replayed: true });
    expect(await head()).toBe(before);
  });

  it('gets it even when its If-Match is old by now', async () => {
    await post({ body: need('KCQG-2027-38-003') });
    const [path, key, headers] = ['/KCQG-2027-38-003/withdrawal', randomUUID(), { 'if-match': '"r0"' }];
    await head();
    expect((await post({ path, body: withdrawal, key, headers })).status).toBe(200);
    const again = await post({ path, body: withdrawal, key, headers });
    expect([again.status, again.headers.get('etag'), again.headers.get('idempotency-replayed')]).toEqual([200, '"r1"', 'true']);
  });

  it('with another body is refused', async () => {
    const key = randomUUID();
    await post({ body: need('KCQG-2027-38-004'), key });
    const other = need('KCQG-2027-38-004', { commune: 'Xã Hoằng Lộc' });
    expect(await refused(await post({ body: other, key }))).toEqual([422, 'command-id-reused']);
  });

  it('for another code, or another project, is refused', async () => {
    const key = randomUUID();
    await post({ body: need('KCQG-2027-38-006'), key });
    await post({ body: need('KCQG-2027-38-007') });
    const before = await head();
    expect(await refused(await post({ body: need('KCQG-2027-38-008'), key }))).toEqual([422, 'command-id-reused']);
    const sent = { path: '/KCQG-2027-38-007/withdrawal', body: withdrawal, key, headers: { 'if-match': '"r0"' } };
    expect(await refused(await post(sent))).toEqual([422, 'command-id-reused']);
    expect(await head()).toBe(before);
  });

  it('sent ten times at once is written once', async () => {
    const [before, key] = [Number(await head()), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 10 }, async () => answer(await post({ body: need('KCQG-2027-38-005'), key }))));
    expect(answers.filter(({ events }) => events > 0)).toHaveLength(1);
    expect(Number(await head())).toBe(before + 1);
  });
});

describe('a command that is refused', () => {
  beforeAll(async () => {
    await post({ body: need('KCQG-2027-38-010') });
    await head();
  });

  const path = '/KCQG-2027-38-010/withdrawal';
  const fresh = need('KCQG-2027-38-011');
  const oversize = ' '.repeat(256 * 1024);
  it.each<[string, Sent, number, string]>([
    ['without a key', { body: fresh, key: '' }, 400, 'command-id-required'],
    ['with a key that is no UUID', { body: fresh, key: 'again' }, 400, 'command-id-required'],
    ['as text', { body: fresh, headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
    ['as a form', { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'unsupported-media-type'],
    ['as JSON of another kind', { body: fresh, headers: { 'content-type': 'application/jsonp' } }, 415, 'unsupported-media-type'],
    ['in utf-7', { body: fresh, headers: { 'content-type': 'application/json; charset=utf-7' } }, 415, 'unsupported-charset'],
    ['compressed, and not', { body: fresh, headers: { 'content-encoding': 'gzip' } }, 400, 'malformed-encoding'],
    ['compressed as nobody asked', { body: fresh, headers: { 'content-encoding': 'br' } }, 415, 'unsupported-encoding'],
    ['over 256 KiB', { body: `${oversize}{}` }, 413, 'payload-too-large'],
    ['that is no JSON', { body: "{'a':1}" }, 400, 'malformed-json'],
    ['that is empty', { body: '' }, 400, 'malformed-json'],
    ['nested without end', { body: '['.repeat(100_000) }, 400, 'too-deep'],
    ['nested deeper than 32', { body: `${'{"a":'.repeat(33)}1${'}'.repeat(33)}` }, 400, 'too-deep'],
    ['nested 20,000 deep', { body: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}` }, 400, 'too-deep'],
    ['with a prototype', { body: '{"__proto__":{"admin":true}}' }, 400, 'forbidden-key'],
    ['with a constructor', { body: '{"constructor":{"prototype":{}}}' }, 400, 'forbidden-key'],
    ['as a list', { body: [fresh] }, 422, 'invalid-body'],
    ['with a field of the server’s', { body: need('KCQG-2027-38-011', { actor: 'me' }) }, 422, 'invalid-body'],
    ['with a list for an object', { body: need('KCQG-2027-38-011', { province: [] }) }, 422, 'invalid-body'],
    ['with text for a number', { body: need('KCQG-2027-38-011', { planYear: '2027' }) }, 422, 'invalid-body'],
    ['with a blank', { body: need('KCQG-2027-38-011', { commune: '   ' }) }, 422, 'invalid-body'],
    ['with NUL in a text', { body: need('KCQG-2027-38-011', { commune: 'a\u0000b' }) }, 422, 'invalid-body'],
    ['with a text turned around', { body: need('KCQG-2027-38-011', { commune: 'a\u202Eb' }) }, 422, 'invalid-body'],
    [
      'with a province of the other set',
      { body: need('KCQG-2027-38-011', { province: { set: 'vn34', code: '02' } }) },
      422,
      'invalid-body',
    ],
    ['with a day that is none', { body: need('KCQG-2027-38-011', { occurredOn: '2026-02-29' }) }, 422, 'invalid-body'],
    ['of tomorrow', { body: need('KCQG-2027-38-011', { occurredOn: '2200-01-01' }) }, 422, 'in-the-future'],
    ['not eligible without a reason', { body: need('KCQG-2027-38-011', { outcome: 'not-eligible' }) }, 422, 'blank'],
    ['for a code that is taken', { body: need('KCQG-2027-38-010') }, 409, 'project-exists'],
    ['without If-Match', { path, body: withdrawal }, 428, 'precondition-required'],
    ['with If-Match *', { path, body: withdrawal, headers: { 'if-match': '*' } }, 428, 'precondition-required'],
    ['with a weak If-Match', { path, body: withdrawal, headers: { 'if-match': 'W/"r0"' } }, 400, 'bad-precondition'],
    ['with an old If-Match', { path, body: withdrawal, headers: { 'if-match': '"r7"' } }, 412, 'changed-meanwhile'],
    ['of no project', { path: '/nope/withdrawal', body: withdrawal, headers: { 'if-match': '"r0"' } }, 404, 'project-not-found'],
  ])('%s changes nothing', async (_how, sent, status, code) => {
    const before = await head();
    expect(await refused(await post(sent))).toEqual([status, code]);
    expect(await head()).toBe(before);
  });

  it('to a code that nobody has names the code', async () => {
    const unknown = await post({ path: '/KCQG-2027-38-999/withdrawal', body: withdrawal, headers: { 'if-match': '"r0"' } });
    expect([unknown.status, (await unknown.json()) as Problem]).toMatchObject([404, { facts: { project: 'KCQG-2027-38-999' } }]);
  });

  it('is told what happened since', async () => {
    const first = await post({ path, body: withdrawal, headers: { 'if-match': '"r0"' } });
    expect(first.status).toBe(200);
    const late = await post({ path, body: withdrawal, headers: { 'if-match': '"r0"' } });
    const { status, facts } = (await late.json()) as Problem;
    expect([status, late.headers.get('etag')]).toEqual([412, '"r1"']);
    expect(facts).toMatchObject({
      expected: 0,
      actual: 1,
      since: [{ revision: 1, type: 'ProjectWithdrawn', actor: 'demo:centre-officer' }],
    });
  });

  it('by the rules names what is allowed instead', async () => {
    const again = await post({ path, body: { ...withdrawal, reason: 'Lần nữa' }, headers: { 'if-match': '"r1"' } });
    expect([again.status, (await answer(again)).events]).toEqual([200, 0]);
    const eligible = await answer(
      await post({ body: need('KCQG-2027-38-012', { outcome: 'not-eligible', reason: 'Không đúng đối tượng' }) }),
    );
    const dead = await post({ path: `/${eligible.project}/withdrawal`, body: withdrawal, headers: { 'if-match': '"r0"' } });
    expect(dead.status).toBe(409);
    expect((await dead.json()) as Problem).toMatchObject({
      code: 'illegal-transition',
      facts: { status: 'not-eligible', allowed: expect.any(Array) },
    });
  });
});
