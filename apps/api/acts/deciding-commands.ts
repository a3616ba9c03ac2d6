import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StaleRevision, type Trace } from '#commands/decide-steps';
import type { Handled } from '#commands/handle';
import { contractKind, projectKind } from '#commands/stream-kind';
import type { DecisionAnswer } from '#contracts/service';
import type { Project } from '#lifecycle/project/project.state';
import { Refusal } from '#lifecycle/refusal';
import type { Role } from '#reference/roles';
import { commandIdOf, etagOf, revisionSeen } from '../http/preconditions.ts';
import { identityOf } from '../identity/demo-identity.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';

export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export const InExchange = createParamDecorator((_data: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>() };
});

export interface Signed {
  readonly actor: string;
  readonly role: Role;
  readonly trace: Trace;
  readonly expected: number | undefined;
}

/** Commands to the streams that decide over many projects: plans and contracts. Their projects follow from the log. */
@Injectable()
export class DecidingCommands {
  constructor(
    private readonly bus: CommandBus,
    private readonly storage: Storage,
  ) {}

  /** @throws RequestProblem `changed-meanwhile`, `precondition-required`; Refusal and the log's errors pass through */
  run(stream: string, exchange: Exchange, command: (signed: Signed) => Command<Handled>): Promise<DecisionAnswer> {
    return this.#run(stream, exchange, seenBy(exchange.request.headers), command);
  }

  /** As `run`, for what does not hang on what the caller saw. */
  runUnseen(stream: string, exchange: Exchange, command: (signed: Signed) => Command<Handled>): Promise<DecisionAnswer> {
    return this.#run(stream, exchange, undefined, command);
  }

  async #run(
    stream: string,
    { request, reply }: Exchange,
    expected: number | undefined,
    command: (signed: Signed) => Command<Handled>,
  ): Promise<DecisionAnswer> {
    const { headers } = request;
    const { id: actor, role } = identityOf(headers);
    const trace = { commandId: commandIdOf(headers['idempotency-key'] as string | undefined), correlationId: request.id };
    try {
      const { revision, position, events, replayed } = await this.bus.execute(command({ actor, role, trace, expected }));
      if (events > 0) this.storage.appended();
      if (revision >= 0) reply.header('ETag', etagOf(revision));
      if (position !== null) reply.header('Tiendo-Position', position);
      if (replayed) reply.header('Idempotency-Replayed', 'true');
      reply.header('Cache-Control', 'no-store');
      return { stream, revision, position, events, replayed };
    } catch (error) {
      if (error instanceof StaleRevision)
        throw new RequestProblem('changed-meanwhile', {
          facts: { expected: error.expected, actual: error.actual, since: [] },
          headers: error.actual < 0 ? {} : { ETag: etagOf(error.actual) },
        });
      throw error;
    }
  }

  /** The named projects by id and code, with what their own streams say. @throws Refusal `project-not-found` */
  async members<Named extends { readonly project: string }, Facts>(
    named: readonly Named[],
    factsOf: (state: Project) => Facts | undefined,
  ): Promise<(Named & { readonly code: string; readonly facts?: Facts })[]> {
    const members = [];
    for (const one of named) {
      const project = this.storage.projectIdOf(one.project);
      const state = await this.storage.commands.stateOf(projectKind, `project-${project}`);
      if (state.status === 'absent') throw new Refusal('project-not-found', { project: one.project });
      const facts = factsOf(state);
      members.push({
        ...(JSON.parse(JSON.stringify(one)) as Named),
        project,
        code: state.need.code,
        ...(facts === undefined ? {} : { facts }),
      });
    }
    return members;
  }

  /** Earliest plan year of a contract's members. @throws RequestProblem `not-found` there is no such contract */
  async planYearOf(stream: string): Promise<number> {
    const contract = await this.storage.commands.stateOf(contractKind, stream);
    if (contract.status === 'absent') throw new RequestProblem('not-found');
    const years: number[] = [];
    for (const project of contract.members) {
      const state = await this.storage.commands.stateOf(projectKind, `project-${project}`);
      if (state.status !== 'absent') years.push(state.need.planYear);
    }
    return Math.min(...years, Number(contract.signedOn.slice(0, 4)));
  }
}

/** `If-Match` with a revision, or `If-None-Match: *` for what is not there yet. @throws RequestProblem 428, 400 */
function seenBy(headers: FastifyRequest['headers']): number {
  if (headers['if-match'] === undefined && headers['if-none-match']?.trim() === '*') return -1;
  return revisionSeen(headers['if-match']);
}
