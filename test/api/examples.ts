/** A body for each address that takes one: those that the walk-through says and are taken, and a few that no story needs. */
import type { Step } from './walk-through/step.ts';
import { course, keyScheme, machine } from './walk-through/stories.ts';

export interface Example {
  readonly summary: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const addressOf = ({ to }: Step): string => {
  if (to === 'projects' || to === 'contracts') return `/api/v1/${to}`;
  return to.startsWith('plans/') ? `/api/v1/plans/{plan}/${to.split('/')[2]}` : `/api/v1/projects/{project}/${to}`;
};

/** The last of each kind: later ones say more. */
const told = (): readonly (readonly [string, Example])[] =>
  [machine, course, keyScheme].flatMap(({ title, steps }) =>
    steps.filter(({ refused }) => refused === undefined).map((step) => [addressOf(step), { summary: title, value: step.body }] as const),
  );

const on = (occurredOn: string, fields: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  occurredOn,
  ...fields,
});

const MILLION = 1_000_000;
const machinery = {
  from: '2027-01-01',
  legalBasis: { instrument: 'TT 99/2026/TT-BTC', article: 'art. 8(4)', decidedOn: '2026-12-01' },
  replaces: ['ceiling-machinery-2018'],
  rows: [
    { list: 'ceilings', row: { id: 'ceiling-machinery-2027', content: 'ND3b', ratePercent: 50, capVnd: 200 * MILLION, perUnit: true } },
  ],
};
const swap = {
  date: '2026-01-02',
  kind: 'swapped-off',
  name: 'Nghỉ hoán đổi dịp Tết Dương lịch, làm bù 10/01/2026',
  basis: 'Công văn 12729/VPCP-KGVX ngày 25/12/2025',
  documentNo: '12729/VPCP-KGVX',
  announcedOn: '2025-12-25',
  status: 'verified',
  source: null,
};
const NO_SUCH_STORY: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'commands/batch': {
    items: [
      {
        project: 'KCQG-2024-38-001',
        act: 'withdrawal',
        ifMatch: '"r3"',
        commandId: '018c2b5e-0000-7000-8000-000000000001',
        body: on('2023-06-01', { reason: 'Không còn nhu cầu' }),
      },
    ],
  },
  'contacts/{person}/details': on('2024-01-02', {
    name: 'Cán bộ khuyến công – Trung tâm Khuyến công Thanh Hóa',
    role: 'centre-officer',
    unit: 'Trung tâm Khuyến công Thanh Hóa',
    province: { set: 'vn34', code: '38' },
    email: 'th-01@example.invalid',
    language: 'vi',
    activeFrom: '2024-01-01',
    activeTo: null,
    ownActions: false,
  }),
  'contacts/{person}/ending': on('2024-06-03', { lastDay: '2024-06-30', reason: 'Chuyển công tác' }),
  'contacts/{person}/feed': on('2024-01-02'),
  'contacts/{person}/feed-revocation': on('2024-03-01', { reason: 'Lộ địa chỉ lịch' }),
  'contacts/{person}/read-marks': on('2024-01-26', { deliveries: ['reminder-delivery~th-01~2024-01-25~email'] }),
  'contracts/{contract}/appendices': on('2024-03-01', { appendixNo: 'PL01', endsOn: '2024-12-20', members: ['KCQG-2024-38-002'] }),
  'plans/{plan}/adjustments': on('2024-04-20', {
    decisionNo: '800/QĐ-BCT',
    items: [{ project: 'KCQG-2024-38-001', amount: 300 * MILLION, reason: 'Giá máy tăng' }],
  }),
  'plans/{plan}/releases': on('2024-02-02', {
    decisionNo: '11/QĐ-CTĐP',
    items: [{ project: 'KCQG-2024-38-001', reason: 'Đề án ngừng triển khai' }],
  }),
  'projects/{project}/adjustment-requests': on('2024-04-01', { change: { support: 300 * MILLION }, reason: 'Giá máy tăng' }),
  'projects/{project}/adjustment-confirmations': on('2024-04-10', { visitedOn: '2024-04-09', opinion: 'Đồng ý điều chỉnh' }),
  'projects/{project}/adjustment-decisions': on('2024-04-20', { approved: true, decisionNo: '12/QĐ-CTĐP' }),
  'projects/{project}/corrections': on('2024-05-02', { details: { commune: 'Xã Ngọc Phụng' }, reason: 'Ghi sai tên xã' }),
  'projects/{project}/deadline-pauses': on('2024-04-02', {
    deadline: 'first-advance',
    document: '15/CTĐP-KC',
    reason: 'Chờ Kho bạc Nhà nước hướng dẫn hồ sơ',
  }),
  'projects/{project}/deadline-resumptions': on('2024-04-12', { deadline: 'first-advance', reason: 'Kho bạc đã hướng dẫn' }),
  'projects/{project}/definition': on('2026-11-02', { to: 'KCQG-2', legalBasis: 'Thông tư mới về trình tự' }),
  'projects/{project}/earlier-support-judgements': on('2023-06-02', {
    earlier: 'KCQG-2021-38-004',
    sameItem: false,
    reason: 'Máy khác, hạng mục khác',
  }),
  'projects/{project}/force-majeure': on('2024-09-12', { event: 'Bão số 3', explanation: 'Nhà xưởng ngập, máy hỏng' }),
  'projects/{project}/force-majeure-confirmations': on('2024-09-20', { percent: 40, minutesNo: '07/BB-UBND' }),
  'projects/{project}/group-plan': on('2024-02-10', {
    decisionNo: '45/QĐ-SCT',
    places: [{ commune: 'Xã Ngọc Phụng', beneficiary: 'Hợp tác xã Thọ Xuân', amount: 150 * MILLION }],
  }),
  'projects/{project}/hand-overs': on('2024-05-02', { to: 'demo:officer', reason: 'Chuyển công tác' }),
  'projects/{project}/inspections': on('2024-06-12', { findings: 'Máy đã lắp đặt, chạy thử', demands: ['Bổ sung biên bản chạy thử'] }),
  'projects/{project}/notes': on('2024-05-02', { about: 'record', text: 'Đã gọi điện nhắc nộp báo cáo', audience: 'shared' }),
  'projects/{project}/recoveries': on('2024-10-01', { amount: 20 * MILLION, reason: 'Khối lượng giảm' }),
  'projects/{project}/reversals': on('2024-06-06', { revision: 41, reason: 'Nhập nhầm đề án' }),
  'projects/{project}/stop': on('2024-02-01', { decisionNo: '10/QĐ-BCT', reason: 'Đơn vị thụ hưởng giải thể', cause: 'objective' }),
  'projects/{project}/support-contract': on('2024-02-20', { contractNo: '03/HĐ-HT', investor: 'Hợp tác xã Chế biến gỗ Thọ Xuân' }),
  'projects/{project}/task-assignment': on('2024-02-15', { decisionNo: '21/QĐ-CTĐP', endsOn: '2024-11-30' }),
  'projects/{project}/withdrawal': on('2023-06-01', { reason: 'Không còn nhu cầu' }),
  'calendar/layers/{scope}/days': on('2025-12-26', {
    days: [swap, { ...swap, date: '2026-01-10', kind: 'makeup-working', name: 'Làm bù cho 02/01/2026' }],
  }),
  'calendar/layers/{scope}/closures': on('2026-09-13', {
    ...{ from: '2026-09-14', to: '2026-09-15', reason: 'Bão số 5', documentNo: '12/CĐ-UBND', announcedOn: '2026-09-13' },
  }),
  'calendar/layers/{scope}/revocations': on('2026-09-14', { date: '2026-09-15', reason: 'Bão tan sớm' }),
  'calendar/layers/{scope}/preview': { days: [swap] },
  'reminders/deliveries/{delivery}/resends': on('2024-01-26', { reason: 'Máy chủ thư của Trung tâm mất dữ liệu ngày 25/01' }),
  'reminders/exclusions': on('2024-01-26', {
    project: 'KCQG-2024-38-001',
    obligation: 'monthly-report:2024-01',
    recipient: null,
    reason: 'Đã thống nhất báo cáo gộp với tháng 2',
  }),
  'reminders/inclusions': on('2024-02-01', {
    project: 'KCQG-2024-38-001',
    obligation: 'monthly-report:2024-01',
    recipient: null,
    reason: 'Không báo cáo gộp nữa',
  }),
  'reminders/pauses': on('2024-02-05', { kind: 'monthly-report', reason: 'Nghỉ Tết, báo cáo tháng 1 nộp sau' }),
  'reminders/resumptions': on('2024-02-19', { kind: 'monthly-report', reason: 'Hết nghỉ Tết' }),
  'rules/trials': { ...machinery, year: 2022, region: 'north', province: null },
  'rules/{scope}/activations': { ...machinery, ...on('2026-12-02') },
  'rules/{scope}/revocations': on('2026-12-05', { activation: 'national-1', reason: 'Ban hành nhầm' }),
};

/** By address. */
export function examples(): Readonly<Record<string, Example>> {
  const found = Object.fromEntries(told());
  const draft = found['/api/v1/projects/{project}/draft'];
  const survey = found['/api/v1/projects'];
  const others = Object.entries(NO_SUCH_STORY).map(([path, value]) => [`/api/v1/${path}`, { summary: 'Example', value }] as const);
  return {
    ...Object.fromEntries(others),
    ...found,
    ...(survey && { '/api/v1/projects/{project}/survey': survey }),
    ...(draft && { '/api/v1/projects/{project}/checks/draft': draft }),
  };
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: { content: Record<string, object> } }>>>>;
}

/** The same description with an example beside each body. */
export function withExamples<Description extends object>(description: Description): Description {
  const copy = structuredClone(description) as Description & Described;
  for (const [path, example] of Object.entries(examples())) {
    const content = copy.paths[path]?.['post']?.requestBody?.content;
    if (content?.['application/json'] === undefined) throw new Error(`${path} has an example and takes no body`);
    content['application/json'] = { ...content['application/json'], examples: { told: example } };
  }
  return copy;
}
