import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { comparePositions } from '#event-log/event-log';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { Text } from '../asked/parameters.ts';
import { isPosition } from '../http/position.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Province } from '../projects/list-projects.dto.ts';
import { Storage } from '../storage/storage.ts';
import { Live } from './live.service.ts';
import { sendLive } from './live-stream.ts';

class LiveDto {
  @Text(100, 'Chỉ một đề án, mã hoặc id / one project only, code or id')
  readonly project?: string;

  @Province()
  readonly province?: string;
}

@ApiTags('live')
@Controller('api/v1/live')
export class LiveController {
  constructor(
    private readonly live: Live,
    private readonly storage: Storage,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Luồng trực tiếp các sự kiện vừa ghi (SSE) / What is being recorded, live (server-sent events)' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Nối tiếp sau vị trí này / resume after this position' })
  @ApiResponse({ status: 200, description: 'LiveEvent', content: { 'text/event-stream': { schema: contractSchema('LiveEvent') } } })
  @Problems()
  async follow(
    @Query(AskedPipe) filter: LiveDto,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const head = (await this.storage.log.head()) ?? '';
    const position = resumed(lastEventId, head);
    const client = new AbortController();
    const hub = await this.live.join(client);
    reply.hijack();
    const { raw } = reply;
    raw.on('close', () => client.abort());
    if (raw.destroyed) client.abort(); // It left while we looked at the log.
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      ...(head === '' ? {} : { 'Tiendo-Position': head }),
    });
    if (request.method !== 'HEAD') await sendLive(hub, raw, { position, filter, signal: client.signal });
    raw.end();
    client.abort();
  }
}

/** @throws RequestProblem `bad-event-id`: no position, or one that this log has not reached, as after a restore */
function resumed(lastEventId: string | undefined, head: string): string {
  if (lastEventId === undefined || lastEventId === '') return head;
  if (!isPosition(lastEventId) || comparePositions(lastEventId, head) > 0) throw new RequestProblem('bad-event-id');
  return lastEventId;
}
