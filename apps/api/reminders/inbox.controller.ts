import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { InboxPage } from '#contracts/reminder-answers';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { PERSON, PersonPipe } from '../contacts/person.pipe.ts';
import { Answers } from '../openapi/answers.ts';
import { Storage } from '../storage/storage.ts';
import { afterIn, cursorOf } from './list-cursor.ts';
import { InboxDto } from './reminders.dto.ts';

const PAGE = 50;

/** What a person was sent, by whatever way; `contacts/{person}/read-marks` says what was read. */
@ApiTags('reminders')
@Controller('api/v1/inbox')
export class InboxController {
  constructor(private readonly storage: Storage) {}

  @Get(':person')
  @ApiOperation({ summary: 'Hộp nhắc việc của một người, mới nhất trước / The inbox of a person, the newest first' })
  @ApiParam(PERSON)
  @Answers('InboxPage')
  inbox(
    @Param('person', PersonPipe) person: string,
    @Query(AskedPipe) { limit = PAGE, cursor }: InboxDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InboxPage> {
    const of = JSON.stringify(['inbox', person]);
    const after = afterIn(cursor, of);
    reply.header('Cache-Control', 'no-store');
    return this.storage.reminders.ask((queries): InboxPage => {
      const { rows, next } = queries.inbox(person, { after, limit });
      return { unread: queries.unread(person), items: rows, nextCursor: cursorOf(next, of) };
    });
  }
}
