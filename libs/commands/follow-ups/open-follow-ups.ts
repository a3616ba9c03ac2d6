import { comparePositions, type EventLog, READ_EVENTS_MAX, type RecordedEvent } from '#event-log/event-log';
import type { ContractEvent } from '#lifecycle/contract/contract.events';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { upcast } from '#lifecycle/upcast';
import { decides, decidingUpcasters, type FollowUp, type FollowUpCommand, followUpId, followUpsOf } from './follow-up-commands.ts';

interface Open {
  readonly followUp: FollowUp;
  /** Position of the event before the one that decided; undefined: there was none. */
  readonly before: string | undefined;
  /** When the decision was recorded: UTC. */
  readonly since: string | undefined;
}

/**
 * Follow-ups that are not done, as the log tells: opened by what decides, closed by the project's own event or by the answer on the
 * stream that decided. Fed in log order.
 */
export class OpenFollowUps {
  readonly #open = new Map<string, Open>();
  /** The same by what the project's event will show, for one that was taken under another command's id. */
  readonly #byEffect = new Map<string, string>();
  #last: string | undefined;

  constructor(after?: string) {
    this.#last = after;
  }

  /**
   * An event that comes again is passed over: it would open anew what was done, and move the checkpoint past what was not.
   * @returns the follow-ups that the event opens @throws UnknownEvent an event of a newer build
   */
  take(event: RecordedEvent): readonly FollowUp[] {
    if (this.#last !== undefined && comparePositions(event.position, this.#last) <= 0) return [];
    const opened = decides(event.stream) ? this.#decided(event) : this.#followed(event);
    this.#last = event.position;
    return opened;
  }

  close({ trace: { commandId }, command }: FollowUp): void {
    this.#open.delete(commandId);
    const effect = effectOf(command);
    if (this.#byEffect.get(effect) === commandId) this.#byEffect.delete(effect);
  }

  /** False: it was done meanwhile, here or by somebody else who carries. */
  has({ trace }: FollowUp): boolean {
    return this.#open.has(trace.commandId);
  }

  get size(): number {
    return this.#open.size;
  }

  /** When the decision was recorded whose follow-up has waited longest, UTC; null: none waits. */
  get since(): string | null {
    for (const { since } of this.#open.values()) return since ?? null;
    return null;
  }

  /** In the order in which they were decided. */
  all(): readonly FollowUp[] {
    return [...this.#open.values()].map(({ followUp }) => followUp);
  }

  /** Last event taken. */
  get position(): string | undefined {
    return this.#last;
  }

  /** All before it is done: where to begin next time. Maps keep the order of insertion, which is the log's. */
  get doneTo(): string | undefined {
    for (const { before } of this.#open.values()) return before;
    return this.#last;
  }

  #decided(event: RecordedEvent): readonly FollowUp[] {
    this.#answered(event);
    const opened = followUpsOf(event);
    for (const followUp of opened) {
      this.#open.set(followUp.trace.commandId, { followUp, before: this.#last, since: event.meta['recordedAt'] });
      this.#byEffect.set(effectOf(followUp.command), followUp.trace.commandId);
    }
    return opened;
  }

  /** An answer names the event that it answers, and the project. */
  #answered({ type, version, data, meta }: RecordedEvent): void {
    const types = ANSWERS[type];
    if (types === undefined || meta['causationId'] === undefined) return;
    const { project, items } = upcast<PlanEvent | ContractEvent>(decidingUpcasters, type, version, data).data as {
      readonly project?: string;
      readonly items?: readonly { readonly project: string }[];
    };
    for (const id of project === undefined ? (items ?? []).map((item) => item.project) : [project])
      for (const asked of types) this.#closeId(followUpId(id, asked, meta['causationId']));
  }

  #followed({ stream, type, version, data, meta }: RecordedEvent): readonly FollowUp[] {
    const asked = EFFECTS[type];
    if (this.#open.size === 0 || asked === undefined) return [];
    // A change of the approval is done only with the answer that frees the money.
    if (asked === 'AdjustApproval') return [];
    const projectId = stream.slice(stream.indexOf('-') + 1);
    this.#closeId(meta['commandId']);
    this.#closeId(
      this.#byEffect.get(
        effectOf({ ...upcast<ProjectEvent>(projectUpcasters, type, version, data).data, type: asked, projectId } as FollowUpCommand),
      ),
    );
    return [];
  }

  #closeId(commandId: string | undefined): void {
    const found = commandId === undefined ? undefined : this.#open.get(commandId);
    if (found !== undefined) this.close(found.followUp);
  }
}

/** Events by which a project shows that it took a follow-up. */
const EFFECTS: Readonly<Record<string, FollowUpCommand['type']>> = {
  ApprovedInPlan: 'ApproveInPlan',
  LeftOutOfPlan: 'LeaveOutOfPlan',
  ApprovalAdjusted: 'AdjustApproval',
  ContractSigned: 'SignContract',
  ContractExtended: 'ExtendContract',
};

/** Events by which a deciding stream closes what it had asked. */
const ANSWERS: Readonly<Record<string, readonly FollowUpCommand['type'][]>> = {
  PlanChangeTaken: ['AdjustApproval'],
  PlanChangeUndone: ['AdjustApproval'],
  PlanItemsReleased: ['ApproveInPlan', 'LeaveOutOfPlan'],
  ContractMemberDropped: ['SignContract'],
  ContractExtensionDeclined: ['ExtendContract'],
};

function effectOf(command: FollowUpCommand): string {
  switch (command.type) {
    case 'ApproveInPlan':
    case 'LeaveOutOfPlan':
    case 'AdjustApproval':
      return `${command.type} ${command.projectId} ${command.plan} ${command.decisionNo}`;
    case 'SignContract':
      return `${command.type} ${command.projectId} ${command.contract}`;
    case 'ExtendContract':
      return `${command.type} ${command.projectId} ${command.contract} ${command.appendixNo}`;
  }
}

/** Reads the whole log for follow-ups that are not done: a running server does them, and the next start of one. */
export async function unfinishedFollowUps(log: Pick<EventLog, 'readAll'>): Promise<readonly FollowUp[]> {
  const open = new OpenFollowUps();
  for (;;) {
    const after = open.position;
    const page = await log.readAll({ limit: READ_EVENTS_MAX, ...(after === undefined ? {} : { after }) });
    for (const event of page) open.take(event);
    if (page.length < READ_EVENTS_MAX) return open.all();
  }
}
