import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, vietnamDay } from '#commands/clock';
import type { ProjectPage, ProjectResource } from '#contracts/projects';
import { Refusal } from '#lifecycle/refusal';
import type { ProjectSort } from '#read-models/projects/project-order';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { MomentDto, momentOf } from '../asked/moment.dto.ts';
import { positionHeader } from '../http/position.ts';
import { alreadyHas, etagOf } from '../http/preconditions.ts';
import { Answers } from '../openapi/answers.ts';
import type { Config } from '#config/config';
import { languageOf } from '../http/accept.ts';
import { IDENTITY_HEADER, identityOf } from '../identity/demo-identity.ts';
import { CLOCK, CONFIG } from '../tokens.ts';
import { AvailableActions } from './available.ts';
import { recordFor } from './internal-notes.ts';
import { ListProjectsDto, provinceOf } from './list-projects.dto.ts';
import { AskProjects } from './list-projects.query.ts';
import { AskRecord } from './project-record.queries.ts';
import { PROJECT_PARAM, ProjectPipe } from './project.pipe.ts';

@ApiTags('projects')
@Controller('api/v1/projects')
export class ProjectsController {
  constructor(
    private readonly bus: QueryBus,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly actions: AvailableActions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Danh sách đề án: tìm, lọc, sắp xếp, từng trang / Projects: search, filter, order, by page' })
  @Answers('ProjectPage')
  async list(@Query(AskedPipe) asked: ListProjectsDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<ProjectPage> {
    const { asOf, knownAt, late, sort, province, ...filters } = asked;
    const moment = late === true ? momentOf({ asOf, knownAt }, this.#today()) : null;
    const order = sort === undefined ? {} : { sort: sort.replace(/^-/, '') as ProjectSort, descending: sort.startsWith('-') };
    const where = province === undefined ? {} : { province: provinceOf(province) };
    const page = await this.bus.execute(new AskProjects({ ...filters, ...order, ...where }, moment));
    if (page.nextCursor !== null) reply.header('Link', `<${nextPage(asked, page.nextCursor)}>; rel="next"`);
    return page;
  }

  @Get(':project')
  @ApiOperation({ summary: 'Hồ sơ đề án tại một thời điểm / A project’s record at a moment' })
  @ApiParam(PROJECT_PARAM)
  @ApiHeader({
    name: 'If-None-Match',
    required: false,
    description: 'ETag đã có; chưa đổi thì 304 / the tag you have; 304 while the stream has not moved',
  })
  @Answers('ProjectResource')
  @ApiResponse({ status: 304, description: 'Hồ sơ chưa có sự kiện mới / nothing new happened to the project' })
  async record(
    @Param('project', ProjectPipe) project: string,
    @Query(AskedPipe) moment: MomentDto,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProjectResource | undefined> {
    const record = await this.bus.execute(new AskRecord(project, momentOf(moment, this.#today())));
    if (record === null) throw new Refusal('project-not-found', { project });
    const etag = etagOf(record.revision);
    // `no-store`: what is due depends on the day and on other projects too, so no cache may answer from the revision by itself.
    reply.headers({ ETag: etag, 'Cache-Control': 'no-store', Vary: IDENTITY_HEADER, ...positionHeader(record.position) });
    if (!alreadyHas(headers['if-none-match'], etag))
      return { ...recordFor(record, identityOf(headers).role), availableActions: await this.#actions(record.id, moment, headers) };
    reply.status(304);
    return undefined;
  }

  /** What may be done is a question about now; a record of another moment has no such list. */
  async #actions(id: string, { asOf, knownAt }: MomentDto, headers: IncomingHttpHeaders): Promise<ProjectResource['availableActions']> {
    if (asOf !== undefined || knownAt !== undefined) return null;
    return this.actions.of(id, identityOf(headers), languageOf(headers['accept-language'], this.config.language));
  }

  #today(): string {
    return vietnamDay(this.clock.now());
  }
}

function nextPage(asked: ListProjectsDto, cursor: string): string {
  const given = Object.entries({ ...asked, cursor }).filter(([, value]) => value !== undefined);
  return `/api/v1/projects?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}
