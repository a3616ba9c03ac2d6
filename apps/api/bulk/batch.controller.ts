import { Body, Controller, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#config/config';
import type { BatchAnswer } from '#contracts/batch';
import type { Job } from '#contracts/jobs';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { BodyPipe } from '../asked/body.pipe.ts';
import { languageOf } from '../http/accept.ts';
import { accepted } from '../jobs/jobs.controller.ts';
import { Jobs } from '../jobs/jobs.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { CONFIG } from '../tokens.ts';
import { Batch, type BatchFrame } from './batch.ts';
import { BatchDto, BatchQueryDto } from './batch.dto.ts';

/** Commands that are sent while the caller waits; more of them become a job. A dry run writes nothing and never does. */
const AT_ONCE_MAX = 50;

@ApiTags('acts')
@Controller('api/v1/commands')
export class BatchController {
  constructor(
    private readonly work: Batch,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('batch')
  @HttpCode(200)
  @ApiOperation({ summary: 'Nhiều lệnh một lần, thử trước bằng dryRun / Many commands at once; try them first by dryRun' })
  @ApiBody({ type: BatchDto })
  @ApiResponse({ status: 200, description: 'BatchAnswer', schema: contractSchema('BatchAnswer') })
  @ApiResponse({ status: 202, description: 'Job: trên 50 lệnh / over 50 commands', schema: contractSchema('Job') })
  @Problems()
  async batch(
    @Body(BodyPipe) { items }: BatchDto,
    @Query(AskedPipe) { dryRun }: BatchQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchAnswer | Job> {
    const { headers, id } = request;
    const frame: BatchFrame = { headers, language: languageOf(headers['accept-language'], this.config.language), traceId: id };
    reply.header('Cache-Control', 'no-store');
    if (dryRun === 'true') return this.work.preview(items, frame);
    if (items.length <= AT_ONCE_MAX) return this.work.run(items, frame);
    return accepted(
      reply,
      this.jobs.start('batch', items.length, (control) => this.work.run(items, frame, control)),
    );
  }
}
