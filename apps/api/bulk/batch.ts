import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { StaleRevision, type Step } from '#commands/decide-steps';
import type { Previewed } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import type { Language } from '#config/config';
import type { BatchAnswer, BatchOutcome, MoneyEffect } from '#contracts/batch';
import type { CommandAnswer } from '#contracts/service';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { Project } from '#lifecycle/project/project.state';
import { NO_PROJECT } from '../acts/survey.ts';
import { checkedBody } from '../asked/body.pipe.ts';
import { revisionSeen } from '../http/preconditions.ts';
import type { JobControl } from '../jobs/jobs.ts';
import { problemOf } from '../problems/problem-of.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { worded } from '../problems/send-problem.ts';
import { ProjectCommands } from '../projects/project-commands.ts';
import { Storage } from '../storage/storage.ts';
import { ACT_TABLE, type ActTable } from './act-table.ts';
import type { BatchItemDto } from './batch.dto.ts';
import { addedMoney, moneyEffectOf, noMoney } from './money-effect.ts';

/** What all items of a batch share. */
export interface BatchFrame {
  readonly headers: IncomingHttpHeaders;
  readonly language: Language;
  readonly traceId: string;
}

interface Told {
  readonly answer: CommandAnswer;
  readonly money: MoneyEffect;
}

interface Prepared extends Step<ProjectCommand> {
  readonly stream: string;
  readonly expected: number;
  /** The project, of an act that is said to one. */
  readonly named: string | undefined;
}

/** Streams as the tried commands of a batch left them so far. */
type Tried = Map<string, Previewed<Project>['left']>;

const PATH = '/api/v1/commands/batch';

/** Many commands, each as if it had been sent alone: one that is refused stops none of the others. */
@Injectable()
export class Batch {
  constructor(
    private readonly commands: ProjectCommands,
    private readonly storage: Storage,
    @Inject(ACT_TABLE) private readonly acts: ActTable,
  ) {}

  /** Sends them one by one. A batch sent again finishes what was begun: each command carries its id. */
  async run(items: readonly BatchItemDto[], frame: BatchFrame, control?: JobControl): Promise<BatchAnswer> {
    const outcomes: BatchOutcome[] = [];
    for (const [index, item] of items.entries()) {
      control?.signal.throwIfAborted();
      outcomes.push(await this.#outcome(item, index, frame, (prepared) => this.#send(prepared)));
      control?.progress(index + 1, items.length);
    }
    return answerOf(false, outcomes);
  }

  /** Decides them against what is there now, each upon what those before it would leave, and writes nothing. */
  async preview(items: readonly BatchItemDto[], frame: BatchFrame): Promise<BatchAnswer> {
    const tried: Tried = new Map();
    const outcomes: BatchOutcome[] = [];
    for (const [index, item] of items.entries())
      outcomes.push(await this.#outcome(item, index, frame, (prepared) => this.#preview(prepared, tried)));
    return answerOf(true, outcomes);
  }

  async #outcome(item: BatchItemDto, index: number, frame: BatchFrame, work: (prepared: Prepared) => Promise<Told>): Promise<BatchOutcome> {
    const { project, act } = item;
    try {
      const prepared = await this.#prepared(item, index, frame);
      const { answer, money } = await work(prepared);
      return { project: project ?? answer.project, act, status: project === undefined ? 201 : 200, answer, problem: null, money };
    } catch (error) {
      const found = problemOf(error);
      if (found.code === 'internal') throw error; // A bug: the whole batch says so, and what was done before stays done.
      const problem = worded(found, frame.language, { path: PATH, traceId: frame.traceId });
      return { project: project ?? null, act, status: problem.status, answer: null, problem, money: noMoney };
    }
  }

  /** @throws RequestProblem, Refusal what the act's own address would answer before the rules are asked */
  async #prepared(item: BatchItemDto, index: number, { headers, traceId }: BatchFrame): Promise<Prepared> {
    const { project, act: name, commandId, ifMatch } = item;
    const act = this.acts.get(name);
    if (act === undefined) throw invalid(`/items/${index}/act`, 'choice', `must be one of ${[...this.acts.keys()].join(', ')}`);
    if (act.opens !== undefined && project !== undefined)
      throw invalid(`/items/${index}/project`, 'unknown-field', 'the act opens a project');
    if (act.opens === undefined && project === undefined) throw invalid(`/items/${index}/project`, 'required', 'must be given');
    const body = checkedBody(act.body, item.body, `/items/${index}/body`);
    const expected = act.opens === undefined ? revisionSeen(ifMatch) : NO_PROJECT;
    const projectId = (await act.opens?.(body, commandId)) ?? this.storage.projectIdOf(project ?? '');
    const command = await act.toCommand({ projectId, body, headers });
    return { stream: `project-${projectId}`, named: project, expected, command, trace: { commandId, correlationId: traceId } };
  }

  async #send({ stream, ...said }: Prepared): Promise<Told> {
    const answer = await this.commands.answer(said);
    const { revision, events } = answer;
    const written = events === 0 ? [] : await this.storage.log.readStream(stream, { from: revision - events + 1, limit: events });
    return { answer, money: moneyEffectOf(written) };
  }

  async #preview({ stream, command, trace, expected, named }: Prepared, tried: Tried): Promise<Told> {
    const on = tried.get(stream);
    const options = { expected, ...(on === undefined ? {} : { on }) };
    try {
      const { events, refusal, replayed, revision, left } = await this.storage.commands.preview(
        projectKind,
        stream,
        { command, trace },
        options,
      );
      if (refusal !== null) throw refusal;
      tried.set(stream, left);
      return {
        answer: { project: command.projectId, revision, position: null, events: events.length, replayed },
        money: moneyEffectOf(events),
      };
    } catch (error) {
      throw error instanceof StaleRevision ? await this.commands.stale(error, { command, named }, on?.state) : error;
    }
  }
}

const invalid = (pointer: string, code: string, detail: string): RequestProblem =>
  new RequestProblem('invalid-body', { errors: [{ pointer, code, detail }] });

function answerOf(dryRun: boolean, items: readonly BatchOutcome[]): BatchAnswer {
  const taken = items.filter(({ answer }) => answer !== null).length;
  return { dryRun, items, totals: { taken, refused: items.length - taken, money: addedMoney(items.map(({ money }) => money)) } };
}
