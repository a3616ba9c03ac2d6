import { readFileSync } from 'node:fs';
import { readCalendarFile } from '#commands/calendar/calendar-file';
import { loadCalendar, SHIPPED_CALENDAR } from '#commands/calendar/load-calendar';
import { Commands } from '#commands/handle';
import { contactKind } from '#commands/stream-kind';
import { prepareAppend } from '#event-log/append-request';
import type { NewEvent } from '#event-log/event-log';
import { type GroupAppend, GroupCommit } from '#event-log/group-commit';
import { SqliteLog } from '#event-log/sqlite-log';
import { openForAppending } from '#event-log/writer-connection';
import { addDays, days } from '#lifecycle/calendar-date';
import { type Contact, contactStream } from '#lifecycle/contact/contact.events';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { ProvinceRef } from '#reference/province-ref';
import { provinces63 } from '#reference/provinces';
import { uuid } from '#testkit/project-life';

/** Projects under contract whose first advance is due in ten days: each has one reminder, to the officer of its own centre. */
export interface World {
  readonly file: string;
  readonly projects: number;
  /** Centres, with one officer each. */
  readonly centres: number;
  /** The day on which the world is made. */
  readonly day: string;
  /** The working day on which the reminder of a project ten days before its first advance falls. Default: `day`. */
  readonly remindOn?: (project: number) => string;
}

const COMMIT_APPENDS = 1_000;
const TERM_DAYS = 60;

export const unitOf = (centre: number): string => `Trung tâm Khuyến công số ${centre}`;
export const personOf = (centre: number): string => `officer-${centre}`;
const provinceOf = (centre: number): ProvinceRef => ({ set: 'vn63', code: provinces63[centre % provinces63.length]?.code ?? '' });

/** Makes the log: a calendar, the officers, the projects. */
export async function makeWorld(world: World): Promise<void> {
  await settle(world);
  const db = openForAppending({ file: world.file, createdBy: 'proof', checkpointPages: 100_000 });
  db.exec('PRAGMA synchronous = OFF');
  const group = new GroupCommit(db);
  let waiting: GroupAppend[] = [];
  const commit = (): void => {
    const failed = group.commit(waiting).find(({ kind }) => kind !== 'appended');
    if (failed) throw new Error(`the log does not take it: ${JSON.stringify(failed)}`);
    waiting = [];
  };
  for (let project = 0; project < world.projects; project++) {
    waiting.push({
      stream: `project-${uuid(7, project, 0)}`,
      first: 0,
      events: prepareAppend(`project-${uuid(7, project, 0)}`, 'no_stream', eventsOf(project, world)),
    });
    if (waiting.length === COMMIT_APPENDS) commit();
  }
  commit();
  db.close();
}

async function settle({ file, centres, day }: World): Promise<void> {
  const log = await SqliteLog.open({ file, program: 'proof reminders' });
  const commands = new Commands(log, { now: () => `${day}T00:00:00.000Z` });
  const by = { occurredOn: day, actor: 'u-operator', role: 'operator' } as const;
  await loadCalendar(commands, readCalendarFile(readFileSync(SHIPPED_CALENDAR)).days, by);
  const officers = Array.from({ length: centres }, (_, centre) => {
    const contact: Contact = {
      ...{
        person: personOf(centre),
        name: `Cán bộ số ${centre}`,
        role: 'centre-officer',
        unit: unitOf(centre),
        province: provinceOf(centre),
      },
      ...{ email: `${personOf(centre)}@example.invalid`, language: 'vi', activeFrom: '2019-01-01', activeTo: null, ownActions: false },
    };
    const commandId = uuid(8, centre, 0);
    const command = { ...by, type: 'RecordContact' as const, contact };
    return commands.handle(contactKind, contactStream(contact.person), { command, trace: { commandId, correlationId: commandId } });
  });
  await Promise.all(officers);
  await log.close();
}

/** Named so that events of a project's stream can be made without a command. */
function eventsOf(project: number, { centres, day, remindOn = () => day }: World): readonly NewEvent[] {
  const centre = project % centres;
  const province = provinceOf(centre);
  const beneficiary = { name: `Cơ sở ${project}`, taxCode: null };
  const signedOn = addDays(remindOn(project), days(10 - TERM_DAYS));
  const draft = {
    ...{ title: `Hỗ trợ máy móc tại cơ sở ${project}`, implementingUnit: unitOf(centre), beneficiary, note: null },
    ...{ totalCost: 200_000_000, supportRequested: 100_000_000, counterpart: 100_000_000, output: { unit: 'cơ sở', planned: 1 } },
  };
  const need = {
    code: `KCDP-2022-${province.code}-${String(project + 1).padStart(7, '0')}`,
    source: 'KCDP',
    planYear: 2022,
    province,
    commune: 'Xã Hòa Tiến',
    content: 'ND3b',
    beneficiary,
  } as const;
  const passed = { result: 'pass', amount: 100_000_000, reason: null, findings: [] } as const;
  const told: readonly ProjectEvent[] = [
    { type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } },
    { type: 'ProjectRegistered', data: draft },
    { type: 'BaseAppraisalConcluded', data: passed },
    { type: 'FinalAppraisalConcluded', data: { ...passed, level: 'province' } },
    { type: 'ApprovedInPlan', data: { plan: 'plan-KCDP-2022', decisionNo: '1/QĐ-UBND', amount: 100_000_000 } },
    { type: 'ContractSigned', data: { contract: `contract-${uuid(9, project, 0)}`, contractNo: `${project}/HĐ`, endsOn: '2032-12-31' } },
  ];
  return told.map(({ type, data }, index) => ({
    ...{ id: uuid(7, project, index + 1), type, version: 1, data: data as unknown as NewEvent['data'] },
    meta: {
      actor: 'u-agency',
      occurredOn: signedOn,
      recordedAt: `${signedOn}T01:00:00.000Z`,
      commandId: uuid(6, project, index + 1),
      correlationId: uuid(6, project, 0),
    },
  }));
}
