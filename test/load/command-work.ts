import { type Clock, systemClock } from '#commands/clock';
import { Commands } from '#commands/handle';
import type { Step } from '#commands/decide-steps';
import { projectKind } from '#commands/stream-kind';
import { uuidV5 } from '#commands/uuid-v5';
import type { EventLog } from '#event-log/event-log';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { Draft, Need } from '#lifecycle/project/project.events';

/**
 * The work of a command bench: projects of 20 events whose dossier goes back and forth. One piece of work is a return and its answer,
 * decided in one append of two events of about 600 bytes; afterwards the project is as before, so the work can go on for ever.
 */

const NAMESPACE = '5c4f3a0e-6a7c-4f6e-8d55-2f6b8a1c9e10';

/** Events of a project before the first piece of work. */
export const EVENTS_BEFORE = 20;
/** Returns that bring a project from its registration (4 events) to `EVENTS_BEFORE`. */
const ROUNDS_BEFORE = 8;

export const commandId = (name: string): string => uuidV5(name, NAMESPACE);
export const projectId = (index: number): string => commandId(`project ${index}`);
export const streamOf = (index: number): string => `project-${projectId(index)}`;

const need: Omit<Need, 'code'> = {
  source: 'KCDP',
  planYear: 2022,
  province: { set: 'vn63', code: '38' },
  commune: 'Xã Ngọc Phụng, huyện Thường Xuân',
  content: 'ND3b',
  beneficiary: { name: 'Hợp tác xã dệt thổ cẩm Ngọc Phụng', taxCode: null },
};
const draft: Draft = {
  title: 'Hỗ trợ ứng dụng máy móc thiết bị tiên tiến trong dệt thổ cẩm',
  implementingUnit: 'Trung tâm Khuyến công và Tư vấn phát triển công nghiệp Thanh Hóa',
  beneficiary: need.beneficiary,
  totalCost: 683_000_000,
  supportRequested: 310_000_000,
  counterpart: 373_000_000,
  output: { unit: 'cơ sở', planned: 2 },
  note: null,
  needBasis: 'Dệt thủ công, sản lượng thấp',
  aims: 'Tăng sản lượng gấp đôi',
  scale: 'Hai máy dệt',
  schedule: [{ step: 'Mua và lắp máy', from: '2022-03-01', to: '2022-06-30', responsible: need.beneficiary.name }],
  estimate: [
    { item: 'Máy dệt', unit: 'máy', quantity: 2, unitPrice: 155_000_000, amount: 310_000_000, payer: 'support' },
    { item: 'Nhà xưởng', unit: 'nhà', quantity: 1, unitPrice: 373_000_000, amount: 373_000_000, payer: 'own' },
  ],
  organisation: 'Trung tâm Khuyến công thực hiện cùng hợp tác xã',
  effect: 'Thêm việc làm cho 10 lao động',
  noDoubleSupport: true,
  ownMoneyCommitted: true,
};

function step(index: number, command: ProjectCommand, name: string): Step<ProjectCommand> {
  return { command, trace: { commandId: commandId(`${index} ${name}`), correlationId: commandId(`correlation ${index} ${name}`) } };
}

/**
 * One piece of work on project `index`; `name` is unique for each and stands in both events.
 * @param attempt makes the command ids anew: only for a control that must be caught doubling
 */
export function workOn(index: number, name: string, attempt = ''): readonly Step<ProjectCommand>[] {
  const day = { projectId: projectId(index), occurredOn: '2022-03-15' };
  const department = { ...day, actor: 'u-4f1c2a90', role: 'appraisal-officer', onBehalfOf: 'so-cong-thuong' } as const;
  const centre = { ...day, actor: 'u-9b2d7e11', role: 'centre-officer', onBehalfOf: 'trung-tam-kc' } as const;
  const item = `Dự toán kinh phí: ${name}`;
  return [
    step(
      index,
      { ...department, type: 'ReturnDossier', items: [{ item, demand: 'Bổ sung báo giá của nhà cung cấp' }] },
      `${name} return${attempt}`,
    ),
    step(index, { ...centre, type: 'CompleteDossier', answers: [{ item, answer: 'Đã bổ sung ba báo giá' }] }, `${name} answer${attempt}`),
  ];
}

/** Binds a stored file to project `index`; `name` is unique for each. */
export const attachmentOf = (
  index: number,
  { sha256, size, name }: { readonly sha256: string; readonly size: number; readonly name: string },
): Step<ProjectCommand> =>
  step(
    index,
    {
      projectId: projectId(index),
      occurredOn: '2022-03-15',
      actor: 'u-9b2d7e11',
      role: 'centre-officer',
      onBehalfOf: 'trung-tam-kc',
      type: 'AttachDocument',
      kind: 'request-letter',
      title: name,
      number: null,
      file: { sha256, size, name: `${name}.pdf`, mediaType: 'application/pdf' },
      proves: null,
    },
    `attach ${name}`,
  );

/** A piece of work as its caller has it in hand. */
export interface Piece {
  readonly stream: string;
  readonly steps: readonly Step<ProjectCommand>[];
}

/** Pieces for projects 0..projects−1 in turn, made before a clock runs: their ids are the callers' work and not the write path's. */
export const piecesOf = (name: string, count: number, projects: number): readonly Piece[] =>
  Array.from({ length: count }, (_, n) => ({ stream: streamOf(n % projects), steps: workOn(n % projects, `${name} ${n}`) }));

/** What makes project `index` one of 20 events. */
export function beginning(index: number): readonly Step<ProjectCommand>[] {
  const who = { actor: 'u-9b2d7e11', role: 'centre-officer', onBehalfOf: 'trung-tam-kc' } as const;
  const by = { projectId: projectId(index), occurredOn: '2022-01-10', ...who };
  const code = `KCDP-2022-38-${String(index + 1).padStart(3, '0')}`;
  return [
    step(index, { ...by, type: 'SurveyNeed', need: { ...need, code }, outcome: 'recorded' }, 'survey'),
    step(index, { ...by, type: 'DraftProject', draft }, 'draft'),
    step(index, { ...by, type: 'DraftProject', draft: { ...draft, note: 'Bản thứ hai' } }, 'second draft'),
    step(index, { ...by, type: 'RegisterProject' }, 'registration'),
    ...Array.from({ length: ROUNDS_BEFORE }, (_, round) => workOn(index, `before ${round}`)).flat(),
  ];
}

/** Projects begun at a time: enough to share syncs, few enough to stay within an append's neighbours in memory. */
const BEGUN_AT_ONCE = 64;

/** Writes the beginnings of projects 0..count−1. */
export async function begin(log: EventLog, count: number, clock: Clock = systemClock): Promise<Commands> {
  const commands = new Commands(log, clock);
  for (let from = 0; from < count; from += BEGUN_AT_ONCE) {
    const some = Array.from({ length: Math.min(BEGUN_AT_ONCE, count - from) }, (_, offset) => from + offset);
    await Promise.all(some.map((index) => commands.handleAll(projectKind, streamOf(index), beginning(index))));
  }
  return commands;
}
