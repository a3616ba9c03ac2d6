import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContractRecord, PlanRecord } from '#contracts/plans';
import type { ProjectResource } from '#contracts/projects';
import type { DecisionAnswer } from '#contracts/service';
import { Caller, type Told } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';
import { machine } from './walk-through/stories.ts';
import { papers } from './walk-through/step.ts';
import { Walker } from './walk-through/walker.ts';

const MILLION = 1_000_000;
const PROJECTS = 50;
const FUNDED = 10;
const AMOUNT = 290 * MILLION;
const PLAN = 'plans/KCQG-2024';
/** Persons who prepare their projects at the same time. */
const AT_ONCE = 10;

const codes = Array.from({ length: PROJECTS }, (_, index) => `KCQG-2024-38-${String(101 + index)}`);

const dataDir = newDataDir();
let api: Served & { readonly url: string };
let caller: Caller;
beforeAll(async () => {
  api = await Served.start([], { TIENDO_DATA: dataDir, TIENDO_RATE_MAX: '0' });
  caller = new Caller(api.url);
  for (let from = 0; from < PROJECTS; from += AT_ONCE) await Promise.all(codes.slice(from, from + AT_ONCE).map(propose));
  const allocation = { occurredOn: '2023-12-15', amount: FUNDED * AMOUNT, document: '1600/QĐ-TTg', legalBasis: 'Dự toán 2024' };
  expect((await caller.act(`${PLAN}/allocation`, 'ministry-leader', allocation)).status).toBe(200);
}, 300_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

/** The walk-through's project up to the plan, as another one of another beneficiary. */
async function propose(code: string): Promise<void> {
  const until = machine.steps.findIndex(({ to }) => to === 'plan-proposal');
  const beneficiary = { name: `Hợp tác xã số ${code.slice(-3)}`, taxCode: `2801${code.slice(-3)}001` };
  const steps = machine.steps
    .slice(0, until + 1)
    .filter(({ refused }) => refused === undefined)
    .map((step) => {
      const own = step.to === 'projects' ? { code, beneficiary } : step.to === 'draft' ? { beneficiary } : {};
      const { stage: _, ...rest } = step;
      return { ...rest, body: { ...step.body, ...own } };
    });
  for await (const { step, problem } of new Walker(api.url).walk({ ...machine, code, steps }))
    if (problem !== null) throw new Error(`${code}: ${step.to} is refused: ${JSON.stringify(problem)}`);
}

const decision = (project: string, occurredOn = '2023-12-20') => ({
  occurredOn,
  decisionNo: `QĐ ${project}`,
  items: [{ project, amount: AMOUNT }],
  leftOut: [],
});
const planNow = async (): Promise<PlanRecord> => (await caller.get<PlanRecord>(PLAN)).body;
const record = async (code: string): Promise<ProjectResource> => (await caller.get<ProjectResource>(`projects/${code}`)).body;
const stageBecomes = (code: string, stage: string) =>
  expect(caller.until<ProjectResource>(`projects/${code}`, (now) => now.stage === stage)).resolves.toMatchObject({ code, stage });
const act = (code: string, path: string, who: Parameters<Caller['act']>[1], body: object): Promise<Told<unknown>> =>
  caller.act(`projects/${code}/${path}`, who, body);
const taken = async (told: Promise<Told<unknown>>): Promise<void> => expect((await told).problem).toBeNull();

/** Says it about what was seen; who lost a race looks again and says it anew, as a person would. */
async function decideUntilAnswered(project: string): Promise<Told<DecisionAnswer>> {
  for (;;) {
    const told = await caller.act<DecisionAnswer>(`${PLAN}/decisions`, 'ministry-leader', decision(project));
    if (told.status !== 412) return told;
    expect(told.problem?.code).toBe('changed-meanwhile');
  }
}

describe('fifty decisions at once on an allocation that fits ten', () => {
  it('said about one look, one is taken and the others learn that the plan moved', async () => {
    const seen = await caller.seen(PLAN);
    const answers = await Promise.all(
      codes.map((code) => caller.post<DecisionAnswer>(`${PLAN}/decisions`, 'ministry-leader', decision(code), seen)),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    expect(answers.filter(({ problem }) => problem?.code === 'changed-meanwhile').length).toBe(PROJECTS - 1);
  }, 60_000);

  it('said again until they are answered, exactly ten are funded and the sum never leaves the allocation', async () => {
    const answers = await Promise.all(codes.map(decideUntilAnswered));
    expect(answers.filter(({ status }) => status === 200).length).toBe(FUNDED);
    const others = answers.filter(({ status }) => status !== 200);
    for (const { status, problem } of others)
      expect([status, problem?.code, problem?.refusedBy?.legalBasis]).toEqual([
        409,
        'allocation-exceeded',
        'TTLT 26/2014/TTLT-BTC-BCT, art. 8(1)',
      ]);
    const plan = await planNow();
    expect([plan.projects.length, plan.funded, plan.free, plan.allocation]).toEqual([FUNDED, FUNDED * AMOUNT, 0, FUNDED * AMOUNT]);
    for (const { project } of plan.projects)
      expect((await caller.until<ProjectResource>(`projects/${project}`, ({ stage }) => stage === 'in-plan')).stage).toBe('in-plan');
  }, 60_000);
});

describe('money that becomes free', () => {
  it('is offered to who waits, in the order of preference, and funds one of them', async () => {
    const { projects } = await planNow();
    const funded = new Set(await Promise.all(projects.map(async ({ project }) => (await record(project)).code)));
    const left = codes.filter((code) => !funded.has(code));
    const out = { occurredOn: '2023-12-22', decisionNo: '3301/QĐ-BCT', items: [] };
    const leftOut = left.map((project) => ({ project, reason: 'Hết dự toán năm 2024' }));
    await taken(caller.act(`${PLAN}/decisions`, 'ministry-leader', { ...out, leftOut }));
    for (const code of left) await stageBecomes(code, 'not-in-plan');
    expect(await planNow()).toMatchObject({ offers: [], waiting: { length: PROJECTS - FUNDED } });

    const [ended = ''] = funded;
    await taken(act(ended, 'stop', 'ministry-leader', { occurredOn: '2024-02-01', decisionNo: '10/QĐ-BCT', reason: 'Chủ đầu tư phá sản' }));
    const items = [{ project: ended, reason: 'Đề án ngừng' }];
    await taken(caller.act(`${PLAN}/releases`, 'agency-leader', { occurredOn: '2024-02-02', decisionNo: '11/QĐ-CTĐP', items }));
    const { offers, free } = await caller.until<PlanRecord>(PLAN, (plan) => plan.free === AMOUNT);
    expect([free, offers.map(({ amount, left: rest }) => [amount, rest])]).toEqual([AMOUNT, [[AMOUNT, 0]]]);

    const next = offers[0]?.code ?? '';
    expect(left).toContain(next);
    await taken(act(next, 'plan-proposal', 'agency-officer', { occurredOn: '2024-02-05', statementNo: '9/TTr', priority: [] }));
    await taken(caller.act(`${PLAN}/decisions`, 'ministry-leader', decision(next, '2024-02-10')));
    await stageBecomes(next, 'in-plan');
    expect(await planNow()).toMatchObject({ free: 0, funded: FUNDED * AMOUNT, offers: [], projects: { length: FUNDED } });
  }, 60_000);
});

describe('a contract over several projects', () => {
  const members = async (): Promise<readonly string[]> => {
    const { projects } = await planNow();
    return (await Promise.all(projects.map(async ({ project }) => (await record(project)).code))).sort();
  };
  let address: string;

  it('is signed by all of them, and another joins by an appendix that extends it', async () => {
    const [first = '', second = '', third = '', ...others] = await members();
    const said = {
      occurredOn: '2024-02-15',
      contractNo: '10/HĐ-CTĐP/2024',
      source: 'KCQG',
      province: { set: 'vn63', code: '38' },
      implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
      endsOn: '2024-10-31',
      members: [first, second, third],
    };
    const signed = await caller.post('contracts', 'agency-leader', said, { 'if-none-match': '*' });
    expect(signed.status).toBe(201);
    address = (signed.headers.get('location') ?? '').replace('/api/v1/', '');
    for (const code of [first, second, third]) await stageBecomes(code, 'contracted');

    const joins = others.at(-1) ?? '';
    const appendix = { occurredOn: '2024-03-01', appendixNo: 'PL01', endsOn: '2024-11-30', members: [joins] };
    await taken(caller.act(`${address}/appendices`, 'agency-leader', appendix));
    await stageBecomes(joins, 'contracted');
    const { body } = await caller.get<ContractRecord>(address);
    expect(body.members.map(({ code }) => code).sort()).toEqual([first, second, third, joins].sort());
    expect([body.endsOn, body.appendices]).toEqual(['2024-11-30', [{ appendixNo: 'PL01', endsOn: '2024-11-30' }]]);
  }, 60_000);

  it('does not run into the next year without the Minister', async () => {
    const { problem } = await caller.act(`${address}/appendices`, 'agency-leader', {
      occurredOn: '2024-04-01',
      appendixNo: 'PL02',
      endsOn: '2025-03-31',
    });
    expect([problem?.code, problem?.refusedBy?.legalBasis]).toEqual(['extension-undecided', 'TT 36/2013/TT-BCT, art. 11(2)a']);
  });
});

describe('an adjustment that gives more money', () => {
  const more = 300 * MILLION;
  const request = { occurredOn: '2024-05-21', tranche: 'first', amount: 210 * MILLION };

  it('re-opens what it takes the ground from, and no money moves until that is assessed again', async () => {
    const { projects } = await planNow();
    const all = await Promise.all(projects.map(({ project }) => record(project)));
    const code = all.find(({ stage }) => stage === 'contracted')?.code ?? '';
    const letter = { kind: 'adjustment-request', title: 'Văn bản đề nghị điều chỉnh', number: '12/CV', file: null };
    await taken(act(code, 'documents', 'centre-officer', { occurredOn: '2024-04-01', ...letter }));
    await taken(
      act(code, 'adjustment-requests', 'centre-officer', { occurredOn: '2024-04-01', change: { support: more }, reason: 'Giá máy tăng' }),
    );
    const decided = {
      occurredOn: '2024-04-20',
      decisionNo: '800/QĐ-BCT',
      items: [{ project: code, amount: more, reason: 'Giá máy tăng' }],
    };
    const early = await caller.act(`${PLAN}/adjustments`, 'ministry-leader', decided);
    expect([early.status, early.problem?.code]).toEqual([422, 'amount-over-appraised']);
    await taken(
      act(code, 'adjustment-confirmations', 'appraisal-officer', { occurredOn: '2024-04-10', visitedOn: '2024-04-09', opinion: 'Đồng ý' }),
    );
    const full = await caller.act(`${PLAN}/adjustments`, 'ministry-leader', decided);
    expect([full.status, full.problem?.code]).toEqual([409, 'allocation-exceeded']);
    const allocation = { occurredOn: '2024-04-15', amount: FUNDED * AMOUNT + 10 * MILLION, document: '20/QĐ', legalBasis: 'Bổ sung' };
    await taken(caller.act(`${PLAN}/allocation`, 'ministry-leader', allocation));
    await taken(caller.act(`${PLAN}/adjustments`, 'ministry-leader', decided));
    await caller.until<ProjectResource>(`projects/${code}`, ({ money }) => money.approved === more);

    await taken(
      act(code, 'progress-reports', 'centre-officer', {
        occurredOn: '2024-05-20',
        period: '2024-05',
        percent: 75,
        value: 1,
        finishOn: '2024-08-31',
      }),
    );
    for (const { body } of papers('centre-officer', '2024-05-21', ['project-contract', 'progress-report']))
      await taken(act(code, 'documents', 'centre-officer', body));
    const { status, problem } = await act(code, 'advance-requests', 'centre-officer', request);
    expect([status, problem?.code, problem?.refusedBy?.legalBasis, problem?.facts]).toEqual([
      409,
      'reapproval-needed',
      'TT 36/2013/TT-BCT, art. 9, 11',
      { open: ['aims-and-money'] },
    ]);
    const finding = { occurredOn: '2024-05-21', criterion: 'aims-and-money', met: true, finding: 'Vẫn hợp lý', evidence: 'Báo giá mới' };
    await taken(act(code, 'findings', 'agency-officer', finding));
    await taken(act(code, 'advance-requests', 'centre-officer', request));
    await taken(act(code, 'volume-confirmations', 'appraisal-officer', { occurredOn: '2024-05-29', percent: 75 }));
    const paid = { occurredOn: '2024-06-05', tranche: 'first', amount: request.amount, treasuryRef: 'KB 12/2024' };
    await taken(act(code, 'advances', 'agency-accountant', paid));
    expect((await record(code)).money).toMatchObject({ approved: more, executed: request.amount });
  }, 60_000);
});
