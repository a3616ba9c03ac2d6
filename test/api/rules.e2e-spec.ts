import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import type { Job } from '#contracts/jobs';
import type { RuleDifference, RuleRows, RuleScope, RuleTrial } from '#contracts/rules';
import type { DecisionAnswer, Live } from '#contracts/service';
import { Caller } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
let caller: Caller;
beforeAll(async () => {
  api = await Served.start(['--first-run'], { TIENDO_DATA: dataDir });
  caller = new Caller(api.url);
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

/** A machinery cap of 200 million, as it was until 2018. */
const machinery = {
  from: '2024-01-01',
  legalBasis: { instrument: 'TT 1/2023/TT-BTC', article: 'art. 8(4)', decidedOn: '2023-12-01' },
  replaces: ['ceiling-machinery-2018'],
  rows: [{ list: 'ceilings', row: { id: 'ceiling-machinery-2024', content: 'ND3b', ratePercent: 50, capVnd: 200_000_000, perUnit: true } }],
};
const today = { occurredOn: '2024-01-02' };

/** What the sample register alone says a cap would refuse; its cells have no commas but in quotes. */
function overTheCap(capVnd: number): readonly string[] {
  const text = readFileSync(join(packageRoot(), 'libs/reference/data/register-north-2021-2022.csv'), 'utf8');
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''));
  const cell = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? '';
  return rows
    .filter((row) => cell(row, 'source') === 'KCQG' && cell(row, 'plan_year') === '2022' && cell(row, 'content') === 'ND3b')
    .filter((row) => {
      const most = Math.min(Math.floor(Number(cell(row, 'total_cost_vnd')) / 2), capVnd * Number(cell(row, 'output_planned')));
      return Number(cell(row, 'approved_vnd')) > most;
    })
    .map((row) => cell(row, 'code'))
    .sort();
}

const head = async (): Promise<string | null> =>
  (await caller.get<Live>('identity', 'supervisor', { prefer: 'wait=5' })).headers.get('tiendo-position');

describe('looking', () => {
  it('lists the rows of a day with their text in both languages', async () => {
    const { body, headers } = await caller.get<RuleRows>('rules?list=ceilings&content=ND3b&on=2018-05-10');
    expect(body.rules).toMatchObject([
      {
        id: 'ceiling-machinery-2014',
        capVnd: 200_000_000,
        legalBasis: {
          vi: 'điểm c khoản 2 Điều 6 Thông tư liên tịch 26/2014/TTLT-BTC-BCT',
          en: 'TTLT 26/2014/TTLT-BTC-BCT, art. 6(2)c',
        },
      },
    ]);
    expect(headers.get('tiendo-position')).not.toBeNull();
    expect((await caller.get<RuleRows>('rules')).body.rules.length).toBeGreaterThan(100);
  });

  it('compares two days', async () => {
    const { body } = await caller.get<RuleDifference>('rules/comparison?from=2018-05-10&to=2018-05-11&list=ceilings&content=ND3b');
    expect(body.added.map(({ id }) => id)).toEqual(['ceiling-production-line-2018']);
    expect(body.changed.map(({ before, after }) => [before.id, after.id])).toEqual([['ceiling-machinery-2014', 'ceiling-machinery-2018']]);
    expect(body.changed[0]?.fields).toContainEqual({ field: 'capVnd', before: 200_000_000, after: 300_000_000 });
  });

  it.each([
    ['rules?list=cellings', 'bad-parameter'],
    ['rules?on=2018-02-30', 'bad-date'],
    ['rules?province=vn63.03', 'bad-parameter'],
    ['rules/comparison?from=2018-05-10', 'bad-date'],
    ['rules/vn63.03', 'not-found'],
  ])('%s is %s', async (path, code) => expect((await caller.get(path)).problem?.code).toBe(code));
});

describe('trying rules before they are activated', () => {
  const tried = async (body: object): Promise<Job> => {
    const { status, headers } = await caller.post<Job>('rules/trials', 'supervisor', body);
    expect(status).toBe(202);
    const job = (headers.get('location') ?? '').replace('/api/v1/', '');
    return caller.until<Job>(job, ({ state }) => state === 'done' || state === 'failed');
  };

  it('names exactly the KCQG projects of 2022 that the register alone says a cap of 200 million would refuse', async () => {
    const expected = overTheCap(200_000_000);
    expect(expected.length).toBeGreaterThan(10);
    const at = await head();
    const { result } = await tried({ ...machinery, year: 2022, province: null });
    const { refused, approved, overVnd, notTried } = result as RuleTrial;
    expect(refused.map(({ code }) => code)).toEqual(expected);
    expect(overVnd).toBe(refused.reduce((over, one) => over + one.approved - one.most, 0));
    expect([approved > refused.length, notTried, refused[0]?.legalBasis]).toEqual([true, [], 'TT 1/2023/TT-BTC, art. 8(4)']);
    expect(await head()).toBe(at);
    expect((await caller.get<RuleScope>('rules/national')).body).toMatchObject({ revision: -1, activations: [] });
  });

  it('says why rows could not be activated', async () => {
    const { state, problem } = await tried({ ...machinery, replaces: [], year: 2022, province: null });
    expect([state, problem?.code, problem?.facts]).toMatchObject(['failed', 'rule-row', { id: 'ceiling-machinery-2024' }]);
  });
});

describe('activating and revoking', () => {
  const capNow = async (): Promise<unknown> => {
    const { body } = await caller.get<RuleRows>('rules?list=ceilings&content=ND3b&on=2024-06-01');
    return body.rules.filter(({ id }) => id.startsWith('ceiling-machinery'));
  };

  it('is for the operator or a leader, about the revision that was seen', async () => {
    const body = { ...machinery, ...today };
    const codes = async (who: 'appraisal-officer' | 'operator', headers: Record<string, string>) =>
      (await caller.post('rules/national/activations', who, body, headers)).problem?.code;
    expect(await codes('appraisal-officer', { 'if-none-match': '*' })).toBe('not-your-role');
    expect(await codes('operator', {})).toBe('precondition-required');
    expect(await codes('operator', { 'if-match': '"r7"' })).toBe('changed-meanwhile');
  });

  it('refuses a province that takes over what it may not set, naming the article', async () => {
    const { status, problem } = await caller.act('rules/vn63.38/activations', 'department-leader', { ...machinery, ...today });
    expect([status, problem?.code, problem?.refusedBy?.legalBasis]).toEqual([403, 'not-own-rule', 'TT 46/2012/TT-BCT, art. 8(3)b']);
  });

  it('refuses a row that cannot be read, by its place', async () => {
    const rows = [{ list: 'ceilings', row: { id: 'x', note: 'a\u200Bb' } }];
    const { status, problem } = await caller.act('rules/national/activations', 'operator', { ...machinery, ...today, rows });
    expect([status, problem?.errors]).toMatchObject([422, [{ pointer: '/rows/0/row/note', code: 'invisible-char' }]]);
  });

  it('takes effect from its day, once, and is taken back by a further event', async () => {
    expect(await capNow()).toMatchObject([{ capVnd: 300_000_000 }]);
    const done = await caller.act<DecisionAnswer>('rules/national/activations', 'operator', { ...machinery, ...today });
    expect([done.status, done.body.events, done.headers.get('etag')]).toEqual([200, 1, '"r0"']);
    expect((await caller.act<DecisionAnswer>('rules/national/activations', 'operator', { ...machinery, ...today })).body.events).toBe(0);
    expect(await capNow()).toMatchObject([{ capVnd: 200_000_000 }]);
    expect((await caller.get<RuleScope>('rules/national')).body.activations).toMatchObject([
      { activation: 'national-1', legalBasis: { vi: 'khoản 4 Điều 8 Thông tư 1/2023/TT-BTC' }, rules: [{ id: 'ceiling-machinery-2024' }] },
    ]);
    const revocation = { ...today, activation: 'national-1', reason: 'Ban hành nhầm' };
    expect((await caller.act<DecisionAnswer>('rules/national/revocations', 'operator', revocation)).body.events).toBe(1);
    expect(await capNow()).toMatchObject([{ capVnd: 300_000_000 }]);
    expect((await caller.get<RuleScope>('rules/national')).body).toMatchObject({ activations: [], revoked: ['national-1'], revision: 1 });
  });
});
