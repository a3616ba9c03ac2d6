import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Appended, type EventLog, type ExpectedRevision, type NewEvent, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import type { ContractCommand } from '#lifecycle/contract/contract.commands';
import { conclude } from '#lifecycle/contract/contract.fixture';
import { decide, allocate, facts } from '#lifecycle/plan/plan.fixture';
import type { PlanCommand } from '#lifecycle/plan/plan.commands';
import type { Plan } from '#lifecycle/plan/plan.state';
import { Commands } from '../handle.ts';
import { contractKind, planKind } from '../stream-kind.ts';
import { absent, fold } from '../stream-states.ts';
import { uuidV5 } from '../uuid-v5.ts';
import { Checkpoint } from './checkpoint.ts';
import { FollowUps, type FollowUpsOptions } from './follow-ups.ts';
import { anyKind, type PocketCommand, pocketKind } from './pocket-project.fixture.ts';

export const PLAN = 'plan-KCQG-2022';
export const CONTRACT = 'contract-c-1';
const NAMESPACE = 'f3f2b1a0-5a0e-5c0e-8d3c-7a9b1e5f4c99';
export const noon = { now: () => '2022-10-15T05:00:00.000Z' };

export const id = (name: string): string => uuidV5(name, NAMESPACE);
export const named = (number: number) => ({ project: `p-${number}`, code: `KCQG-2022-38-00${number}` });
const asked = (name: string) => ({ commandId: id(name), correlationId: id(`${name} correlation`) });

/** One person's commands and the runner, over a log; a new one on the same log is a restart. */
export class Office {
  readonly commands: Commands;
  readonly runner: FollowUps;
  readonly errors: unknown[] = [];

  constructor(
    readonly log: EventLog,
    readonly file: string = checkpointFile(),
    options: Partial<FollowUpsOptions> = {},
  ) {
    this.commands = new Commands(log, noon);
    this.runner = new FollowUps({
      log,
      commands: this.commands,
      checkpoint: new Checkpoint(file, log.logId),
      kind: anyKind(pocketKind),
      onError: (error) => this.errors.push(error),
      retryMs: 1,
      ...options,
    });
  }

  plan(name: string, command: PlanCommand) {
    return this.commands.handle(planKind, PLAN, { command, trace: asked(name) });
  }

  contract(name: string, command: ContractCommand) {
    return this.commands.handle(contractKind, CONTRACT, { command, trace: asked(name) });
  }

  project(
    number: number,
    own: { readonly type: 'Withdraw' | 'Stop' | 'ProposeAgain' } | { readonly type: 'Pay'; readonly amount: number },
  ) {
    const command = { ...own, projectId: `p-${number}`, actor: 'u-centre', occurredOn: '2022-01-10' } as PocketCommand;
    return this.commands.handle(pocketKind, `project-p-${number}`, { command, trace: asked(`p-${number} ${JSON.stringify(own)}`) });
  }

  /** Money for ten projects of 100 million, and a decision on some of them. */
  async decided(...numbers: readonly number[]): Promise<void> {
    await this.plan('allocation', { ...allocate, amount: 1_000_000_000 });
    await this.plan('decision', decisionOn(...numbers));
  }

  async concluded(...numbers: readonly number[]): Promise<void> {
    const memberFacts = conclude.members[0]!.facts!;
    const members = numbers.map((number) => ({ ...named(number), facts: memberFacts }));
    await this.contract('contract', { ...conclude, members });
  }

  async planState(): Promise<Plan> {
    return fold(planKind, absent(planKind), await this.log.readStream(PLAN)).state;
  }

  async typesOf(number: number): Promise<readonly string[]> {
    return (await this.log.readAll()).filter(({ stream }) => stream === `project-p-${number}`).map(({ type }) => type);
  }
}

export const decisionOn = (...numbers: readonly number[]) => ({
  ...decide,
  delegatedBy: 'u-delegator',
  onBehalfOf: 'Bộ Công Thương',
  items: numbers.map((number) => ({ ...named(number), amount: 100_000_000, facts })),
});

export const checkpointFile = (): string => join(mkdtempSync(join(tmpdir(), 'tiendo-follow-ups-')), 'follow-ups.json');

/** A log whose process dies at an append: from then on nothing is written, and the append itself was or was not. */
export class DyingLog implements EventLog {
  readonly logId: string;
  #appends = 0;

  constructor(
    private readonly log: EventLog,
    private readonly diesAt: number,
    private readonly how: 'before' | 'after',
  ) {
    this.logId = log.logId;
  }

  get dead(): boolean {
    return this.#appends >= this.diesAt;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.#appends += 1;
    if (this.#appends < this.diesAt) return this.log.append(stream, expected, events);
    if (this.#appends === this.diesAt && this.how === 'after') {
      await this.log.append(stream, expected, events);
      throw new OutcomeUnknown(stream, 'the process died');
    }
    throw new Unavailable('closed', 'the process died');
  }

  readStream: EventLog['readStream'] = (stream, options) => this.log.readStream(stream, options);
  readAll: EventLog['readAll'] = (options) => this.log.readAll(options);
  head: EventLog['head'] = () => this.log.head();
  subscribe: EventLog['subscribe'] = (options) => this.log.subscribe(options);
  close: EventLog['close'] = () => this.log.close();
}
