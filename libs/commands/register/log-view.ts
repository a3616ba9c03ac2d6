import { type EventLog, READ_EVENTS_MAX, type RecordedEvent, StreamNotFound } from '#event-log/event-log';
import { contract } from '#lifecycle/contract/contract.decider';
import { type ContractEvent, contractStream, projectStream } from '#lifecycle/contract/contract.events';
import type { Contract } from '#lifecycle/contract/contract.state';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import type { DomainEvent, Happened } from '#lifecycle/decider';
import { type Import, registerImport } from '#lifecycle/import/import.decider';
import { type ImportEvent, importStream } from '#lifecycle/import/import.events';
import { importUpcasters } from '#lifecycle/import/import.upcasters';
import { plan } from '#lifecycle/plan/plan.decider';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import type { Plan } from '#lifecycle/plan/plan.state';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import { project } from '#lifecycle/project/project.decider';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { Project } from '#lifecycle/project/project.state';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { type Upcasters, upcast } from '#lifecycle/upcast';
import { happenedOf } from '../stream-states.ts';
import { record, type RecordedRow } from './recorded-row.ts';

export interface KnownProject {
  readonly state: Project;
  /** What the log holds of it in a register's cells; null: nothing at all. */
  readonly recorded: RecordedRow | null;
}

const unknownProject: KnownProject = { state: project.initial, recorded: null };

/** What the log holds before the import, as the first pass asks for it. */
export class LogView {
  /** An empty log answers every question without being read. */
  readonly #empty: boolean;

  private constructor(
    private readonly log: EventLog,
    empty: boolean,
  ) {
    this.#empty = empty;
  }

  static async of(log: EventLog): Promise<LogView> {
    return new LogView(log, (await log.head()) === null);
  }

  async project(id: string): Promise<KnownProject> {
    let known = unknownProject;
    for await (const { event, happened } of this.#events<ProjectEvent>(projectStream(id), projectUpcasters)) {
      const recorded = known.recorded ?? new Map();
      record(recorded, event, happened.on);
      known = { state: project.evolve(known.state, event, happened), recorded };
    }
    return known;
  }

  async plan(stream: string): Promise<Plan> {
    let state = plan.initial;
    for await (const { event, happened } of this.#events<PlanEvent>(stream, planUpcasters)) state = plan.evolve(state, event, happened);
    return state;
  }

  async contract(id: string): Promise<Contract> {
    let state = contract.initial;
    for await (const { event, happened } of this.#events<ContractEvent>(contractStream(id), contractUpcasters))
      state = contract.evolve(state, event, happened);
    return state;
  }

  /** A file's import, and how many events tell of it. */
  async import(sha256: string): Promise<{ readonly state: Import; readonly events: number }> {
    let state = registerImport.initial;
    let events = 0;
    for await (const { event, happened } of this.#events<ImportEvent>(importStream(sha256), importUpcasters)) {
      state = registerImport.evolve(state, event, happened);
      events += 1;
    }
    return { state, events };
  }

  async *#events<E extends DomainEvent>(stream: string, upcasters: Upcasters): AsyncGenerator<{ event: E; happened: Happened }> {
    for (let from = 0; !this.#empty; from += READ_EVENTS_MAX) {
      const page = await pageOf(this.log, stream, from);
      for (const { type, version, data, meta } of page)
        yield { event: upcast<E>(upcasters, type, version, data), happened: happenedOf(meta) };
      if (page.length < READ_EVENTS_MAX) return;
    }
  }
}

async function pageOf(log: EventLog, stream: string, from: number): Promise<readonly RecordedEvent[]> {
  try {
    return await log.readStream(stream, { from, limit: READ_EVENTS_MAX });
  } catch (error) {
    if (error instanceof StreamNotFound) return [];
    throw error;
  }
}
