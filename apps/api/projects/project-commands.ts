import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { StaleRevision, type Trace } from '#commands/decide-steps';
import { RunProject } from '#commands/project.handler';
import { projectKind } from '#commands/stream-kind';
import type { CommandAnswer } from '#contracts/service';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { Project } from '#lifecycle/project/project.state';
import type { SurveyNeed } from '#lifecycle/project/survey.acts';
import { Refusal } from '#lifecycle/refusal';
import { etagOf } from '../http/preconditions.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';

/** Events that a refused caller is shown of what happened since. */
const SHOWN_MAX = 50;

export interface Run {
  readonly command: ProjectCommand;
  readonly trace: Trace;
  readonly expected: number | undefined;
  /** The project as the caller named it; absent: the command opens it. */
  readonly named?: string | undefined;
}

/** Sends a project's command and answers with what it did. No rule lives here. */
@Injectable()
export class ProjectCommands {
  constructor(
    private readonly bus: CommandBus,
    private readonly storage: Storage,
  ) {}

  /** @throws RequestProblem `changed-meanwhile`; Refusal and the log's errors pass through */
  async run(asked: Run, reply: FastifyReply): Promise<CommandAnswer> {
    const answer = await this.answer(asked);
    const { revision, position, replayed } = answer;
    if (revision >= 0) reply.header('ETag', etagOf(revision));
    if (position !== null) reply.header('Tiendo-Position', position);
    if (replayed) reply.header('Idempotency-Replayed', 'true');
    reply.header('Cache-Control', 'no-store');
    return answer;
  }

  /** The same for one of many commands, which has no reply of its own. @throws as `run` */
  async answer({ command, trace, expected, named }: Run): Promise<CommandAnswer> {
    try {
      const { revision, position, events, replayed } = await this.bus.execute(new RunProject(command, trace, expected));
      if (named === undefined) this.storage.openingCommands.note(trace.commandId, command.projectId);
      if (events > 0) this.storage.appended();
      return { project: command.projectId, revision, position, events, replayed };
    } catch (error) {
      if (error instanceof StaleRevision) throw await this.stale(error, { command, named });
      throw error;
    }
  }

  /**
   * What a caller with an old revision is told; one who wanted to open a project, who has its code.
   * @param tried the project as commands that were only tried left it
   */
  async stale(error: StaleRevision, { command, named }: Pick<Run, 'command' | 'named'>, tried?: Project): Promise<Error> {
    if (named === undefined && command.type === 'SurveyNeed') return this.#taken(command, tried);
    return error.actual < 0 ? new Refusal('project-not-found', { project: named ?? command.projectId }) : this.#since(error);
  }

  async #taken({ projectId: id, need: { code } }: SurveyNeed, tried?: Project): Promise<Refusal> {
    const { status } = tried ?? (await this.storage.commands.stateOf(projectKind, `project-${id}`));
    return new Refusal('project-exists', { project: code, id, status });
  }

  async #since({ stream, expected, actual }: StaleRevision): Promise<RequestProblem> {
    const events = expected < actual ? await this.storage.log.readStream(stream, { from: expected + 1, limit: SHOWN_MAX }) : [];
    const since = events.map(({ revision, type, meta: { occurredOn, recordedAt, actor } }) => ({
      revision,
      type,
      occurredOn,
      recordedAt,
      actor,
    }));
    return new RequestProblem('changed-meanwhile', { facts: { expected, actual, since }, headers: { ETag: etagOf(actual) } });
  }
}
