import type { RecordedEvent } from '#event-log/event-log';
import type { ContractEvent } from '#lifecycle/contract/contract.events';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { toldOf } from '#read-models/record/deciding-sentences';
import { tell } from '#read-models/record/sentences';
import { type EventSchema, schemaName } from './event-schemas.ts';

interface Words {
  readonly vi: string;
  readonly en: string;
}

/** Events that no record shows: what they are in a word. */
const UNTOLD: Readonly<Record<string, Words>> = {
  PlanAllocated: { vi: 'Giao dự toán cho kế hoạch', en: 'Money is given to the plan' },
  MovedToDefinition: { vi: 'Chuyển sang quy trình khác', en: 'The project moves to another stage graph' },
  ImportStarted: { vi: 'Bắt đầu nhập sổ đăng ký', en: 'The import of a register begins' },
  ImportFinished: { vi: 'Nhập xong sổ đăng ký', en: 'The import of a register ends' },
  RulesActivated: { vi: 'Áp dụng quy định', en: 'Rules are activated' },
  RulesRevoked: { vi: 'Thu hồi quy định', en: 'Activated rules are revoked' },
  CalendarDaysSet: { vi: 'Đặt ngày trong lịch làm việc', en: 'Days are set in the working calendar' },
  CalendarDayRevoked: { vi: 'Bỏ một ngày khỏi lịch làm việc', en: 'A day is taken back from the working calendar' },
  ContactRecorded: { vi: 'Ghi hoặc sửa một đầu mối nhận nhắc việc', en: 'A contact is recorded or changed' },
  ContactEnded: { vi: 'Đầu mối thôi nhận nhắc việc', en: 'A contact ends' },
  FeedOpened: { vi: 'Mở lịch hạn việc của một người', en: 'A person’s feed is opened' },
  FeedRevoked: { vi: 'Thu hồi lịch hạn việc của một người', en: 'A person’s feed is revoked' },
  InboxRead: { vi: 'Một người đã đọc các nhắc việc', en: 'A person has read reminders' },
};

/** docs/reference/schemas/README.md. `examples`: a log that holds each type, from which its sentence is taken. */
export function schemasPage(schemas: readonly EventSchema[], examples: readonly RecordedEvent[]): string {
  const lines = schemas.map(({ category, type, version }) => {
    const names = Array.from({ length: version }, (_, index) => ({ type, version: version - index }));
    const links = names.map((one) => `[${one.version}](${schemaName(one)}.schema.json)`).join(', ');
    const { vi, en } = wordsOf(type, examples);
    return `| \`${type}\` | ${links} | ${category} | ${inCell(vi)} | ${inCell(en)} |`;
  });
  return `# Event schemas

The data of every event as JSON Schema 2020-12, one file for each type and version; the first version in a row is the one that is written
today. Made from the types in \`libs/lifecycle\` by \`node dist/test/releases/write-schemas.js\` after a build; a test keeps them equal, and
checks every stored event against them. A version that a release has published never changes: see
[what versions promise](../../explanation/versions.md) and [how to change an event](../../how-to/change-an-event.md).

The words are those of the record for one example.

| type | version | stream | Tiếng Việt | English |
|---|---|---|---|---|
${lines.join('\n')}
`;
}

function wordsOf(type: string, examples: readonly RecordedEvent[]): Words {
  const untold = UNTOLD[type];
  if (untold !== undefined) return untold;
  const example = examples.find((event) => event.type === type);
  if (example === undefined) throw new Error(`no example of ${type}`);
  const { stream, data } = example;
  if (stream.startsWith('project-')) return tell({ type, data } as unknown as ProjectEvent).sentence;
  const told = toldOf({ type, data } as unknown as PlanEvent | ContractEvent, projectIn(data));
  if (told === null) throw new Error(`the example of ${type} names no project`);
  return told.sentence;
}

/** A project that a plan's or a contract's event names. */
function projectIn(data: RecordedEvent['data']): string {
  const { project, items, members, leftOut } = data as {
    readonly project?: string;
    readonly [list: string]: unknown;
  } & { readonly [List in 'items' | 'members' | 'leftOut']?: readonly { readonly project: string }[] };
  return project ?? [...(items ?? []), ...(members ?? []), ...(leftOut ?? [])][0]?.project ?? '';
}

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
