import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ContactDirectory } from '#access/contact-directory';
import { contactRecord } from '#access/contact-record';
import { contactKind } from '#commands/stream-kind';
import type { ContactPage, ContactRecord } from '#contracts/contacts';
import { contactStream } from '#lifecycle/contact/contact.events';
import { isMeant } from '#lifecycle/contact/contact-filter';
import { Refusal } from '#lifecycle/refusal';
import { CursorUnknown, decodeCursor, encodeCursor } from '#read-models/projects/cursor';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { etagOf } from '../http/preconditions.ts';
import { Answers } from '../openapi/answers.ts';
import { parameterProblem } from '../problems/request-problem.ts';
import { provinceOf } from '../projects/list-projects.dto.ts';
import { Storage } from '../storage/storage.ts';
import { ListContactsDto } from './contacts.dto.ts';
import { PERSON, PersonPipe } from './person.pipe.ts';

const PAGE = 50;

/** Who may be reminded. Names and addresses of people: an answer is kept by nobody on the way. */
@ApiTags('contacts')
@Controller('api/v1/contacts')
export class ContactsController {
  constructor(
    private readonly storage: Storage,
    private readonly directory: ContactDirectory,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Danh bạ người nhận nhắc việc / The directory of who may be reminded' })
  @Answers('ContactPage')
  async list(@Query(AskedPipe) asked: ListContactsDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<ContactPage> {
    const { limit = PAGE, cursor, role, province, activeOn } = asked;
    const { position } = this.storage;
    const filter = { role, activeOn, province: province === undefined ? undefined : provinceOf(province) };
    const found = (await this.directory.all()).filter(({ contact }) => isMeant(contact, filter));
    const of = JSON.stringify([role, province, activeOn]);
    const after = cursor === undefined ? '' : personAfter(cursor, of);
    const rest = found.filter(({ contact: { person } }) => person > after);
    const items = rest.slice(0, limit).map(contactRecord);
    const last = items.at(-1);
    const nextCursor = last === undefined || rest.length <= limit ? null : encodeCursor({ buildId: '', of, key: last.person, n: 0 });
    if (nextCursor !== null) reply.header('Link', `<${nextPage(asked, nextCursor)}>; rel="next"`);
    reply.header('Cache-Control', 'no-store');
    return { items, total: found.length, nextCursor, position };
  }

  @Get(':person')
  @ApiOperation({ summary: 'Một người nhận nhắc việc / One contact' })
  @ApiParam(PERSON)
  @Answers('ContactRecord')
  async contact(@Param('person', PersonPipe) person: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<ContactRecord> {
    const { state, revision } = await this.storage.commands.look(contactKind, contactStream(person));
    if (state.status === 'absent') throw new Refusal('contact-not-found', { person });
    reply.headers({ ETag: etagOf(revision), 'Cache-Control': 'no-store' });
    return contactRecord({ ...state, revision });
  }
}

/** @throws RequestProblem `bad-cursor` */
function personAfter(cursor: string, of: string): string {
  try {
    const { of: own, key } = decodeCursor(cursor);
    if (own === of && typeof key === 'string') return key;
  } catch (error) {
    if (!(error instanceof CursorUnknown)) throw error;
  }
  throw parameterProblem('bad-cursor', 'cursor');
}

function nextPage(asked: ListContactsDto, cursor: string): string {
  const given = Object.entries({ ...asked, cursor }).filter(([, value]) => value !== undefined);
  return `/api/v1/contacts?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}
