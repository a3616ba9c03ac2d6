import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { feedAddress, hashOfSecret, newSecret } from '#access/secrets';
import { RunContact } from '#commands/contact.handler';
import type { FeedAnswer } from '#contracts/contacts';
import type { DecisionAnswer } from '#contracts/service';
import type { ContactCommand } from '#lifecycle/contact/contact.decider';
import { contactStream } from '#lifecycle/contact/contact.events';
import { plainOf } from '../acts/act-route.ts';
import { decidingAct, SEEN } from '../acts/deciding-act.ts';
import { DecidingCommands, type Exchange, InExchange, type Signed } from '../acts/deciding-commands.ts';
import { KEY } from '../acts/project-acts.controller.ts';
import { BodyPipe } from '../asked/body.pipe.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { EndContactDto, MarkReadDto, OpenFeedDto, RecordContactDto, RevokeFeedDto } from './contacts.dto.ts';
import { PERSON, PersonPipe } from './person.pipe.ts';

const ContactAct = decidingAct(PERSON);

@ApiTags('contacts')
@Controller('api/v1/contacts')
export class ContactCommandsController {
  constructor(private readonly deciding: DecidingCommands) {}

  @ContactAct('details', RecordContactDto, 'Ghi mới hoặc sửa một người nhận nhắc việc / Record a contact, or change one')
  record(
    @Param('person', PersonPipe) person: string,
    @Body(BodyPipe) body: RecordContactDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    const { occurredOn, ...fields } = plainOf(body) as RecordContactDto;
    const contact = { ...fields, person };
    return this.#run(person, exchange, (frame) => ({ ...frame, type: 'RecordContact', occurredOn, contact }));
  }

  @ContactAct('ending', EndContactDto, 'Thôi gửi nhắc việc cho một người, nêu lý do / End a contact, with the reason')
  end(
    @Param('person', PersonPipe) person: string,
    @Body(BodyPipe) body: EndContactDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    return this.#run(person, exchange, (frame) => ({ ...frame, ...(plainOf(body) as EndContactDto), type: 'EndContact', person }));
  }

  @Post(':person/feed')
  @HttpCode(201)
  @ApiOperation({ summary: 'Mở lịch hạn việc; địa chỉ chỉ hiện một lần / Open a feed; its address is shown once' })
  @ApiParam(PERSON)
  @ApiHeader(KEY)
  @ApiHeader(SEEN)
  @ApiBody({ type: OpenFeedDto })
  @ApiResponse({ status: 201, description: 'FeedAnswer', schema: contractSchema('FeedAnswer') })
  @Problems()
  async openFeed(
    @Param('person', PersonPipe) person: string,
    @Body(BodyPipe) { occurredOn }: OpenFeedDto,
    @InExchange() exchange: Exchange,
  ): Promise<FeedAnswer> {
    const secret = newSecret();
    const secretSha256 = hashOfSecret(secret);
    const answer = await this.#run(person, exchange, (frame) => ({ ...frame, type: 'OpenFeed', occurredOn, person, secretSha256 }));
    return answer.replayed ? { ...answer, secret: null, address: null } : { ...answer, secret, address: feedAddress(secret) };
  }

  @ContactAct('feed-revocation', RevokeFeedDto, 'Thu hồi lịch hạn việc, nêu lý do / Revoke the feed, with the reason')
  revokeFeed(
    @Param('person', PersonPipe) person: string,
    @Body(BodyPipe) body: RevokeFeedDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    return this.#run(person, exchange, (frame) => ({ ...frame, ...(plainOf(body) as RevokeFeedDto), type: 'RevokeFeed', person }));
  }

  @ContactAct('read-marks', MarkReadDto, 'Đánh dấu các lần nhắc đã đọc / Mark deliveries as read')
  markRead(
    @Param('person', PersonPipe) person: string,
    @Body(BodyPipe) body: MarkReadDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    return this.#run(person, exchange, (frame) => ({ ...frame, ...(plainOf(body) as MarkReadDto), type: 'MarkInboxRead', person }));
  }

  #run(person: string, exchange: Exchange, command: (frame: Pick<Signed, 'actor' | 'role'>) => ContactCommand): Promise<DecisionAnswer> {
    const stream = contactStream(person);
    return this.deciding.run(stream, exchange, ({ actor, role, trace, expected }) => {
      return new RunContact(stream, command({ actor, role }), trace, expected);
    });
  }
}
