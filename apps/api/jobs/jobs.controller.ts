import { Controller, Delete, Get, Header, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config, Language } from '#config/config';
import type { Job, JobList } from '#contracts/jobs';
import { languageOf } from '../http/accept.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { problemOf } from '../problems/problem-of.ts';
import { worded } from '../problems/send-problem.ts';
import { CONFIG } from '../tokens.ts';
import { Jobs, type KeptJob } from './jobs.ts';

/** How soon it is worth asking again, in seconds. */
const ASK_AGAIN_SECONDS = 1;

const JOB = { name: 'job', description: 'id của công việc / of the job', schema: { type: 'string', format: 'uuid' } } as const;
const SHAPE = { description: 'Job', schema: contractSchema('Job') } as const;

@ApiTags('jobs')
@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Các công việc chạy lâu, mới nhất trước / Long-running jobs, newest first' })
  @ApiResponse({ status: 200, description: 'JobList', schema: contractSchema('JobList') })
  @Problems()
  list(@Req() request: FastifyRequest): JobList {
    return { items: this.jobs.all().map((job) => this.#shown(job, request)) };
  }

  @Get(':job')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Một công việc: tiến độ, kết quả / A job: its progress and result' })
  @ApiParam(JOB)
  @ApiResponse({ status: 200, ...SHAPE })
  @Problems()
  job(@Param('job') id: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Job {
    const job = this.jobs.find(id);
    if (job.state === 'queued' || job.state === 'running') reply.header('Retry-After', ASK_AGAIN_SECONDS);
    return this.#shown(job, request);
  }

  @Delete(':job')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Hủy công việc; phần đã làm giữ nguyên / Cancel a job; what is done stays done' })
  @ApiParam(JOB)
  @ApiResponse({ status: 200, description: 'Job: đã hủy / cancelled', schema: SHAPE.schema })
  @ApiResponse({ status: 202, description: 'Job: sẽ dừng ở bước sau / it ends at its next step', schema: SHAPE.schema })
  @Problems()
  async cancel(@Param('job') id: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Job> {
    const job = await this.jobs.cancel(id);
    if (job.state === 'running') reply.status(202).header('Retry-After', ASK_AGAIN_SECONDS);
    return this.#shown(job, request);
  }

  #shown({ id, kind, state, done, total, startedAt, etaSeconds, result, error }: KeptJob, request: FastifyRequest): Job {
    const language: Language = languageOf(request.headers['accept-language'], this.config.language);
    const problem = state === 'failed' ? worded(problemOf(error), language, { path: `/api/v1/jobs/${id}`, traceId: request.id }) : null;
    return { id, kind, state, done, total, startedAt, etaSeconds, result, problem };
  }
}

/** The answer to a request that became a job. */
export function accepted(reply: FastifyReply, { id, kind, state, done, total, startedAt, etaSeconds }: KeptJob): Job {
  reply.status(202).headers({ Location: `/api/v1/jobs/${id}`, 'Retry-After': ASK_AGAIN_SECONDS, 'Cache-Control': 'no-store' });
  return { id, kind, state, done, total, startedAt, etaSeconds, result: null, problem: null };
}
