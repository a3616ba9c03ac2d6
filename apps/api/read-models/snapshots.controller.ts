import { Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#config/config';
import type { Job } from '#contracts/jobs';
import type { ReadModelSnapshot, ReadModelSnapshots } from '#contracts/read-models';
import { readModels } from '#read-models/models';
import { listSnapshots } from '#read-models/snapshots/shelf';
import { IDENTITY_HEADER } from '../identity/demo-identity.ts';
import { onlyOperators } from '../identity/only-operators.ts';
import { accepted } from '../jobs/jobs.controller.ts';
import { LongJobs } from '../jobs/long-jobs.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { CONFIG } from '../tokens.ts';

@ApiTags('read-models')
@Controller('api/v1/read-models/snapshots')
export class SnapshotsController {
  constructor(
    private readonly jobs: LongJobs,
    private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Các bản chụp mô hình đọc, mới nhất trước / Snapshots of the read models, newest first' })
  @ApiResponse({ status: 200, description: 'ReadModelSnapshots', schema: contractSchema('ReadModelSnapshots') })
  @Problems()
  async list(): Promise<ReadModelSnapshots> {
    return { everyHours: this.config.snapshotHours, items: await this.#items() };
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Chụp mô hình đọc tại một vị trí / Copy the read models at one position' })
  @ApiHeader({ name: IDENTITY_HEADER, required: false, description: 'demo:operator' })
  @ApiResponse({ status: 202, description: 'Job; result: SnapshotResult', schema: contractSchema('Job') })
  @Problems()
  take(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Job {
    onlyOperators(request, 'TakeSnapshot');
    if (this.config.snapshotsDir === null) throw new RequestProblem('snapshots-off');
    return accepted(reply, this.jobs.ask('snapshot'));
  }

  async #items(): Promise<readonly ReadModelSnapshot[]> {
    const { snapshotsDir } = this.config;
    if (snapshotsDir === null) return [];
    return listSnapshots(snapshotsDir, { logId: this.storage.log.logId, models: readModels }).catch(noneYet);
  }
}

/** The folder is made with the first snapshot. */
function noneYet(error: unknown): [] {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
  throw error;
}
