import { Controller, Delete, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Job } from '#contracts/jobs';
import type { ParkedStreams, ReadModelsState } from '#contracts/read-models';
import { IDENTITY_HEADER } from '../identity/demo-identity.ts';
import { onlyOperators } from '../identity/only-operators.ts';
import { accepted } from '../jobs/jobs.controller.ts';
import { Jobs } from '../jobs/jobs.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { ReadModels } from './read-models.ts';

const STATE = { status: 200, description: 'ReadModelsState', schema: contractSchema('ReadModelsState') } as const;
const PARKED = { status: 200, description: 'ParkedStreams', schema: contractSchema('ParkedStreams') } as const;
const AS = { name: IDENTITY_HEADER, required: false, description: 'demo:operator' } as const;

@ApiTags('read-models')
@Controller('api/v1/read-models')
export class ReadModelsController {
  constructor(
    private readonly models: ReadModels,
    private readonly jobs: Jobs,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Các bản mô hình đọc: đang dùng, còn giữ, đang dựng / The builds: current, kept, being built' })
  @ApiResponse(STATE)
  @Problems()
  state(): Promise<ReadModelsState> {
    return this.models.state();
  }

  @Post('rebuilds')
  @HttpCode(202)
  @ApiOperation({ summary: 'Dựng lại từ nhật ký, so sánh, rồi chuyển / Rebuild from the log, compare, then switch' })
  @ApiHeader(AS)
  @ApiResponse({ status: 202, description: 'Job; result: RebuildResult', schema: contractSchema('Job') })
  @Problems()
  async rebuild(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Job> {
    onlyOperators(request, 'RebuildReadModels');
    await this.models.state(); // Nothing can be built while nothing is open.
    return accepted(
      reply,
      this.jobs.start('rebuild', null, (control) => this.models.rebuild(control)),
    );
  }

  @Delete('building')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Hủy bản đang dựng, của tiến trình nào cũng được / Cancel what is being built, by whatever process' })
  @ApiHeader(AS)
  @ApiResponse(STATE)
  @Problems()
  cancel(@Req() request: FastifyRequest): Promise<ReadModelsState> {
    onlyOperators(request, 'CancelRebuild');
    return this.models.cancel();
  }

  @Post('rollbacks')
  @HttpCode(202)
  @ApiOperation({ summary: 'Dùng lại bản trước / Go back to the former build' })
  @ApiHeader(AS)
  @ApiResponse({ status: 202, description: 'Job; result: ReadModelsState', schema: contractSchema('Job') })
  @Problems()
  async rollBack(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Job> {
    onlyOperators(request, 'RollBackReadModels');
    await this.models.checkFormer();
    return accepted(
      reply,
      this.jobs.start('rollback', null, (control) => this.models.rollBack(control)),
    );
  }

  @Delete('previous')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Xóa bản trước / Drop the former build' })
  @ApiHeader(AS)
  @ApiResponse(STATE)
  @Problems()
  drop(@Req() request: FastifyRequest): Promise<ReadModelsState> {
    onlyOperators(request, 'DropFormerBuild');
    return this.models.drop();
  }

  @Get('parked')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Hồ sơ phải chờ trong mô hình đọc / Streams that are parked in a read model' })
  @ApiResponse(PARKED)
  @Problems()
  async parked(): Promise<ParkedStreams> {
    return { items: (await this.models.state()).parked };
  }

  @Post('parked/retry')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Áp dụng lại theo thứ tự; trả về hồ sơ còn phải chờ / Apply them again, in order; answers what is still parked',
  })
  @ApiHeader(AS)
  @ApiResponse(PARKED)
  @Problems()
  async retry(@Req() request: FastifyRequest): Promise<ParkedStreams> {
    onlyOperators(request, 'RetryParked');
    return { items: await this.models.retryParked() };
  }
}
