import type { RecordedEvent } from '#event-log/event-log';
import { uuidV5 } from '#commands/uuid-v5';
import type { Answers } from './answers.ts';
import type { World } from './world.ts';

interface Due {
  readonly project: string;
  readonly asks: string;
  readonly event: string;
}
interface Named {
  readonly project: string;
  readonly refusal?: string;
}
type Data = Named & {
  readonly items?: readonly Named[];
  readonly leftOut?: readonly Named[];
  readonly members?: readonly Named[];
  readonly terms?: object;
  readonly asked?: string;
  readonly decidedBy?: string;
  readonly status?: string;
};

/** What each decision asks of its projects. */
const ASKS: Readonly<Record<string, (data: Data) => readonly (readonly [asks: string, named: readonly Named[]])[]>> = {
  PlanDecided: ({ items = [], leftOut = [] }) => [
    ['ApproveInPlan', items],
    ['LeaveOutOfPlan', leftOut],
  ],
  PlanAdjusted: ({ items = [] }) => [['AdjustApproval', items]],
  PlanItemsReleased: ({ items = [] }) => [['AdjustApproval', items.filter(({ refusal }) => refusal === undefined)]],
  ContractConcluded: ({ members = [] }) => [['SignContract', members]],
  ContractMembersAdded: ({ members = [] }) => [['SignContract', members]],
  ContractAppendixSigned: ({ members = [] }) => [['ExtendContract', members]],
};
const DONE: Readonly<Record<string, string>> = {
  ApprovedInPlan: 'ApproveInPlan',
  LeftOutOfPlan: 'LeaveOutOfPlan',
  ApprovalAdjusted: 'AdjustApproval',
  ContractSigned: 'SignContract',
  ContractExtended: 'ExtendContract',
};
const ANSWERED: readonly string[] = ['ConfirmTaken', 'TakeBack', 'DropMember', 'DeclineExtension'];
/** A project that ended in one of these has no money to give back: the plan is told yes. */
const WITHOUT_MONEY = 'withdrawn not-in-plan rejected not-eligible';

/**
 * Each decision reaches each project that it names once, under an id that derives from the deciding event: there it is taken or
 * declined, and what the stream that decided is told agrees with that.
 */
export class FollowUpCheck {
  readonly #due = new Map<string, Due>();
  readonly #answers = new Map<string, { readonly to: string; readonly says: string }>();
  /** Stages in which projects declined, by the follow-up's command id. */
  readonly #declined = new Map<string, string>();
  readonly #seen = new Map<string, number>();
  /** Positions of decisions that were not carried yet, by the follow-up's command id, in order. */
  readonly #undone = new Map<string, string>();

  constructor(
    private readonly world: World,
    private readonly answers: Answers,
  ) {}

  take({ id, stream, type, data, position, meta: { commandId = '' } }: RecordedEvent): void {
    this.#seen.set(commandId, (this.#seen.get(commandId) ?? 0) + 1);
    const { asked, decidedBy, status = '' } = data as unknown as Data;
    const asks = type === 'FollowUpDeclined' ? asked : DONE[type];
    const due = this.#due.get(commandId);
    if (due !== undefined && (asks !== due.asks || (decidedBy ?? due.event) !== due.event))
      this.world.broken('follow-ups', `${type} of ${stream} answers to ${due.asks}`);
    if (due === undefined && asks !== undefined) this.world.broken('follow-ups', `${type} of ${stream} follows from no decision`);
    if (type === 'FollowUpDeclined') this.#declined.set(commandId, status);
    const answer = this.#answers.get(commandId);
    if (answer !== undefined) this.#answered(answer.to, answer.says);
    // A change of the approval is done only with the answer that frees the money, a no with the one that gives it back.
    if (type !== 'FollowUpDeclined' && type !== 'ApprovalAdjusted') this.#undone.delete(commandId);
    if (due === undefined && answer === undefined && !this.answers.knows(commandId))
      this.world.broken('answers', `${type} of ${stream}: nobody asked for it`);
    for (const [one, named] of ASKS[type]?.(data as unknown as Data) ?? [])
      for (const { project } of named) this.#open({ project, asks: one, event: id }, position);
  }

  #open(due: Due, position: string): void {
    const commandId = uuidV5(due.project + due.asks, due.event);
    this.#due.set(commandId, due);
    this.#undone.set(commandId, position);
    for (const says of ANSWERED) this.#answers.set(uuidV5(says, commandId), { to: commandId, says });
  }

  /** What a process would not read again at its next start is done. */
  checkpointed({ name, checkpoint }: { readonly name: string; readonly checkpoint: string }): void {
    for (const [commandId, position] of this.#undone) {
      if (position <= checkpoint) this.world.broken('follow-ups', `${name} takes ${this.#name(commandId)} for done, which is not`);
      return;
    }
  }

  #answered(commandId: string, says: string): void {
    this.#undone.delete(commandId);
    const declined = this.#declined.get(commandId);
    const agrees = says === 'ConfirmTaken' ? declined === undefined || WITHOUT_MONEY.includes(declined) : declined !== undefined;
    if (!agrees) this.world.broken('follow-ups', `${says} for ${this.#name(commandId)}, which the project has not said`);
  }

  /** @param undone command ids that the product itself says are not done */
  check(undone: readonly string[]): void {
    for (const commandId of undone) this.world.broken('follow-ups', `${this.#name(commandId)} is not done`);
    for (const [commandId] of this.#due) {
      const times = this.#seen.get(commandId) ?? 0;
      if (times > 1) this.world.broken('follow-ups', `${this.#name(commandId)} was done ${times} times`);
    }
    for (const [answer, { to: commandId }] of this.#answers) {
      const times = this.#seen.get(answer) ?? 0;
      if (times > 1) this.world.broken('follow-ups', `${this.#name(commandId)} was answered ${times} times`);
    }
  }

  #name(commandId: string): string {
    const due = this.#due.get(commandId);
    return due === undefined ? commandId : `${due.asks} of ${due.project} by ${due.event}`;
  }
}
