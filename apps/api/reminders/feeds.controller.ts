import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ContactDirectory } from '#access/contact-directory';
import { type Clock, vietnamDay } from '#commands/clock';
import type { Config } from '#config/config';
import { Problems } from '../openapi/answers.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { CLOCK, CONFIG } from '../tokens.ts';

const FEED = { name: 'feed', description: '{secret}.ics', schema: { type: 'string' } } as const;
const FILE = /^([A-Za-z0-9_-]{20,100})\.ics$/;

/** A person's deadlines for a calendar program. Whoever has the address has the feed; a wrong and a revoked one answer the same. */
@ApiTags('reminders')
@Controller('api/v1/feeds')
export class FeedsController {
  constructor(
    private readonly storage: Storage,
    private readonly directory: ContactDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':feed')
  @ApiOperation({ summary: 'Lịch hạn việc của một người (iCalendar) / The deadlines of a person as iCalendar' })
  @ApiParam(FEED)
  @ApiProduces('text/calendar')
  @ApiResponse({ status: 200, description: 'RFC 5545', schema: { type: 'string' } })
  @Problems()
  async feed(@Param('feed') file: string, @Res() reply: FastifyReply): Promise<void> {
    const secret = FILE.exec(file)?.[1];
    const now = this.clock.now();
    const owner = secret === undefined ? null : await this.directory.ofFeed(secret, vietnamDay(now));
    if (owner === null) throw new RequestProblem('feed-not-found');
    const { contact } = owner;
    const [entries, alarmMinute] = await this.storage.reminders.ask(
      (queries) => [queries.feedEntries(contact.person), queries.alarmMinute(contact)] as const,
    );
    const { feedOf } = await import('#reminders/feed/feed');
    const text = feedOf(contact, entries, { now, consoleUrl: this.config.consoleUrl, alarmMinute });
    void reply
      .headers({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' })
      .type('text/calendar; charset=utf-8')
      .send(text);
  }
}
