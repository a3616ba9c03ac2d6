import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#config/config';
import type { OutboxMail, OutboxPage } from '#contracts/outbox';
import { isOutboxName, listOutbox, readOutbox } from '#reminders/outbox/outbox-folder';
import { outboxNotice } from '#reminders/outbox/outbox-notice';
import { headOf } from '#reminders/outbox/outbox-head';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { preferred } from '../http/accept.ts';
import { IDENTITY_HEADER } from '../identity/demo-identity.ts';
import { onlyOperators } from '../identity/only-operators.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { parameterProblem, RequestProblem } from '../problems/request-problem.ts';
import { CONFIG } from '../tokens.ts';
import { ListOutboxDto } from './outbox.dto.ts';

const FORMS = ['application/json', 'text/html', 'text/plain', 'message/rfc822'] as const;
const PAGE = 50;
const AS = { name: IDENTITY_HEADER, required: false, description: 'demo:operator' } as const;

/** What would have been sent: names and addresses of people, so for the operator alone. */
@ApiTags('outbox')
@Controller('api/v1/outbox')
export class OutboxController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Hộp thư đi khi chưa có máy chủ thư / Mails written down for want of a mail server' })
  @ApiHeader(AS)
  @ApiResponse({ status: 200, description: 'OutboxPage', schema: contractSchema('OutboxPage') })
  @Problems()
  async list(@Req() request: FastifyRequest, @Query(AskedPipe) { limit, cursor }: ListOutboxDto): Promise<OutboxPage> {
    onlyOperators(request, 'ReadOutbox');
    if (cursor !== undefined && !isOutboxName(cursor)) throw parameterProblem('bad-cursor', 'cursor');
    const { smtp, outboxDir } = this.config;
    const { total, entries, next } = await listOutbox(outboxDir, { first: limit ?? PAGE, after: cursor ?? null });
    return { smtp: smtp !== null, notice: outboxNotice(smtp), total, items: entries.map(headOf), nextCursor: next };
  }

  @Get(':name')
  @ApiOperation({ summary: 'Một thư: dữ liệu, hoặc xem như người nhận xem / One mail: as data, or as its reader would see it' })
  @ApiParam({ name: 'name', description: '2022-09-30_….eml', schema: { type: 'string' } })
  @ApiHeader(AS)
  @ApiProduces(...FORMS)
  @ApiResponse({ status: 200, description: 'OutboxMail', schema: contractSchema('OutboxMail') })
  @Problems()
  async mail(@Req() request: FastifyRequest, @Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    onlyOperators(request, 'ReadOutbox');
    const form = preferred(request.headers.accept, FORMS);
    if (form === null) throw new RequestProblem('not-acceptable');
    const entry = await readOutbox(this.config.outboxDir, name);
    if (entry === null) throw new RequestProblem('not-found');
    const { mail, raw } = entry;
    reply.headers({ Vary: 'Accept', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    if (form === 'application/json' || (mail === null && form !== 'message/rfc822')) {
      const data: OutboxMail = { ...headOf(entry), from: mail?.from ?? null, text: mail?.text ?? null };
      return void reply.type('application/json; charset=utf-8').send(JSON.stringify(data));
    }
    // What somebody typed is in it: no script, no form and no origin of ours, whatever a browser makes of it.
    reply.header('Content-Security-Policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    if (form === 'message/rfc822' || mail === null)
      return void reply.type('message/rfc822').header('Content-Disposition', `attachment; filename="${name}"`).send(raw);
    void reply.type(`${form}; charset=utf-8`).send(form === 'text/html' ? mail.html : mail.text);
  }
}
