/** Machinery projects of both programmes, said from the survey to the settlement as their persons would, under rules that change on 15/10/2025. */
import { v5 as uuidv5 } from 'uuid';
import { MemoryLog } from '#event-log/memory-log';
import type { RecordedEvent } from '#event-log/event-log';
import { planStream } from '#lifecycle/plan/plan.events';
import { CRITERIA } from '#lifecycle/project/appraisal.acts';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { Draft, Need } from '#lifecycle/project/project.events';
import type { Project } from '#lifecycle/project/project.state';
import type { ActivateRules } from '#lifecycle/rulebook/rulebook.decider';
import { rulesStream } from '#lifecycle/rulebook/rulebook.events';
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import { followUpsOf } from './follow-ups/follow-up-commands.ts';
import { Commands } from './handle.ts';
import { fundedFacts, memberFacts, proposedFacts } from './member-facts.ts';
import { contractKind, planKind, projectKind, rulebookKind } from './stream-kind.ts';

const MILLION = 1_000_000;
export const province: ProvinceRef = { set: 'vn63', code: '38' };
export const NEW_TEXT = 'QĐ 1/2025, art. 1';

/** Who does what in each programme. */
export const HANDS = {
  KCQG: { final: 'agency-officer', manager: 'agency-leader', approver: 'ministry-leader', accountant: 'agency-accountant' },
  KCDP: { final: 'department-leader', manager: 'department-leader', approver: 'province-leader', accountant: 'department-accountant' },
} as const satisfies Readonly<Record<Source, Readonly<Record<string, Role>>>>;

const PAPERS = [
  ...['request-letter', 'project-list', 'project-proposal', 'beneficiary-request'],
  ...['registration-report', 'summary-table', 'base-appraisal-form', 'draft-decision'],
  ...['project-contract', 'progress-report', 'summary-report', 'volume-report', 'adjustment-request'],
  ...['acceptance-minutes', 'purchase-contract', 'contract-acceptance', 'contract-liquidation'],
  ...['settlement-detail', 'voucher-list', 'vouchers', 'voucher-list-all-sources', 'liquidation-minutes', 'cost-estimate', 'payment-order'],
];

const needOf = (source: Source, code: string): Need => ({
  code,
  source,
  planYear: 2026,
  province,
  commune: 'Xã Ngọc Phụng',
  content: 'ND3b',
  beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: '2801234567' },
});
const draft: Draft = {
  title: 'Máy cưa tự động',
  implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
  beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: '2801234567' },
  totalCost: 800 * MILLION,
  supportRequested: 290 * MILLION,
  counterpart: 510 * MILLION,
  output: { unit: 'cơ sở', planned: 1 },
  note: null,
  needBasis: 'Máy cũ',
  aims: 'Nâng năng suất',
  scale: 'Một máy',
  schedule: [{ step: 'Mua máy', from: '2026-03-01', to: '2026-06-30', responsible: 'Hợp tác xã Thọ Xuân' }],
  estimate: [
    { item: 'Máy cưa', unit: 'máy', quantity: 1, unitPrice: 290 * MILLION, amount: 290 * MILLION, payer: 'support' },
    { item: 'Nhà xưởng', unit: 'gói', quantity: 1, unitPrice: 510 * MILLION, amount: 510 * MILLION, payer: 'own' },
  ],
  organisation: 'Trung tâm chủ trì',
  effect: 'Thêm 5 lao động',
  noDoubleSupport: true,
  ownMoneyCommitted: true,
};

type Said = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A log with its write path, on 30/09/2026. */
export class Office {
  readonly #log = new MemoryLog();
  readonly #commands = new Commands(this.#log, { now: () => '2026-09-30T05:00:00.000Z' });
  #said = 0;

  constructor(readonly source: Source) {}

  /** The cap of machinery and the first advance fall on 15/10/2025: the nation's rows for KCQG, the province's own for its KCDP. */
  async change(): Promise<void> {
    const of = this.source === 'KCQG' ? null : province;
    const from = (day: string, id: string, [capVnd, percent]: readonly [number, number], replaces: readonly string[]): ActivateRules => ({
      ...{ type: 'ActivateRules', occurredOn: '2025-10-01', actor: 'u-operator', role: 'operator', province: of, from: day, replaces },
      legalBasis: { instrument: `QĐ ${id}`, article: 'art. 1', decidedOn: day < '2025' ? day : '2025-09-20' },
      rows: [
        { list: 'ceilings', row: { id: `cap-${id}`, content: 'ND3b', ratePercent: 50, capVnd, perUnit: true } },
        {
          list: 'advanceLimits',
          row: { id: `advance-${id}`, source: this.source, contents: ['ND3a', 'ND3b', 'ND7c'], percent, volumePercent: 70 },
        },
      ].map((row) => ({ ...row, row: { ...row.row, id: row.row.id.replace('/', '-') } })),
    });
    if (of !== null) await this.#activate(from('2022-01-01', '1/2022', [300 * MILLION, 70], []));
    const replaced = of === null ? ['ceiling-machinery-2018', 'advance-machinery-2018'] : ['cap-1-2022', 'advance-1-2022'];
    await this.#activate(from('2025-10-15', '1/2025', [200 * MILLION, 50], replaced));
  }

  async #activate(command: ActivateRules): Promise<void> {
    await this.#commands.handle(rulebookKind, rulesStream(command.province), { command, trace: this.#trace() });
  }

  #trace() {
    const commandId = uuidv5(String(++this.#said), uuidv5.URL);
    return { commandId, correlationId: commandId };
  }

  /** @throws Refusal */
  say(project: string, on: string, role: Role, said: Said): Promise<unknown> {
    const command = { ...said, projectId: project, occurredOn: on, role, actor: `u-${role}` } as unknown as ProjectCommand;
    return this.#commands.handle(projectKind, `project-${project}`, { command, trace: this.#trace() });
  }

  /** With what a plan or contract decides, and what follows for its projects. @throws Refusal */
  async decide(stream: string, on: string, role: Role, said: Said): Promise<void> {
    const kind = stream.startsWith('plan-') ? planKind : contractKind;
    const command = { ...said, occurredOn: on, role, actor: `u-${role}` } as never;
    const { events } = await this.#commands.handle(kind as typeof planKind, stream, { command, trace: this.#trace() });
    for (const event of (await this.events(stream)).slice(-events))
      for (const { stream: to, command: asked, trace } of followUpsOf(event))
        await this.#commands.handle(projectKind, to, { command: asked as ProjectCommand, trace });
  }

  async events(stream: string): Promise<readonly RecordedEvent[]> {
    return this.#log.readStream(stream, { from: 0, limit: 500 });
  }

  stateOf(project: string): Promise<Project> {
    return this.#commands.stateOf(projectKind, `project-${project}`);
  }

  get plan(): string {
    return planStream(this.source, 2026, this.source === 'KCQG' ? null : province);
  }

  survey(project: string, on: string, place = 'commune'): Promise<unknown> {
    const survey = { trade: 'd', place, investmentPlan: 'Mua máy', ownMoney: 510 * MILLION, evidence: [] };
    return this.say(project, on, 'centre-officer', { type: 'SurveyNeed', need: needOf(this.source, project), outcome: 'recorded', survey });
  }

  /** To the final appraisal, all of it before the rules change. */
  async bringForward(project: string): Promise<void> {
    await this.survey(project, '2025-02-10');
    await this.say(project, '2025-03-10', 'centre-officer', { type: 'DraftProject', draft });
    for (const kind of PAPERS)
      await this.say(project, '2025-03-11', 'centre-officer', {
        ...{ type: 'AttachDocument', kind, title: kind, number: '1', file: null, proves: null },
      });
    await this.say(project, '2025-04-10', 'centre-officer', { type: 'RegisterProject' });
    await this.#assess(project, '2025-05-10', 'appraisal-officer');
    await this.conclude(project, '2025-05-11', 'base');
    await this.say(project, '2025-06-10', 'department-leader', { type: 'SubmitForFinalAppraisal', letterNo: '1/SCT' });
    await this.#assess(project, '2025-08-10', HANDS[this.source].final);
  }

  async #assess(project: string, on: string, role: Role): Promise<void> {
    for (const criterion of CRITERIA)
      await this.say(project, on, role, { type: 'AssessCriterion', criterion, met: true, finding: 'Phù hợp', evidence: 'Phiếu' });
  }

  /** An appraisal passes the whole amount. @throws Refusal */
  conclude(project: string, on: string, level: 'base' | 'final'): Promise<unknown> {
    const role = level === 'base' ? 'appraisal-officer' : HANDS[this.source].final;
    const type = level === 'base' ? 'ConcludeBaseAppraisal' : 'ConcludeFinalAppraisal';
    return this.say(project, on, role, { type, result: 'pass', amount: 290 * MILLION, reason: null });
  }

  async propose(project: string): Promise<void> {
    await this.say(project, '2025-10-05', HANDS[this.source].manager, { type: 'ProposeForPlan', statementNo: '1/TTr', priority: [] });
  }

  allocate(): Promise<void> {
    const { source } = this;
    return this.decide(this.plan, '2025-10-01', HANDS[source].manager, {
      ...{ type: 'AllocatePlan', source, year: 2026, province: source === 'KCQG' ? null : province },
      ...{ amount: 5_000 * MILLION, document: '1/QĐ', legalBasis: 'Dự toán 2026' },
    });
  }

  /** @throws Refusal */
  async approve(project: string, on: string, amount: number): Promise<void> {
    const { source, plan } = this;
    const facts = proposedFacts(await this.stateOf(project), plan);
    await this.decide(plan, on, HANDS[source].approver, {
      ...{ type: 'DecidePlan', source, year: 2026, province: source === 'KCQG' ? null : province },
      ...{ decisionNo: `${project}/QĐ`, items: [{ project, code: project, amount, facts }], leftOut: [] },
    });
  }

  async contract(project: string): Promise<void> {
    const facts = memberFacts(await this.stateOf(project));
    await this.decide(`contract-${project}`, '2026-01-20', HANDS[this.source].manager, {
      ...{ type: 'ConcludeContract', contractNo: `${project}/HĐ`, source: this.source, province, implementingUnit: draft.implementingUnit },
      ...{ endsOn: '2026-11-30', members: [{ project, code: project, facts }] },
    });
  }

  /** More money, as the Sở proposes it. @throws Refusal */
  async raise(project: string, on: string, amount: number): Promise<void> {
    await this.say(project, on, 'appraisal-officer', { type: 'RequestAdjustment', change: { support: amount }, reason: 'Giá máy tăng' });
    const facts = fundedFacts(await this.stateOf(project), this.plan);
    await this.decide(this.plan, on, HANDS[this.source].approver, {
      ...{ type: 'AdjustPlan', decisionNo: `${project}/ĐC`, items: [{ project, code: project, amount, reason: 'Giá máy tăng', facts }] },
    });
  }

  /** From the first report to the settlement; `first` is the first advance of the approved amount. */
  async finish(project: string, first: number, whole: number): Promise<void> {
    const { accountant, manager } = HANDS[this.source];
    const centre = (on: string, said: Said) => this.say(project, on, 'centre-officer', said);
    const pay = (on: string, tranche: string, amount: number) =>
      this.say(project, on, accountant, { type: 'PayAdvance', tranche, amount, treasuryRef: 'KB' });
    await centre('2026-05-20', { type: 'RequestAdvance', tranche: 'first', amount: first });
    await this.say(project, '2026-05-21', 'appraisal-officer', { type: 'ConfirmVolume', percent: 75 });
    await pay('2026-05-25', 'first', first);
    await this.say(project, '2026-07-10', 'department-leader', {
      ...{ type: 'HoldAcceptance', result: 'full', amount: whole, output: 1, remarks: null },
    });
    await centre('2026-07-15', { type: 'RequestAdvance', tranche: 'remaining', amount: whole - first });
    await pay('2026-07-20', 'remaining', whole - first);
    await centre('2026-07-21', {
      ...{ type: 'LodgeSettlementDossier', dossier: 'A', documents: [], vouchers: [{ number: '1', on: '2026-07-01', amount: whole }] },
    });
    await this.say(project, '2026-08-01', manager, { type: 'LiquidateContract', minutesNo: '1/BB' });
    await this.say(project, '2026-08-10', manager, { type: 'ApproveSettlement', amount: whole });
  }

  report(project: string): Promise<unknown> {
    return this.say(project, '2026-05-10', 'centre-officer', {
      ...{ type: 'ReportProgress', period: '2026-05', percent: 75, value: 1, finishOn: null, difficulties: null },
    });
  }
}
