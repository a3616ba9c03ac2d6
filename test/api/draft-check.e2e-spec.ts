import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DraftChecked } from '#contracts/draft-check';
import type { CommandAnswer } from '#contracts/service';
import { Caller } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const MILLION = 1_000_000;
const dataDir = newDataDir();
let api: Served & { readonly url: string };
let caller: Caller;
let project: string;
beforeAll(async () => {
  api = await Served.start(['--first-run'], { TIENDO_DATA: dataDir });
  caller = new Caller(api.url);
  project = (await caller.post<CommandAnswer>('projects', 'centre-officer', need)).body.project;
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const beneficiary = { name: 'Hợp tác xã Chế biến gỗ Thọ Xuân', taxCode: '2801234567' };
const need = {
  occurredOn: '2023-02-10',
  code: 'KCQG-2024-38-901',
  source: 'KCQG',
  planYear: 2024,
  province: { set: 'vn63', code: '38' },
  commune: 'Xã Ngọc Phụng',
  content: 'ND3b',
  beneficiary,
  outcome: 'recorded',
};
const draft = {
  occurredOn: '2023-04-10',
  title: 'Hỗ trợ máy móc trong chế biến gỗ',
  implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
  beneficiary,
  totalCost: 800 * MILLION,
  supportRequested: 350 * MILLION,
  counterpart: 450 * MILLION,
  output: { unit: 'cơ sở', planned: 1 },
  estimate: [
    { item: 'Máy cưa', unit: 'máy', quantity: 1, unitPrice: 300 * MILLION, amount: 290 * MILLION, payer: 'support' },
    { item: 'Lắp đặt', unit: 'gói', quantity: 2, unitPrice: 50 * MILLION, amount: 110 * MILLION, payer: 'support' },
  ],
};

describe('checking a draft as it is typed', () => {
  const checked = (body: object): ReturnType<typeof caller.post<DraftChecked>> =>
    caller.post<DraftChecked>(`projects/${project}/checks/draft`, 'centre-officer', body, { 'accept-language': 'vi' });

  it('names every fault, the ceiling, what is missing and the papers, and writes nothing', async () => {
    const before = await caller.get(`projects/${project}`);
    const { status, body } = await checked(draft);
    expect(status).toBe(200);
    expect(body.faults.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['estimate-line', '/estimate/0/amount'],
      ['estimate-line', '/estimate/1/amount'],
    ]);
    for (const { detail, refusedBy } of body.faults) {
      expect(detail).not.toContain('{');
      expect(refusedBy?.legalBasis).toBe('TT 36/2013/TT-BCT, art. 5');
    }
    expect(body.ceiling).toMatchObject({ rule: 'ceiling-machinery-2018', most: 300 * MILLION, over: 50 * MILLION, cap: 300 * MILLION });
    expect(body.missing).toContain('needBasis');
    expect(body.papers.map(({ document, there }) => [document, there])).toContainEqual(['request-letter', false]);
    expect((await caller.get(`projects/${project}`)).headers.get('etag')).toBe(before.headers.get('etag'));
  });

  it('says the first fault as drafting itself does', async () => {
    const { problem } = await caller.act(`projects/${project}/draft`, 'centre-officer', draft);
    const [first] = (await checked(draft)).body.faults;
    expect([problem?.code, problem?.errors?.[0]?.pointer, problem?.refusedBy]).toEqual([first?.code, first?.pointer, first?.refusedBy]);
  });

  it('finds earlier support of the same taxpayer', async () => {
    const page = await caller.get<{ readonly items: readonly { readonly id: string; readonly code: string }[] }>(
      'projects?stage=settled&limit=1',
    );
    const [earlier] = page.body.items;
    const record = await caller.get<{ readonly beneficiary: { readonly name: string; readonly taxCode: string | null } }>(
      `projects/${earlier?.id}`,
    );
    const { body } = await checked({ ...draft, beneficiary: record.body.beneficiary });
    expect(body.earlierSupport.map(({ code }) => code)).toContain(earlier?.code);
  });

  it('is refused as drafting is when the body cannot be read, and for a project of nobody', async () => {
    expect((await checked({ ...draft, supportRequested: '5' })).problem?.code).toBe('invalid-body');
    expect((await caller.post('projects/none/checks/draft', 'centre-officer', draft)).problem?.code).toBe('project-not-found');
  });

  it('answers while one types', async () => {
    const took: number[] = [];
    for (let i = 0; i < 200; i++) {
      const began = performance.now();
      await checked(draft);
      took.push(performance.now() - began);
    }
    const p95 = took.toSorted((a, b) => a - b)[190] ?? Infinity;
    process.stdout.write(`checks/draft: p95 ${p95.toFixed(1)} ms\n`);
    expect(p95).toBeLessThan(100);
  });
});
