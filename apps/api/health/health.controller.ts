import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Config } from '#config/config';
import type { Live, Ready } from '#contracts/service';
import { differing } from '#read-models/comparer';
import { Draining } from '../http/draining.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { CONFIG } from '../tokens.ts';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly storage: Storage,
    private readonly draining: Draining,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Tiến trình đang chạy / The process runs' })
  @ApiOkResponse({ schema: contractSchema('Live') })
  live(): Live {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Đọc được nhật ký, số liệu theo kịp / The log can be read and the figures keep up' })
  @ApiOkResponse({ schema: contractSchema('Ready') })
  @ApiServiceUnavailableResponse({ description: 'not-ready, with the reasons' })
  async ready(): Promise<Ready> {
    const [stats, trouble] = [await this.storage.stats(), await this.storage.trouble()];
    const reasons = [
      ...(this.draining.began ? ['stopping'] : []),
      ...(trouble === null ? [] : [`log:${trouble}`]),
      ...(this.storage.lost === null ? [] : [this.storage.lost]),
      ...(stats === null ? ['starting'] : stats.halted.map(({ model, halt }) => `${halt.code}:${model}`)),
      ...(stats !== null && stats.lag === null && trouble === null ? ['log:unreachable'] : []),
      ...((stats?.lag ?? 0) > this.config.lagMax ? ['lag'] : []),
    ];
    if (stats === null || stats.lag === null || reasons.length > 0)
      throw new RequestProblem('not-ready', { facts: { reasons }, headers: { 'Retry-After': '1' } });
    const { position, lag, parked } = stats;
    const { restored } = this.storage;
    return { status: 'ready', position, lag, parked: parked.length, differing: differing(this.config.readModelsDir).length, restored };
  }
}
