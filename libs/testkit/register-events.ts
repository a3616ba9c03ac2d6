import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { v5 as uuid } from 'uuid';
import type { Attested, ProjectEvent } from '#lifecycle/project/project.events';
import { planStream } from '#lifecycle/plan/plan.events';
import { CONTRACT_NAMESPACE, PROJECT_NAMESPACE } from '#reference/namespaces';
import type { ProvinceRef, Source } from '#reference/province-ref';

/** A register row by column name; every cell is text, '' = stage not reached. */
export type RegisterRow = Readonly<Record<string, string>>;

/** An event of a project's stream with its business day; `row` is the record number in the file, the header being 1. */
export type DatedEvent = ProjectEvent & { readonly occurredOn: string };

export const readRegister = (file: string): readonly RegisterRow[] =>
  parse(readFileSync(file), { bom: true, columns: true }) as readonly RegisterRow[];

export const projectIdOf = (code: string): string => uuid(code, PROJECT_NAMESPACE);

/** The events that a sound register row becomes in its project's stream (libs/reference/data: what a row becomes). */
export function eventsOfRow(row: RegisterRow, document: string, number: number): readonly DatedEvent[] {
  const cells = new Cells(row);
  const attest = (...steps: Attested['steps']): Attested => ({ by: 'register', document, row: number, steps });
  return [...proposalOf(cells, attest), ...fundingOf(cells, attest), ...closingOf(cells, attest)];
}

type Attest = (...steps: Attested['steps']) => Attested;

class Cells {
  constructor(private readonly row: RegisterRow) {}

  text = (column: string): string => this.row[column] ?? '';
  has = (column: string): boolean => this.text(column) !== '';
  amount = (column: string): number => Number(this.text(column));
  source = (): Source => this.text('source') as Source;
  province = (): ProvinceRef => ({ set: 'vn63', code: this.text('province') });
}

function proposalOf(cells: Cells, attest: Attest): readonly DatedEvent[] {
  const { text, has, amount } = cells;
  const beneficiary = { name: text('beneficiary'), taxCode: has('beneficiary_tax_code') ? text('beneficiary_tax_code') : null };
  const need = {
    code: text('code'),
    source: cells.source(),
    planYear: amount('plan_year'),
    province: cells.province(),
    commune: text('commune'),
    content: text('content'),
    beneficiary,
  };
  const draft = {
    title: text('title'),
    implementingUnit: text('implementing_unit'),
    beneficiary,
    totalCost: amount('total_cost_vnd'),
    supportRequested: amount('support_requested_vnd'),
    counterpart: amount('counterpart_vnd'),
    output: { unit: text('output_unit'), planned: amount('output_planned') },
    note: has('note') ? text('note') : null,
  };
  const events: DatedEvent[] = [
    { type: 'NeedSurveyed', occurredOn: text('surveyed_on'), data: { ...need, outcome: 'recorded', attested: attest() } },
    { type: 'ProjectRegistered', occurredOn: text('registered_on'), data: { ...draft, attested: attest('draft') } },
  ];
  for (const [type, step] of [
    ['BaseAppraisalConcluded', 'base'],
    ['FinalAppraisalConcluded', 'final'],
  ] as const) {
    if (!has(`${step}_result`)) continue;
    const result = text(`${step}_result`) as 'pass' | 'pass_reduced' | 'fail';
    const conclusion = { result, amount: result === 'fail' ? null : amount(`${step}_amount_vnd`), reason: null, findings: [] };
    const occurredOn = text(`${step}_appraised_on`);
    const attested = attest('findings', 'segregation');
    if (type === 'BaseAppraisalConcluded') events.push({ type, occurredOn, data: { ...conclusion, attested } });
    else events.push({ type, occurredOn, data: { ...conclusion, level: cells.source() === 'KCQG' ? 'ministry' : 'province', attested } });
  }
  return events;
}

function fundingOf(cells: Cells, attest: Attest): readonly DatedEvent[] {
  const { text, has, amount } = cells;
  const events: DatedEvent[] = [];
  const source = cells.source();
  if (has('approved_on')) {
    const plan = planStream(source, amount('plan_year'), source === 'KCDP' ? cells.province() : null);
    const data = { plan, decisionNo: text('decision_no'), amount: amount('approved_vnd'), attested: attest('allocation') };
    events.push({ type: 'ApprovedInPlan', occurredOn: text('approved_on'), data });
  }
  if (has('contracted_on')) {
    const contractNo = text('contract_no');
    const data = {
      contract: contractOf(source, cells.province(), contractNo),
      contractNo,
      endsOn: text('contract_end_on'),
      attested: attest(),
    };
    events.push({ type: 'ContractSigned', occurredOn: text('contracted_on'), data });
  }
  if (has('advance1_on')) events.push(paid(cells, 'first', 'advance1', attest));
  return events;
}

function closingOf(cells: Cells, attest: Attest): readonly DatedEvent[] {
  const { text, has, amount } = cells;
  const events: DatedEvent[] = [];
  if (has('accepted_on')) {
    const data = {
      result: 'full',
      amount: amount('accepted_vnd'),
      output: amount('output_actual'),
      remarks: null,
      attested: attest('volume'),
    } as const;
    events.push({ type: 'AcceptanceHeld', occurredOn: text('accepted_on'), data });
  }
  if (has('advance2_on')) events.push(paid(cells, 'remaining', 'advance2', attest));
  if (has('stopped_on')) {
    const data = { reason: text('stop_reason'), decisionNo: null, attested: attest() };
    events.push({ type: 'ProjectStopped', occurredOn: text('stopped_on'), data });
  }
  if (has('recovered_vnd')) {
    const data = { amount: amount('recovered_vnd'), reason: null, attested: attest() };
    events.push({ type: 'AdvanceRecovered', occurredOn: text('settled_on'), data });
  }
  if (has('settled_on')) {
    const data = { amount: amount('settled_vnd'), attested: attest('dossier', 'liquidation') };
    events.push({ type: 'SettlementApproved', occurredOn: text('settled_on'), data });
  }
  return events;
}

const paid = (cells: Cells, tranche: 'first' | 'remaining', column: string, attest: Attest): DatedEvent => ({
  type: 'AdvancePaid',
  occurredOn: cells.text(`${column}_on`),
  data: { tranche, amount: cells.amount(`${column}_vnd`), treasuryRef: null, attested: attest('request', 'volume') },
});

const contractOf = (source: Source, province: ProvinceRef, contractNo: string): string =>
  `contract-${uuid(`${province.set}|${source}|${province.code}|${contractNo.normalize('NFC')}`, CONTRACT_NAMESPACE)}`;
