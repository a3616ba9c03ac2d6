import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CausationChain, CausationNode } from '#contracts/causation';
import type { RecordDifference } from '#contracts/difference';
import type { ProjectResource } from '#contracts/projects';
import type { Problem } from '#contracts/problem';
import type { Timeline } from '#contracts/timeline';
import { newDataDir, removeDataDir, Served } from './served.ts';
import { machine } from './walk-through/stories.ts';
import { Walker } from './walk-through/walker.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
let project: string;
beforeAll(async () => {
  api = await Served.start([], { TIENDO_DATA: dataDir });
  const walker = new Walker(api.url);
  for await (const step of walker.walk(machine)) void step;
  project = `/api/v1/projects/${(await walker.record()).id}`;
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const get = (path: string, identity?: string): Promise<Response> =>
  fetch(`${api.url}${path}`, { headers: identity === undefined ? {} : { 'tiendo-demo-identity': identity } });
async function json<Body>(path: string, identity?: string): Promise<Body> {
  const response = await get(path, identity);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as Body;
}
const entries = async (query: string, identity?: string): Promise<Timeline['entries']> =>
  (await json<Timeline>(`${project}/timeline?${query}`, identity)).entries;

describe('an earlier moment', () => {
  it('offers no acts and says so by null, in whichever of its two days it is asked for', async () => {
    const { stageOn } = await json<ProjectResource>(project);
    expect((await json<ProjectResource>(project)).availableActions).not.toBeNull();
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    for (const moment of [`asOf=${stageOn}`, `knownAt=${today}`, `asOf=${stageOn}&knownAt=${today}`])
      expect((await json<ProjectResource>(`${project}?${moment}`)).availableActions).toBeNull();
  });
});

describe('a timeline', () => {
  it('is narrowed by each parameter and by its opposite, without a rest', async () => {
    const all = (await entries('')).map(({ id }) => id);
    expect(all.length).toBeGreaterThan(20);
    const [some] = await entries('type=AdvancePaid');
    const { actor = '', occurredOn = '' } = some ?? {};
    const recordedOn = new Date(Date.parse(some?.recordedAt ?? '') + 7 * 3_600_000).toISOString().slice(0, 10);
    const pairs: readonly (readonly [string, string])[] = [
      ['actor', actor],
      ['type', 'AdvancePaid,NoteAdded'],
      ['group', 'appraisal,money'],
      ['stage', 'executing'],
      ['field', 'money.executed,documents'],
      ['occurred', `..${occurredOn}`],
      ['recorded', `${recordedOn}..`],
      ['q', 'tam ung'],
    ];
    for (const [name, value] of pairs) {
      const given = encodeURIComponent(value);
      const [is, not] = [await entries(`${name}=${given}`), await entries(`not${name.charAt(0).toUpperCase()}${name.slice(1)}=${given}`)];
      expect([name, is.length > 0]).toEqual([name, true]);
      expect([name, [...is, ...not].map(({ id }) => id).sort()]).toEqual([name, [...all].sort()]);
    }
  });

  it('comes page by page and from a day on', async () => {
    const all = await entries('');
    const first = await json<Timeline>(`${project}/timeline?limit=7`);
    const second = await json<Timeline>(`${project}/timeline?limit=7&cursor=${first.nextCursor ?? ''}`);
    expect([...first.entries, ...second.entries]).toEqual(all.slice(0, 14));
    expect(first.total).toBe(all.length);
    const day = all[10]?.occurredOn ?? '';
    expect((await entries(`jumpTo=${day}&limit=1`))[0]).toEqual(all.find(({ occurredOn }) => occurredOn >= day));
    expect((await get(`${project}/timeline?limit=7&type=NoteAdded&cursor=${first.nextCursor ?? ''}`)).status).toBe(400);
  });

  it('says of a decision what was before, why, and by which document', async () => {
    const [approved] = await entries('type=ApprovedInPlan');
    expect(approved).toMatchObject({ group: 'plan', stage: 'in-plan', document: expect.stringMatching(/QĐ/) as unknown as string });
    expect(approved?.changes).toContainEqual({ field: 'stage', before: 'proposed', after: 'in-plan' });
    expect(approved?.changes.find(({ field }) => field === 'money.approved')).toMatchObject({ before: null, after: approved?.amount });
  });

  it.each([
    ['type=Nothing', 'bad-parameter', /NeedSurveyed, /],
    ['notGroup=money,gold', 'bad-parameter', /one or more of .*money/],
    ['stage=finished', 'bad-parameter', /settled/],
    ['field=money', 'bad-parameter', /money\.approved/],
    ['actor=a,,b', 'bad-parameter', /texts/],
    ['occurred=2022-01-01', 'bad-date', /2022-01-01\.\./],
    ['occurred=..', 'bad-date', /real days/],
    ['recorded=2022-02-30..', 'bad-date', /real days/],
    ['notRecorded=2022-03-01..2022-02-01', 'bad-date', /in order/],
    ['jumpTo=today', 'bad-date', /real date/],
    ['limit=201', 'bad-limit', /200/],
    ['cursor=x', 'bad-cursor', null],
    ['who=me', 'unknown-parameter', null],
    ['type=AdvancePaid&type=NoteAdded', 'repeated-parameter', null],
    [`q=${'x'.repeat(201)}`, 'bad-parameter', /200/],
    [`type=${Array.from({ length: 51 }, () => 'NoteAdded').join(',')}`, 'bad-parameter', /one or more/],
  ])('refuses %s', async (query, code, allowed) => {
    const response = await get(`${project}/timeline?${query}`);
    const problem = (await response.json()) as Problem;
    expect([response.status, problem.code]).toEqual([400, code]);
    if (allowed !== null) expect(problem.errors?.[0]?.detail).toMatch(allowed);
  });
});

describe('a difference', () => {
  it('of two days names each field with the events behind it', async () => {
    const [paid] = await entries('type=AdvancePaid');
    const before = new Date(Date.parse(paid?.occurredOn ?? '') - 86_400_000).toISOString().slice(0, 10);
    const difference = await json<RecordDifference>(`${project}/diff?from=${before}&to=${paid?.occurredOn ?? ''}`);
    const advance = difference.changes.find(({ field }) => field === 'money.firstAdvance');
    expect(advance).toMatchObject({ before: null, after: paid?.amount, events: [paid?.id], name: { vi: 'Tạm ứng lần một' } });
    expect(difference.events.map(({ id }) => id)).toContain(paid?.id);
    expect(difference.events.every(({ side, because }) => side === 'added' && because === 'happened')).toBe(true);
  });

  it('of one day as it was known then says what was learnt later', async () => {
    const [paid] = await entries('type=AdvancePaid');
    const day = paid?.occurredOn ?? '';
    const difference = await json<RecordDifference>(`${project}/diff?from=${day}&to=${day}&knownAtFrom=${day}`);
    expect(difference.from.exists).toBe(false); // All of it was recorded today.
    expect(difference.events.find(({ id }) => id === paid?.id)).toMatchObject({ side: 'added', because: 'learnt' });
  });

  it.each([
    ['to=2022-01-01', 400, 'bad-date'],
    ['from=2022-13-01', 400, 'bad-date'],
    ['from=2022-01-01&asOf=2022-01-01', 400, 'unknown-parameter'],
    ['from=1950-01-01&to=1950-01-02', 404, 'project-not-found'],
  ])('refuses %s', async (query, status, code) => {
    const response = await get(`${project}/diff?${query}`);
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([status, code]);
  });
});

describe('a chain of causes', () => {
  const kinds = (nodes: readonly CausationNode[]) => nodes.map((node) => (node.kind === 'event' ? node.type : node.kind));

  it('leads from an approval up to the decision of the plan, and from the decision down to it', async () => {
    const [approved] = await entries('type=ApprovedInPlan');
    const up = await json<CausationChain>(`${project}/causation?event=${approved?.id ?? ''}`);
    expect(kinds(up.why)).toEqual(['command', 'PlanDecided', 'command']);
    expect(kinds(up.effects)).toEqual(['ApprovedInPlan']);
    const byId = await json<CausationChain>(`/api/v1/events/${approved?.id ?? ''}/causation`);
    expect(byId.why.map(({ id }) => id)).toEqual(up.why.map(({ id }) => id));
    const decision = await json<CausationChain>(`/api/v1/commands/${up.why[0]?.id ?? ''}/effects`);
    expect(kinds(decision.effects[0]?.children ?? [])).toEqual(['PlanDecided']);
    expect(JSON.stringify(decision.effects)).toContain(approved?.id ?? '-');
  });

  it('of a project holds every event of its timeline once', async () => {
    const ids = (nodes: readonly CausationNode[]): readonly string[] =>
      nodes.flatMap((node) => [...(node.kind === 'event' ? [node.id] : []), ...ids(node.children)]);
    const { effects } = await json<CausationChain>(`${project}/causation`);
    expect([...ids(effects)].sort()).toEqual((await entries('')).map(({ id }) => id).sort());
  });

  it.each([
    [() => `${project}/causation?event=x`, 400, 'bad-parameter'],
    [() => `${project}/causation?event=${randomUUID()}`, 404, 'event-not-found'],
    [() => `/api/v1/events/${randomUUID()}/causation`, 404, 'event-not-found'],
    [() => '/api/v1/events/nothing/causation', 404, 'event-not-found'],
    [() => `/api/v1/commands/${randomUUID()}/effects`, 404, 'command-not-found'],
    [() => '/api/v1/projects/KCQG-1999-00-000/causation', 404, 'project-not-found'],
  ])('refuses what is not there', async (path, status, code) => {
    const response = await get(path());
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([status, code]);
  });
});

describe('a note kept inside', () => {
  it('is told to nobody outside by any of the ways of looking back', async () => {
    const head = await get(project);
    const note = { occurredOn: '2026-11-01', about: 'Hồ sơ', text: 'Chỉ nội bộ biết', audience: 'internal' };
    const said = await fetch(`${api.url}${project}/notes`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'if-match': head.headers.get('etag') ?? '',
        'tiendo-demo-identity': 'demo:supervisor',
      },
      body: JSON.stringify(note),
    });
    expect(said.status).toBe(200);
    const position = said.headers.get('tiendo-position') ?? '';
    await fetch(`${api.url}${project}`, { headers: { prefer: 'wait=10', 'tiendo-position': position } });
    const [told] = await entries('type=NoteAdded', 'demo:supervisor');
    expect(told?.sentence.vi).toContain('Chỉ nội bộ biết');
    const { id = '', commandId = '' } = told ?? {};
    const outside = 'demo:centre-officer';
    for (const path of [`${project}/timeline`, `${project}/diff?from=2022-01-01`, `${project}/causation`])
      expect([path, (await (await get(path, outside)).text()).includes('Chỉ nội bộ biết')]).toEqual([path, false]);
    for (const path of [
      `${project}/causation?event=${id}`,
      `/api/v1/events/${id}/causation`,
      `/api/v1/commands/${commandId ?? ''}/effects`,
    ]) {
      expect([path, (await get(path, outside)).status]).toEqual([path, 404]);
      expect([path, (await get(path, 'demo:supervisor')).status]).toEqual([path, 200]);
    }
  });
});
