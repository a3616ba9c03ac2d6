import { StaleRevision } from '#commands/decide-steps';
import type { Handled } from '#commands/handle';
import { projectIdOfCode } from '#commands/project-id';
import type { AnyCommand, StreamKind } from '#commands/stream-kind';
import { uuidV5 } from '#commands/uuid-v5';
import { ConcurrencyConflict, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import type { DomainEvent } from '#lifecycle/decider';
import { need } from '#lifecycle/project/project.fixture';
import { Refusal } from '#lifecycle/refusal';
import type { Answers, Asked } from './answers.ts';
import type { SomeApi } from './parts.ts';
import type { Asking, Known, Question } from './asking.ts';
import { mended, nextQuestion } from './questions.ts';
import type { World } from './world.ts';

const NAMESPACE = '6f1f3a52-5f0e-5b7c-9d5e-0c1f5a7b9e31';
const DAY_MS = 86_400_000;
/** Thinking takes moments, or days. */
const QUICK_PERCENT = 62;
const QUICK_MS = 250;
const LONG_MS = 24 * DAY_MS;

const DOUBLE_CLICK_PERCENT = 7;
const SEES_PERCENT = 55;
const ASKS_AGAIN_PERCENT = 6;
const OTHER_BODY_PERCENT = 2;
const GIVES_UP_PERCENT = 40;

/** People at their desks: they ask, wait, ask again under the same id when they do not know what became of it. */
export class Users {
  readonly projects: readonly Known[];
  #ids = 0;
  #working = 0;

  constructor(
    private readonly world: World,
    private readonly answers: Answers,
    private readonly plan: { readonly steps: number; readonly users: number; readonly projects: number },
  ) {
    this.projects = Array.from({ length: plan.projects }, (_, index) => {
      const source = index % 4 === 3 ? 'KCDP' : 'KCQG';
      const code = `${source}-${need.planYear}-38-${String(index + 1).padStart(3, '0')}`;
      const id = projectIdOfCode(code);
      return { id, stream: `project-${id}`, source, code };
    });
  }

  start(): void {
    for (let user = 0; user < this.plan.users; user++) {
      this.#working += 1;
      void this.#work().finally(() => (this.#working -= 1));
    }
  }

  /** Commands to ask in all. */
  get steps(): number {
    return this.plan.steps;
  }

  get atWork(): boolean {
    return this.#working > 0;
  }

  async #work(): Promise<void> {
    const { scheduler } = this.world;
    while (this.world.steps < this.plan.steps) {
      await scheduler.sleep(scheduler.percent(QUICK_PERCENT) ? scheduler.random() * QUICK_MS : scheduler.random() * LONG_MS);
      const api = this.#api();
      if (api === undefined) continue;
      const question = await this.#question(api);
      if (question !== null) await this.#ask(question);
      if (scheduler.percent(ASKS_AGAIN_PERCENT)) await this.#askAgain();
    }
  }

  /** Null: nobody answers, or there is nothing to ask. */
  async #question(api: SomeApi): Promise<Question | null> {
    const { process } = api;
    if (process === null) return null;
    const { random: next, pick } = this.world.scheduler;
    const choose = { next, pick: pick.bind(this.world.scheduler) as Asking['choose']['pick'] };
    const asking: Asking = { world: this.world, api, commands: process.commands, projects: this.projects, choose };
    const question = await Promise.race([nextQuestion(asking), process.died]).catch((error: unknown) => {
      if (!(error instanceof Unavailable)) this.world.broken('unexpected', `a look at ${api.name}: ${said(error)}`);
      return null;
    });
    return question === 'died' ? null : question;
  }

  async #ask(question: Question): Promise<void> {
    const { scheduler } = this.world;
    this.world.steps += 1;
    const ids = question.commands.map(() => this.#newId());
    const expected = scheduler.percent(SEES_PERCENT) ? question.seen : undefined;
    const asked = this.answers.ask(ids, question, expected);
    const clicks = scheduler.percent(DOUBLE_CLICK_PERCENT) ? 2 : 1;
    const refusals = await Promise.all(Array.from({ length: clicks }, () => this.#untilAnswered(asked)));
    const refusal = refusals.find((one) => one !== null);
    const mend = refusal === undefined || refusal === null || question.mends === true ? null : mended(question, refusal);
    if (mend !== null) await this.#ask({ ...mend, mends: true });
  }

  /** @returns the rules' no */
  async #untilAnswered(asked: Asked): Promise<Refusal | null> {
    const { scheduler } = this.world;
    for (;;) {
      const api = this.#api();
      if (api === undefined) {
        await scheduler.sleep(1_000);
        continue;
      }
      const answer = await this.#send(api, asked);
      scheduler.tell(`${asked.question.commands[0]?.type} ${asked.question.stream.slice(-6)} at ${api.name}: ${said(answer)}`);
      if (this.world.found !== null) return null;
      if (answer instanceof Refusal || answer instanceof StaleRevision) {
        asked.refused = true;
        asked.open = false;
        return answer instanceof Refusal ? answer : null;
      }
      if (!(answer instanceof Error) && answer !== 'died') {
        await this.world.look();
        this.answers.acknowledge(asked, answer);
        return null;
      }
      const unknown = answer === 'died' || answer instanceof OutcomeUnknown;
      if (!unknown && !(answer instanceof Unavailable) && !(answer instanceof ConcurrencyConflict))
        this.world.broken('unexpected', `${asked.question.commands[0]?.type}: ${said(answer)}`);
      if (!unknown && !this.#mayBeThere.has(asked) && scheduler.percent(GIVES_UP_PERCENT)) {
        asked.open = false;
        return null;
      }
      if (unknown) this.#mayBeThere.add(asked);
      await scheduler.sleep(scheduler.random() * 2_000);
    }
  }

  /** Asked, and not known whether it happened. */
  readonly #mayBeThere = new Set<Asked>();

  async #send(api: SomeApi, { question, ids, expected }: Asked): Promise<Handled | Error | 'died'> {
    const { process } = api;
    if (process === null) return 'died';
    const kind = this.world.seams.kinds(api)[question.kind] as unknown as StreamKind<AnyCommand, unknown, DomainEvent>;
    const steps = question.commands.map((command, index) => ({
      command,
      trace: { commandId: ids[index] as string, correlationId: ids[0] as string },
    }));
    return Promise.race([process.commands.handleAll(kind, question.stream, steps, expected), process.died]).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    );
  }

  /** A command that was acknowledged is sent again, or its id with another body. */
  async #askAgain(): Promise<void> {
    const { scheduler } = this.world;
    if (this.answers.told.length === 0) return;
    const asked = scheduler.pick(this.answers.told);
    const api = this.#api();
    if (api === undefined) return;
    const other = scheduler.percent(OTHER_BODY_PERCENT * 10);
    const { question } = asked;
    const commands = question.commands.map((command) => ({ ...command, onBehalfOf: 'other' }));
    const answer = await this.#send(api, other ? { ...asked, question: { ...question, commands } } : asked);
    scheduler.tell(`again ${question.commands[0]?.type} at ${api.name}: ${said(answer)}`);
    if (answer === 'died' || answer instanceof Unavailable || answer instanceof OutcomeUnknown || answer instanceof ConcurrencyConflict)
      return;
    if (other) {
      if (!(answer instanceof Refusal && answer.code === 'command-id-reused'))
        this.world.broken('answers', `${question.commands[0]?.type}: its id with another body was answered ${said(answer)}`);
    } else if (answer instanceof Error || !answer.replayed)
      this.world.broken(
        'answers',
        `${question.commands[0]?.type} (${asked.ids[0]}) of ${question.stream}, asked again, was answered ${said(answer)}`,
      );
    else {
      await this.world.look();
      this.answers.acknowledge(asked, answer);
    }
  }

  #api(): SomeApi | undefined {
    const alive = this.world.apis.filter(({ process }) => process !== null);
    return alive.length === 0 ? undefined : this.world.scheduler.pick(alive);
  }

  #newId(): string {
    this.#ids += 1;
    return uuidV5(`${this.world.seed} ${this.#ids}`, NAMESPACE);
  }
}

const said = (answer: unknown): string => (answer instanceof Error ? `${answer.name} ${answer.message}` : JSON.stringify(answer));
