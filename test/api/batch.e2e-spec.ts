import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchAnswer } from '#contracts/batch';
import type { Job, JobList } from '#contracts/jobs';
import type { Problem } from '#contracts/problem';
import { eventually } from '#testkit/eventually';
import { newDataDir, removeDataDir, Served } from './served.ts';
import { surveyOf } from './need.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => (api = await Served.start([], { TIENDO_DATA: dataDir })), 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const opening = (code: string): object => ({ act: 'projects', commandId: randomUUID(), body: surveyOf(code) });
const leaving = (project: string, ifMatch = '"r0"'): object => ({
  project,
  act: 'withdrawal',
  ifMatch,
  commandId: randomUUID(),
  body: { occurredOn: '2026-11-02', reason: 'Không còn nhu cầu' },
});

const post = (items: readonly object[], query = ''): Promise<Response> =>
  fetch(`${api.url}/api/v1/commands/batch${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'tiendo-demo-identity': 'demo:centre-officer' },
    body: JSON.stringify({ items }),
  });
const batch = async (items: readonly object[], query = ''): Promise<BatchAnswer> =>
  (await (await post(items, query)).json()) as BatchAnswer;
const head = async (): Promise<string | null> =>
  (await fetch(`${api.url}/api/v1/identity`, { headers: { prefer: 'wait=5' } })).headers.get('tiendo-position');
const statuses = ({ items }: BatchAnswer): readonly unknown[] =>
  items.map(({ status, problem, answer }) => [status, problem?.code ?? answer?.events]);

describe('a batch', () => {
  it('tried first writes nothing and says what each command would do, one after the other', async () => {
    await batch([opening('KCQG-2027-38-001'), opening('KCQG-2027-38-002')]);
    const before = await head();
    const tried = await batch(
      [leaving('KCQG-2027-38-001'), leaving('KCQG-2027-38-001', '"r1"'), leaving('KCQG-2027-38-002', '"r9"'), opening('KCQG-2027-38-002')],
      '?dryRun=true',
    );
    expect(statuses(tried)).toEqual([
      [200, 1],
      [200, 0],
      [412, 'changed-meanwhile'],
      [409, 'project-exists'],
    ]);
    expect([tried.dryRun, tried.totals.taken, tried.totals.refused]).toEqual([true, 2, 2]);
    expect(await head()).toBe(before);
  });

  it('does each command as if it were sent alone, and again gives the first answers', async () => {
    const items = [opening('KCQG-2027-38-010'), leaving('nobody'), opening('KCQG-2027-38-011')];
    const first = await batch(items);
    expect(statuses(first)).toEqual([
      [201, 1],
      [404, 'project-not-found'],
      [201, 1],
    ]);
    const after = await head();
    const again = await batch(items);
    expect(again.items.map(({ answer }) => answer?.replayed ?? null)).toEqual([true, null, true]);
    expect(again.items[0]?.project).toBe(first.items[0]?.project);
    expect(await head()).toBe(after);
  });

  it('opens a code once, tried or done', async () => {
    const items = [opening('KCQG-2027-38-030'), opening('KCQG-2027-38-030')];
    for (const query of ['?dryRun=true', '']) {
      const said = await batch(items, query);
      expect(statuses(said)).toEqual([
        [201, 1],
        [409, 'project-exists'],
      ]);
      expect(said.items.map(({ project, answer }) => project === answer?.project)).toEqual([true, false]);
      expect(said.items[1]?.problem?.facts).toEqual({ project: 'KCQG-2027-38-030', id: said.items[0]?.project, status: 'surveyed' });
    }
  });

  it('names the place of a fault in each command', async () => {
    const bad = { ...(opening('KCQG-2027-38-020') as { body: object }), body: { ...surveyOf('x'), more: 1 } };
    const { items } = await batch(
      [bad, { ...leaving('x'), act: 'unheard-of' }, { ...leaving('x'), ifMatch: undefined }, { ...opening('y'), project: 'y' }],
      '?dryRun=true',
    );
    expect(items.map(({ status, problem }) => [status, problem?.errors?.map(({ pointer, code }) => `${pointer} ${code}`)])).toEqual([
      [422, expect.arrayContaining(['/items/0/body/more unknown-field', '/items/0/body/code pattern'])],
      [422, ['/items/1/act choice']],
      [428, undefined],
      [422, ['/items/3/project unknown-field']],
    ]);
  });

  it.each<[string, readonly object[], string]>([
    ['of nothing', [], '/items too-few-items'],
    ['of too many', Array.from({ length: 201 }, () => ({})), '/items too-many-items'],
    ['of a command without an id', [{ ...leaving('x'), commandId: 'x' }], '/items/0/commandId pattern'],
    ['of a command with a body that is none', [{ ...leaving('x'), body: [] }], '/items/0/body type'],
  ])('%s is refused as a whole', async (_how, items, fault) => {
    const response = await post(items);
    const { code, errors } = (await response.json()) as Problem;
    expect([response.status, code, `${errors?.[0]?.pointer} ${errors?.[0]?.code}`]).toEqual([422, 'invalid-body', fault]);
  });

  it('of more than 50 becomes a job, whose result is the same', async () => {
    const items = Array.from({ length: 60 }, (_, n) => opening(`KCDP-2027-38-${String(100 + n)}`));
    const response = await post(items);
    const started = (await response.json()) as Job;
    expect([response.status, response.headers.get('location'), started.kind, started.total]).toEqual([
      202,
      `/api/v1/jobs/${started.id}`,
      'batch',
      60,
    ]);
    let job = started;
    await eventually(async () => {
      job = (await (await fetch(`${api.url}/api/v1/jobs/${started.id}`)).json()) as Job;
      return job.state !== 'queued' && job.state !== 'running';
    });
    expect([job.state, job.done, (job.result as BatchAnswer).totals.taken]).toEqual(['done', 60, 60]);
    expect(((await (await fetch(`${api.url}/api/v1/jobs`)).json()) as JobList).items.map(({ id }) => id)).toContain(started.id);
    const over = await fetch(`${api.url}/api/v1/jobs/${started.id}`, { method: 'DELETE' });
    expect([over.status, ((await over.json()) as Problem).code]).toEqual([409, 'job-over']);
    expect((await fetch(`${api.url}/api/v1/jobs/${randomUUID()}`)).status).toBe(404);
  });
});

describe('one command, sent twice at once', () => {
  it('runs once; the second is told to come back, or gets the first answer', async () => {
    const send = (key: string, code: string): Promise<Response> =>
      fetch(`${api.url}/api/v1/projects`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'tiendo-demo-identity': 'demo:centre-officer', 'idempotency-key': key },
        body: JSON.stringify(surveyOf(code)),
      });
    const seen = new Set<string>();
    // A fast server may be through with the first before the second arrives.
    for (let n = 100; n < 200 && !seen.has('409 1 null'); n++) {
      const [key, code] = [randomUUID(), `KCQG-2027-38-${n}`];
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(key, code)));
      const told = answers.map(({ status, headers }) => [status, headers.get('retry-after'), headers.get('idempotency-replayed')]);
      const texts = told.map((parts) => parts.map(String).join(' '));
      expect(texts.filter((text) => text === '201 null null').length).toBe(1);
      for (const text of texts) seen.add(text);
      const last = await send(key, code);
      expect([last.status, last.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    }
    expect([...seen].filter((text) => !['201 null null', '201 null true', '409 1 null'].includes(text))).toEqual([]);
    expect(seen).toContain('409 1 null');
  });

  it('is not held against who hung up before the answer', async () => {
    const path = '/api/v1/projects';
    for (let n = 0; n < 20; n++) {
      const headers = {
        'content-type': 'application/json',
        'tiendo-demo-identity': 'demo:centre-officer',
        'idempotency-key': randomUUID(),
      };
      const body = JSON.stringify(surveyOf(`KCQG-2027-38-${300 + n}`));
      const gone = new AbortController();
      const left = fetch(`${api.url}${path}`, { method: 'POST', headers, body, signal: gone.signal }).catch(() => null);
      setTimeout(() => gone.abort(), n % 5);
      await left;
      let again = await fetch(`${api.url}${path}`, { method: 'POST', headers, body });
      for (let tries = 0; again.status === 409 && tries < 50; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        again = await fetch(`${api.url}${path}`, { method: 'POST', headers, body });
      }
      expect(again.status).toBe(201);
    }
  });
});
