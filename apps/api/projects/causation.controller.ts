import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CausationChain } from '#contracts/causation';
import { positionHeader } from '../http/position.ts';
import { isUuid } from '../http/preconditions.ts';
import { IDENTITY_HEADER, identityOf } from '../identity/demo-identity.ts';
import { Answers } from '../openapi/answers.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { AskCausation } from './causation.queries.ts';
import { seenBy } from './internal-notes.ts';

const ID = { schema: { type: 'string', format: 'uuid' } } as const;

/** Causes and effects by bare ids, whatever stream they are of. */
@ApiTags('causation')
@Controller('api/v1')
export class CausationController {
  constructor(private readonly bus: QueryBus) {}

  @Get('events/:event/causation')
  @ApiOperation({ summary: 'Vì sao có sự kiện này và dẫn đến đâu / Why an event happened and what came of it' })
  @ApiParam({ name: 'event', description: 'id của sự kiện / of the event', ...ID })
  @Answers('CausationChain')
  event(
    @Param('event') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CausationChain> {
    return this.#answer({ kind: 'event', id }, request, reply);
  }

  @Get('commands/:command/effects')
  @ApiOperation({ summary: 'Một lệnh đã dẫn đến những gì / What came of a command' })
  @ApiParam({
    name: 'command',
    description: 'id của lệnh: Idempotency-Key đã gửi / of the command: the Idempotency-Key that was sent',
    ...ID,
  })
  @Answers('CausationChain')
  command(
    @Param('command') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CausationChain> {
    return this.#answer({ kind: 'command', id }, request, reply);
  }

  /** @throws RequestProblem `event-not-found`, `command-not-found` */
  async #answer(asked: AskCausation['asked'], { headers }: FastifyRequest, reply: FastifyReply): Promise<CausationChain> {
    const { kind } = asked;
    const id = asked.id.toLowerCase();
    if (!isUuid(id))
      throw new RequestProblem(kind === 'event' ? 'event-not-found' : 'command-not-found', { facts: { [kind]: id.slice(0, 100) } });
    const chain = await this.bus.execute(new AskCausation({ kind, id }, seenBy(identityOf(headers).role)));
    reply.headers({ ...positionHeader(chain.position), Vary: IDENTITY_HEADER });
    return chain;
  }
}
