import {
  type AnyCommand,
  calendarKind,
  contactKind,
  contractKind,
  controlKind,
  deliveryKind,
  importKind,
  planKind,
  projectKind,
  rulebookKind,
  stepKind,
  type StreamKind,
} from '#commands/stream-kind';
import type { DomainEvent } from '#lifecycle/decider';
import { calendarStream } from '#lifecycle/calendar/calendar.events';
import { contactStream } from '#lifecycle/contact/contact.events';
import { contractStream, projectStream } from '#lifecycle/contract/contract.events';
import { importStream } from '#lifecycle/import/import.events';
import { REMINDER_CONTROL } from '#lifecycle/reminder/reminder.events';
import { rulesStream } from '#lifecycle/rulebook/rulebook.events';
import { codeOf, draft, lives, plan } from './project-lives.ts';

/** One command of a recorded life and the stream that it is said to. */
export interface Said {
  readonly kind: StreamKind<AnyCommand, unknown, DomainEvent>;
  readonly stream: string;
  readonly command: AnyCommand;
}

const member = (project: string, sequence: string) => ({ project, code: codeOf(sequence) });
const proposed = {
  proposedAmount: 290_000_000,
  supported: { source: 'KCQG', content: 'ND3b', totalCost: draft.totalCost, outputPlanned: 1 },
  appraisedBy: ['u-appraisal-officer', 'u-agency-officer'],
  since: '2021-10-10',
};
const inPlanFacts = { status: 'in-plan', approvedOn: '2021-12-20', implementingUnit: draft.implementingUnit, since: '2021-12-20' };
const allocated: AnyCommand & Readonly<Record<string, unknown>> = {
  type: 'AllocatePlan',
  occurredOn: '2021-12-01',
  actor: 'u-agency',
  role: 'agency-leader',
  source: 'KCQG',
  year: 2022,
  province: null,
  amount: 2_000_000_000,
  document: '2700/QĐ-BCT',
  legalBasis: 'NĐ 45/2012/NĐ-CP, art. 14',
};
const byPlan = { occurredOn: '2022-01-05', actor: 'follow-up:u-leader', project: 'left-out', code: 'KCQG-2022-38-003' };
/** What happens to a plan besides its decision: every type of event once. */
const planChanges: readonly (AnyCommand & Readonly<Record<string, unknown>>)[] = [
  ...(['settled', 'stopped'] as const).map((project, index) => ({
    type: 'AdjustPlan',
    occurredOn: '2022-01-05',
    actor: 'u-agency',
    role: 'agency-officer' as const,
    decisionNo: `12${index}/QĐ-ĐCK`,
    items: [
      {
        ...member(project, `00${index + 1}`),
        amount: 280_000_000,
        reason: 'Giảm khối lượng',
        facts: { ...proposed, spent: 0, approvedOn: '2021-12-20' },
      },
    ],
  })),
  { ...byPlan, type: 'ConfirmTaken', ...member('settled', '001'), decisionNo: '120/QĐ-ĐCK' },
  { ...byPlan, type: 'TakeBack', ...member('stopped', '002'), decisionNo: '121/QĐ-ĐCK', reason: 'illegal-transition' },
  { ...byPlan, type: 'TakeBack', decisionNo: '2801/QĐ-BCT', reason: 'illegal-transition' },
];
/** The group scheme has a task instead of a contract, so that it cannot sign one. */
const declined: AnyCommand & Readonly<Record<string, unknown>> = {
  ...{ type: 'DeclineFollowUp', occurredOn: '2022-02-20', actor: 'follow-up:u-agency', projectId: 'group', asked: 'SignContract' },
  ...{ decidedBy: '0f9b5b1e-3c57-5d1c-9a53-6a2f1f0a7c11', stream: contractStream('c-1'), document: '10/HĐ-CTĐP/2022' },
  reason: 'illegal-transition',
};
const decision: AnyCommand & Readonly<Record<string, unknown>> = {
  type: 'DecidePlan',
  occurredOn: '2021-12-20',
  actor: 'u-leader',
  role: 'ministry-leader',
  source: 'KCQG',
  year: 2022,
  province: null,
  decisionNo: '2801/QĐ-BCT',
  items: [
    { ...member('settled', '001'), amount: 290_000_000, facts: proposed },
    { ...member('stopped', '002'), amount: 290_000_000, facts: proposed },
    { ...member('group', '008'), amount: 290_000_000, facts: proposed },
    { ...member('key', '009'), amount: 290_000_000, facts: proposed },
    { ...member('storm', '010'), amount: 290_000_000, facts: proposed },
  ],
  leftOut: [{ ...member('left-out', '003'), reason: 'Vượt dự toán được giao', facts: proposed }],
};
const concluded: AnyCommand & Readonly<Record<string, unknown>> = {
  type: 'ConcludeContract',
  occurredOn: '2022-02-20',
  actor: 'u-agency',
  role: 'agency-officer',
  contractNo: '10/HĐ-CTĐP/2022',
  source: 'KCQG',
  province: { set: 'vn63', code: '38' },
  implementingUnit: draft.implementingUnit,
  endsOn: '2022-11-30',
  members: [{ ...member('settled', '001'), facts: inPlanFacts }],
};
const joining = [member('stopped', '002'), member('key', '009'), member('storm', '010')].map((one) => ({ ...one, facts: inPlanFacts }));
const contractChanges: readonly (AnyCommand & Readonly<Record<string, unknown>>)[] = [
  {
    type: 'AppendContract',
    occurredOn: '2022-10-01',
    actor: 'u-agency',
    role: 'agency-leader',
    appendixNo: 'PL-01',
    endsOn: '2022-12-31',
    facts: { planYear: 2022 },
  },
  {
    ...{ type: 'DeclineExtension', occurredOn: '2022-10-01', actor: 'follow-up:u-agency', reason: 'illegal-transition' },
    ...{ ...member('stopped', '002'), appendixNo: 'PL-01' },
  },
  {
    ...{ type: 'DropMember', occurredOn: '2022-10-01', actor: 'follow-up:u-agency', reason: 'illegal-transition' },
    ...member('stopped', '002'),
  },
];

/** Each thing said causes one event: the last one is that of the thing said before. */
const lastOf = ({ type }: { readonly type: string }, index: number) => (type === 'ReverseAct' ? { revision: index - 1 } : {});

const loose = (kind: unknown): Said['kind'] => kind as Said['kind'];

const sha256 = 'a'.repeat(64);
const importing = { occurredOn: '2022-10-15', actor: 'import:operator', sha256 };

/** A rule that holds long after the lives, so that it judges none of them. */
const ruling = { occurredOn: '2022-10-15', actor: 'u-leader', role: 'department-leader', province: { set: 'vn63', code: '38' } };
const ruleChanges = [
  {
    ...{ ...ruling, type: 'ActivateRules', from: '2035-01-01', replaces: [] },
    legalBasis: { instrument: 'QĐ 12/2022/QĐ-UBND', article: 'art. 5', decidedOn: '2022-10-01' },
    rows: [{ list: 'ceilings', row: { id: 'th-machinery', content: 'ND3b', ratePercent: 50, capVnd: 150_000_000, perUnit: true } }],
  },
  { ...ruling, type: 'RevokeRules', activation: 'vn63.38-1', reason: 'Ghi nhầm' },
] as unknown as readonly AnyCommand[];

/** Floods after the lives; nothing of them counts working days. */
const closing = { occurredOn: '2022-10-15', actor: 'u-leader', role: 'department-leader', province: { set: 'vn63', code: '38' } };
const closures = [
  {
    ...{ ...closing, type: 'SetCalendarDays' },
    days: ['2022-10-17', '2022-10-18'].map((date) => ({
      ...{ date, kind: 'closure', name: 'Lũ trên sông Mã', basis: 'Công điện 15/CĐ-UBND', documentNo: '15/CĐ-UBND' },
      ...{ announcedOn: '2022-10-15', status: 'verified', source: null },
    })),
  },
  { ...closing, type: 'RevokeCalendarDay', date: '2022-10-18', reason: 'Nước rút sớm' },
] as unknown as readonly AnyCommand[];

const contact = {
  ...{ person: 'th-01', name: 'Cán bộ Trung tâm Khuyến công Thanh Hóa', role: 'centre-officer', unit: draft.implementingUnit },
  ...{ province: { set: 'vn63', code: '38' }, email: 'th-01@example.invalid', language: 'vi' },
  ...{ activeFrom: '2022-01-01', activeTo: null, ownActions: false },
};
const ofPerson = { occurredOn: '2022-10-15', actor: 'u-operator', role: 'operator', person: 'th-01' };
const contactChanges = [
  { ...ofPerson, type: 'RecordContact', contact },
  { ...ofPerson, type: 'OpenFeed', secretSha256: 'c'.repeat(64) },
  { ...ofPerson, type: 'MarkInboxRead', actor: 'th-01', role: 'centre-officer', deliveries: ['reminder-delivery~th-01~2022-10-14~email'] },
  { ...ofPerson, type: 'RevokeFeed', reason: 'Lộ địa chỉ' },
  { ...ofPerson, type: 'EndContact', lastDay: '2022-12-31', reason: 'Chuyển công tác' },
] as unknown as readonly AnyCommand[];

const reminded = {
  ...{
    project: 'settled',
    code: codeOf('001'),
    obligation: 'settlement',
    kind: 'settlement',
    step: 'due',
    on: '2022-10-14',
    due: '2022-10-14',
  },
  ...{ late: false, skipped: [], rule: 'deadline-settlement', ladder: 'ladder', calendar: null, startedBy: 'e-1' },
};
const mail = 'reminder-delivery~th-01~2022-10-14~email';
const clock = { occurredOn: '2022-10-15', actor: 'reminders:clock' };
const lease = (at: string, until: string) => ({ ...clock, type: 'LeaseDelivery', holder: 'w-1', at, until });
const mailed = [
  {
    ...clock,
    type: 'ClaimDelivery',
    recipient: 'th-01',
    day: '2022-10-14',
    channel: 'email',
    items: [reminded],
    messageId: 'm-1@example.invalid',
  },
  lease('2022-10-14T01:00:00.000Z', '2022-10-14T01:02:00.000Z'),
  { ...clock, type: 'ReportFailed', holder: 'w-1', reason: '451', retryAt: '2022-10-14T01:05:00.000Z' },
  lease('2022-10-14T01:05:00.000Z', '2022-10-14T01:07:00.000Z'),
  { ...clock, type: 'ReportSent', holder: 'w-1', response: '250 ok', leftOut: [] },
  { occurredOn: '2022-10-15', actor: 'u-operator', role: 'operator', type: 'AskResend', delivery: mail, reason: 'Chưa nhận được' },
  lease('2022-10-14T02:00:00.000Z', '2022-10-14T02:02:00.000Z'),
  { ...clock, type: 'WithdrawDelivery', holder: 'w-1', reason: 'nothing-left' },
] as unknown as readonly AnyCommand[];
const operator = { occurredOn: '2022-10-15', actor: 'u-operator', role: 'operator' };
const excluded = { project: 'settled', obligation: 'settlement', recipient: null, reason: 'Đã làm trên giấy' };
const controlled = [
  { ...operator, type: 'PauseReminders', kind: 'settlement', reason: 'Đang rà soát' },
  { ...operator, type: 'ResumeReminders', kind: 'settlement', reason: 'Xong' },
  { ...operator, type: 'ExcludeReminder', ...excluded },
  { ...operator, type: 'IncludeReminder', ...excluded },
  { ...operator, type: 'AddWebhook', webhook: 'so-ct-38', url: 'https://example.invalid/hook', province: 'vn63.38' },
  { ...operator, type: 'RemoveWebhook', webhook: 'so-ct-38', reason: 'Thôi dùng' },
] as unknown as readonly AnyCommand[];

/** Everything that is said, stream by stream. */
export const said: readonly Said[] = [
  {
    kind: loose(importKind),
    stream: importStream(sha256),
    command: { ...importing, type: 'StartImport', file: 'register.csv', rows: 3, toRecord: 2, alreadyKnown: 1, refused: 0 } as AnyCommand,
  },
  { kind: loose(importKind), stream: importStream(sha256), command: { ...importing, type: 'FinishImport', events: 12 } as AnyCommand },
  ...[allocated, decision, ...planChanges].map((command) => ({ kind: loose(planKind), stream: plan, command })),
  { kind: loose(contractKind), stream: contractStream('c-1'), command: concluded },
  {
    kind: loose(contractKind),
    stream: contractStream('c-1'),
    command: { ...concluded, members: [member('settled', '001'), ...joining] } as AnyCommand,
  },
  ...contractChanges.map((command) => ({ kind: loose(contractKind), stream: contractStream('c-1'), command })),
  ...Object.entries(lives).flatMap(([projectId, acts]) =>
    acts.map(({ on, as, ...act }, index) => ({
      kind: loose(projectKind),
      stream: projectStream(projectId),
      command: { actor: `u-${as}`, ...act, ...lastOf(act, index), projectId, occurredOn: on, role: as } as unknown as AnyCommand,
    })),
  ),
  ...contactChanges.map((command) => ({ kind: loose(contactKind), stream: contactStream('th-01'), command })),
  { kind: loose(projectKind), stream: projectStream('group'), command: declined },
  ...ruleChanges.map((command) => ({ kind: loose(rulebookKind), stream: rulesStream({ set: 'vn63', code: '38' }), command })),
  ...mailed.map((command) => ({ kind: loose(deliveryKind), stream: mail, command })),
  {
    kind: loose(stepKind),
    stream: 'reminder-settled~settlement~due~2022-10-14~email~th-01',
    command: { ...clock, type: 'ClaimStep', item: reminded, delivery: mail } as unknown as AnyCommand,
  },
  ...controlled.map((command) => ({ kind: loose(controlKind), stream: REMINDER_CONTROL, command })),
  ...closures.map((command) => ({ kind: loose(calendarKind), stream: calendarStream({ set: 'vn63', code: '38' }), command })),
];
