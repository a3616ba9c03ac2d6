import { type EventLog, READ_EVENTS_MAX, type RecordedEvent } from '#event-log/event-log';
import type { ContractEvent } from '#lifecycle/contract/contract.events';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import type { ImportEvent } from '#lifecycle/import/import.events';
import { importUpcasters } from '#lifecycle/import/import.upcasters';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { upcast, versionOf } from '#lifecycle/upcast';

/** An import that a crash cut short. */
export interface CutShort {
  readonly file: string;
  readonly sha256: string;
  /** UTC instant */
  readonly startedAt: string;
}

/** A project that an imported plan funds or an imported contract names, and whose own stream does not say so yet. */
export interface WaitingMember {
  readonly stream: string;
  readonly code: string;
}

export interface Unfinished {
  readonly imports: readonly CutShort[];
  readonly members: readonly WaitingMember[];
}

/**
 * Reads the whole log for what an import that was cut short has left. Running the same file again finishes it.
 * @throws UnknownEvent an event of a newer build
 */
export async function unfinishedImports(log: Pick<EventLog, 'readAll'>): Promise<Unfinished> {
  const running = new Map<string, CutShort>();
  const waiting = new Map<string, WaitingMember>();
  const followed = new Set<string>();
  for (let after: string | undefined; ;) {
    const page = await log.readAll({ limit: READ_EVENTS_MAX, ...(after === undefined ? {} : { after }) });
    for (const event of page) take(event, { running, waiting, followed });
    if (page.length < READ_EVENTS_MAX) break;
    after = page.at(-1)?.position;
  }
  for (const key of followed) waiting.delete(key);
  return { imports: [...running.values()], members: [...waiting.values()] };
}

interface Found {
  readonly running: Map<string, CutShort>;
  /** By `{project stream} {deciding stream}`. */
  readonly waiting: Map<string, WaitingMember>;
  readonly followed: Set<string>;
}

type Told = ProjectEvent | PlanEvent | ContractEvent | ImportEvent;

/** What tells of an import, in the versions that this build reads. */
const told = {
  ...{ ApprovedInPlan: projectUpcasters.ApprovedInPlan, ContractSigned: projectUpcasters.ContractSigned },
  ...{ ...planUpcasters, ...contractUpcasters, ...importUpcasters },
};

function take({ stream, type, version, data, meta }: RecordedEvent, { running, waiting, followed }: Found): void {
  if (versionOf(told, type) === 0) return;
  const event = upcast<Told>(told, type, version, data);
  const imported = 'attested' in event.data && event.data.attested !== undefined; // What a person decides is carried on by the follow-ups.
  switch (event.type) {
    case 'ApprovedInPlan':
      followed.add(`${stream} ${event.data.plan}`);
      return;
    case 'ContractSigned':
      followed.add(`${stream} ${event.data.contract}`);
      return;
    case 'PlanDecided':
      for (const { project, code } of imported ? event.data.items : []) waiting.set(`project-${project} ${stream}`, { stream, code });
      return;
    case 'ContractConcluded':
    case 'ContractMembersAdded':
      for (const { project, code } of imported ? event.data.members : []) waiting.set(`project-${project} ${stream}`, { stream, code });
      return;
    case 'ImportStarted':
      running.set(stream, { file: event.data.file, sha256: event.data.sha256, startedAt: meta['recordedAt'] ?? '' });
      return;
    case 'ImportFinished':
      running.delete(stream);
  }
}
