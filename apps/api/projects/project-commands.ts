import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { StaleRevision, type Trace } from '#commands/decide-steps';
import { RunProject } from '#commands/project.handler';
import type { CommandAnswer } from '#contracts/service';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
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
  async answer({ command, trace, expected }: Run): Promise<CommandAnswer> {
    try {
      const { revision, position, events, replayed } = await this.bus.execute(new RunProject(command, trace, expected));
      if (command.type === 'SurveyNeed') this.storage.opened.note(command.need.code, command.projectId);
      if (events > 0) this.storage.appended();
      return { project: command.projectId, revision, position, events, replayed };
    } catch (error) {
      if (error instanceof StaleRevision) throw await this.stale(error, command.projectId);
      throw error;
    }
  }

  /** What a caller with an old revision is told. */
  async stale(error: StaleRevision, project: string): Promise<Error> {
    return error.actual < 0 ? new Refusal('project-not-found', { project }) : this.#since(error);
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
