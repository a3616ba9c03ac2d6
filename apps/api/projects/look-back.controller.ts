import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, vietnamDay } from '#commands/clock';
import type { CausationChain } from '#contracts/causation';
import type { RecordDifference } from '#contracts/difference';
import type { Timeline } from '#contracts/timeline';
import { Refusal } from '#lifecycle/refusal';
import { PAGE_MAX } from '#read-models/projects/list-projects';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { momentOf } from '../asked/moment.dto.ts';
import { positionHeader } from '../http/position.ts';
import { IDENTITY_HEADER, identityOf } from '../identity/demo-identity.ts';
import { Answers } from '../openapi/answers.ts';
import { CLOCK } from '../tokens.ts';
import { AskProjectCausation } from './causation.queries.ts';
import { seenBy } from './internal-notes.ts';
import { CausationDto, DifferenceDto, momentsOf } from './look-back.dto.ts';
import { AskDifference, AskTimeline } from './project-record.queries.ts';
import { PROJECT_PARAM, ProjectPipe } from './project.pipe.ts';
import { filterAsked, TimelineDto } from './timeline.dto.ts';

/** What happened to a project, what changed between two moments, and why. */
@ApiTags('projects')
@Controller('api/v1/projects')
export class LookBackController {
  constructor(
    private readonly bus: QueryBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':project/timeline')
  @ApiOperation({
    summary: 'Hành trình của đề án, lọc và từng trang / What happened to a project, one sentence an event: filters, by page',
  })
  @ApiParam(PROJECT_PARAM)
  @Answers('Timeline')
  async timeline(
    @Param('project', ProjectPipe) project: string,
    @Query(AskedPipe) asked: TimelineDto,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Timeline> {
    const { limit = PAGE_MAX, cursor, jumpTo } = asked;
    const page = { limit, ...(cursor === undefined ? {} : { cursor }), ...(jumpTo === undefined ? {} : { jumpTo }) };
    const sees = seenBy(identityOf(headers).role);
    const moment = momentOf(asked, this.#today());
    return this.#answer(
      await this.bus.execute(new AskTimeline(project, moment, { filter: filterAsked(asked), ...page, sees })),
      project,
      reply,
    );
  }

  @Get(':project/diff')
  @ApiOperation({
    summary: 'So sánh hồ sơ tại hai mốc thời gian / What is not the same in a record at two moments, and the events behind it',
  })
  @ApiParam(PROJECT_PARAM)
  @Answers('RecordDifference')
  async difference(
    @Param('project', ProjectPipe) project: string,
    @Query(AskedPipe) asked: DifferenceDto,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordDifference> {
    const sees = seenBy(identityOf(headers).role);
    return this.#answer(await this.bus.execute(new AskDifference(project, momentsOf(asked, this.#today()), sees)), project, reply);
  }

  @Get(':project/causation')
  @ApiOperation({
    summary: 'Vì sao và dẫn đến đâu / Why something happened to a project and what came of it; without an event, every command',
  })
  @ApiParam(PROJECT_PARAM)
  @Answers('CausationChain')
  async causation(
    @Param('project', ProjectPipe) project: string,
    @Query(AskedPipe) { event, ...moment }: CausationDto,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CausationChain> {
    const asked = { moment: momentOf(moment, this.#today()), event: event ?? null };
    return this.#answer(await this.bus.execute(new AskProjectCausation(project, asked, seenBy(identityOf(headers).role))), project, reply);
  }

  /** @throws Refusal `project-not-found` */
  #answer<Answer extends { readonly position: string | null }>(answer: Answer | null, project: string, reply: FastifyReply): Answer {
    if (answer === null) throw new Refusal('project-not-found', { project });
    reply.headers({ ...positionHeader(answer.position), Vary: IDENTITY_HEADER });
    return answer;
  }

  #today(): string {
    return vietnamDay(this.clock.now());
  }
}
