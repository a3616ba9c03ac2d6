import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CausationChain, CausationNode } from '#contracts/causation';
import type { JsonObject, RecordedEvent } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { places } from '../places/places.model.ts';
import { Projector } from '../projector.ts';
import { projects } from '../projects/projects.model.ts';
import { chainOfEvent, effectsOfCommand, eventById, STREAMS_BELOW_MAX } from './causation.ts';
import { chainsOfProject } from './project-chain.ts';

const log = new MemoryLog('log-1');
const db = new DatabaseSync(':memory:');
const source = { log, db };
const everybody = { about: null, sees: () => true };
const PLAN = 'plan-KCQG-2022';

/** `e7`: an id of that number; the beginnings of most are alike, which a look-up must not be misled by. */
const id = (number: number): string => `33333333-0000-5000-8000-${String(number).padStart(12, '0')}`;
const projectId = (number: number): string => `11111111-0000-5000-8000-${String(number).padStart(12, '0')}`;
const ofProject = (number: number): string => `project-${projectId(number)}`;
const code = (number: number): string => `KCQG-2022-38-${String(number).padStart(3, '0')}`;
const named = (number: number) => ({ project: projectId(number), code: code(number) });

interface Told {
  readonly number: number;
  readonly stream: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly command: number;
  readonly cause?: number;
}

const heads = new Map<string, number>();
async function happen({ number, stream, type, data, command, cause }: Told): Promise<void> {
  const meta = {
    commandId: id(command),
    correlationId: id(command),
    actor: 'u-minister',
    onBehalfOf: 'Bộ Công Thương',
    unit: 'cuc',
    occurredOn: '2022-01-20',
    recordedAt: '2022-01-20T02:00:00.000Z',
    ...(cause === undefined ? {} : { causationId: id(cause) }),
  };
  const { revision } = await log.append(stream, heads.get(stream) ?? 'no_stream', [{ id: id(number), type, version: 1, data, meta }]);
  heads.set(stream, revision);
}

const survey = (number: number): JsonObject => ({
  ...{ code: code(number), source: 'KCQG', planYear: 2022, province: { set: 'vn63', code: '38' }, commune: 'Xã A', content: 'ND3b' },
  ...{ beneficiary: { name: 'Cơ sở A', taxCode: null }, outcome: 'recorded' },
});
const decided = (numbers: readonly number[]): JsonObject => ({
  ...{ source: 'KCQG', year: 2022, province: null, decisionNo: '1/QĐ-BCT', leftOut: [] },
  items: numbers.map((number) => ({ ...named(number), amount: 300_000_000 })),
});
const MANY = Array.from({ length: STREAMS_BELOW_MAX + 20 }, (_, index) => index + 1);

/** A reminder of a deadline that event 1002 started, and the mail that it went out with. */
async function remind(): Promise<void> {
  const delivery = 'reminder-delivery~an~2022-02-01~email';
  const item = {
    ...{
      project: projectId(2),
      code: code(2),
      obligation: 'base-appraisal',
      kind: 'base-appraisal',
      step: 'due',
      on: '2022-02-01',
      due: '2022-02-01',
    },
    ...{ late: false, skipped: [], rule: 'r', ladder: 'l', calendar: null, startedBy: id(1_002) },
  };
  const claimed = { recipient: 'an', day: '2022-02-01', channel: 'email', messageId: 'm@example.invalid', items: [item] };
  await happen({ number: 31, stream: delivery, type: 'DeliveryClaimed', data: claimed, command: 131 });
  const step = `reminder-${projectId(2)}~base-appraisal~due~2022-02-01~email~an`;
  await happen({ number: 32, stream: step, type: 'ReminderClaimed', data: { ...item, delivery }, command: 132, cause: 1_002 });
  const lease = { attempt: 1, holder: 'w-1', until: '2022-02-01T02:00:00.000Z' };
  await happen({ number: 33, stream: delivery, type: 'DeliveryLeased', data: lease, command: 133 });
  const sent = { attempt: 1, messageId: 'm@example.invalid', response: '250 ok', leftOut: [] };
  await happen({ number: 34, stream: delivery, type: 'DeliverySent', data: sent, command: 134 });
}

beforeAll(async () => {
  for (const number of MANY)
    await happen({
      number: 1_000 + number,
      stream: ofProject(number),
      type: 'NeedSurveyed',
      data: survey(number),
      command: 2_000 + number,
    });
  await happen({ number: 1, stream: PLAN, type: 'PlanDecided', data: decided(MANY), command: 101 });
  for (const number of MANY) {
    const data = { plan: PLAN, decisionNo: '1/QĐ-BCT', amount: 300_000_000 };
    await happen({ number: 5_000 + number, stream: ofProject(number), type: 'ApprovedInPlan', data, command: 6_000 + number, cause: 1 });
  }
  const items = [{ ...named(1), amount: 280_000_000, before: 300_000_000, reason: 'Giá giảm' }];
  await happen({ number: 2, stream: PLAN, type: 'PlanAdjusted', data: { decisionNo: '2/QĐ-BCT', items }, command: 102 });
  const lowered = { plan: PLAN, decisionNo: '2/QĐ-BCT', amount: 280_000_000, before: 300_000_000, reason: 'Giá giảm' };
  await happen({ number: 3, stream: ofProject(1), type: 'ApprovalAdjusted', data: lowered, command: 103, cause: 2 });
  const taken = { decisionNo: '2/QĐ-BCT', ...named(1), amount: 280_000_000 };
  await happen({ number: 4, stream: PLAN, type: 'PlanChangeTaken', data: taken, command: 104, cause: 2 });
  const note = { about: 'Hồ sơ', text: 'Nội bộ', audience: 'internal' };
  await happen({ number: 5, stream: ofProject(1), type: 'NoteAdded', data: note, command: 105 });
  await remind();
  await new Projector({ log, db, models: [places, projects] }).catchUp();
});

const event = async (number: number): Promise<RecordedEvent> => (await eventById(source, id(number))) as RecordedEvent;
const brief = (nodes: readonly CausationNode[]): unknown =>
  nodes.map((node) => [node.kind, Number(node.id.slice(-12)), ...(node.children.length > 0 ? [brief(node.children)] : [])]);
const ofEvent = async (number: number, about: string | null = null): Promise<CausationChain> =>
  (await chainOfEvent(source, await event(number), { ...everybody, about })) as CausationChain;

describe('an event', () => {
  it('is found by its id alone, whatever begins alike', async () => {
    for (const number of [1, 4, 5, 1_001, 5_120]) expect(await event(number)).toMatchObject({ id: id(number) });
    for (const nobody of [id(999_999), '44444444-0000-5000-8000-000000000001', '', 'x', `${id(1)}x`, '%', "' OR 1=1"])
      expect(await eventById(source, nobody)).toBeNull();
  });

  it('of a project leads up to the decision that caused it', async () => {
    const { why, effects, position } = await ofEvent(3);
    expect(brief(why)).toEqual([
      ['command', 102],
      ['event', 2],
      ['command', 103],
    ]);
    expect(brief(effects)).toEqual([['event', 3]]);
    expect(why[0]).toMatchObject({ actor: 'u-minister', onBehalfOf: 'Bộ Công Thương', unit: 'cuc', stream: PLAN, causationId: null });
    expect(effects[0]).toMatchObject({ project: { id: projectId(1), code: code(1) }, amount: 280_000_000, document: '2/QĐ-BCT' });
    expect(position).toBe(await log.head());
  });

  it('of a plan leads down to its projects and to the answers', async () => {
    expect(brief((await ofEvent(2)).effects)).toEqual([
      [
        'event',
        2,
        [
          ['command', 104, [['event', 4]]],
          ['command', 103, [['event', 3]]],
        ],
      ],
    ]);
  });

  it('that started a deadline leads down to its reminders and to the mail', async () => {
    const mail = [
      ['command', 131, [['event', 31]]],
      ['command', 133, [['event', 33]]],
      ['command', 134, [['event', 34]]],
    ];
    expect(brief((await ofEvent(1_002)).effects)).toEqual([['event', 1_002, [['command', 132, [['event', 32, mail]]]]]]);
    expect(brief((await ofEvent(32)).why.slice(0, 2))).toEqual([
      ['command', 2_002],
      ['event', 1_002],
    ]);
  });

  it('with more effects than can be looked at says how many are not listed, and lists the reader’s project', async () => {
    const last = MANY.at(-1) ?? 0;
    const { effects } = await ofEvent(1, projectId(last));
    expect(effects[0]?.more).toBe(MANY.length + 1 - STREAMS_BELOW_MAX);
    expect(effects[0]?.children[0]).toMatchObject({ id: id(6_000 + last) });
    expect(effects[0]?.children).toHaveLength(STREAMS_BELOW_MAX - 1);
  });

  it('that the reader may not know of is told neither as the asked nor as a cause', async () => {
    const sees = ({ type }: RecordedEvent) => type !== 'NoteAdded' && type !== 'PlanAdjusted';
    expect(await chainOfEvent(source, await event(5), { about: null, sees })).toBeNull();
    expect(brief((await chainOfEvent(source, await event(3), { about: null, sees }))?.why ?? [])).toEqual([['command', 103]]);
  });
});

it('a command has its events and what followed from them', async () => {
  const chain = await effectsOfCommand(source, await event(2), everybody);
  expect(chain).toMatchObject({ asked: { kind: 'command', id: id(102) }, why: [] });
  expect(brief(chain?.effects ?? [])).toEqual([
    [
      'command',
      102,
      [
        [
          'event',
          2,
          [
            ['command', 104, [['event', 4]]],
            ['command', 103, [['event', 3]]],
          ],
        ],
      ],
    ],
  ]);
});

describe('a project', () => {
  const all = { asOf: '2030-01-01', knownAt: null };
  it('has every command that touched it, each below its cause', async () => {
    const chain = await chainsOfProject(source, code(1), all);
    expect(brief(chain?.effects ?? [])).toEqual([
      ['command', 2_001, [['event', 1_001]]],
      ['command', 101, [['event', 1, [['command', 6_001, [['event', 5_001]]]]]]],
      [
        'command',
        102,
        [
          [
            'event',
            2,
            [
              ['command', 103, [['event', 3]]],
              ['command', 104, [['event', 4]]],
            ],
          ],
        ],
      ],
      ['command', 105, [['event', 5]]],
    ]);
  });
  it('is null where there is none, and before it began', async () => {
    expect(await chainsOfProject(source, 'KCQG-1999-00-000', all)).toBeNull();
    expect(await chainsOfProject(source, code(1), { asOf: '2020-01-01', knownAt: null })).toBeNull();
  });
});
