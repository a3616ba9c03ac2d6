import { Body, Controller, HttpCode, Injectable, Param, type PipeTransform, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { RunReminderControl, RunResend } from '#commands/reminder.handler';
import type { DecisionAnswer } from '#contracts/service';
import type { ControlCommand } from '#lifecycle/reminder/control.decider';
import { REMINDER_CONTROL } from '#lifecycle/reminder/reminder.events';
import { plainOf } from '../acts/act-route.ts';
import { DecidingCommands, type Exchange, InExchange } from '../acts/deciding-commands.ts';
import { KEY } from '../acts/project-acts.controller.ts';
import { BodyPipe } from '../asked/body.pipe.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { projectKnown } from './known-project.ts';
import { ExcludeDto, IncludeDto, PauseKindDto, ResendDto, ResumeKindDto } from './reminders.dto.ts';

const DELIVERY = { name: 'delivery', description: 'reminder-delivery~th-01~2024-01-25~email', schema: { type: 'string' } } as const;
const DELIVERY_NAME = /^reminder-delivery~[a-z0-9._-]{1,60}~\d{4}-\d{2}-\d{2}~(email|inbox|webhook)$/;

@Injectable()
class DeliveryPipe implements PipeTransform<string, string> {
  /** @throws RequestProblem `delivery-not-found` */
  transform(delivery: string): string {
    if (!DELIVERY_NAME.test(delivery)) throw new RequestProblem('delivery-not-found', { facts: { delivery: delivery.slice(0, 100) } });
    return delivery;
  }
}

const Says = (path: string, body: new () => object, summary: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(200),
    ApiOperation({ summary }),
    ApiHeader(KEY),
    ApiBody({ type: body }),
    ApiResponse({ status: 200, description: 'DecisionAnswer', schema: contractSchema('DecisionAnswer') }),
    Problems(),
  );

/** What a command says besides who says it. */
type Said<Command = ControlCommand> = Command extends ControlCommand ? Omit<Command, 'actor' | 'role'> : never;

/** What the operator decides about reminders; each with its reason, kept in the log. */
@ApiTags('reminders')
@Controller('api/v1/reminders')
export class ReminderCommandsController {
  constructor(
    private readonly deciding: DecidingCommands,
    private readonly storage: Storage,
  ) {}

  @Says('pauses', PauseKindDto, 'Tạm dừng nhắc một loại thời hạn / Pause a kind of reminder')
  pause(@Body(BodyPipe) body: PauseKindDto, @InExchange() exchange: Exchange): Promise<DecisionAnswer> {
    return this.#say(exchange, { type: 'PauseReminders', ...(plainOf(body) as PauseKindDto) });
  }

  @Says('resumptions', ResumeKindDto, 'Nhắc lại loại đã tạm dừng / Resume a kind that was paused')
  resume(@Body(BodyPipe) body: ResumeKindDto, @InExchange() exchange: Exchange): Promise<DecisionAnswer> {
    return this.#say(exchange, { type: 'ResumeReminders', ...(plainOf(body) as ResumeKindDto) });
  }

  @Says('exclusions', ExcludeDto, 'Thôi nhắc một thời hạn, với mọi người hoặc một người / Leave a deadline out, for all or for one')
  async exclude(@Body(BodyPipe) body: ExcludeDto, @InExchange() exchange: Exchange): Promise<DecisionAnswer> {
    const { obligation } = body;
    const project = await projectKnown(this.storage, body.project);
    const { obligations } = await this.storage.reminders.ask((queries) => queries.openObligations(project));
    if (obligations.every((one) => one.obligation !== obligation))
      throw new RequestProblem('obligation-not-found', { facts: { project: body.project, obligation } });
    return this.#say(exchange, { type: 'ExcludeReminder', ...(plainOf(body) as ExcludeDto), project });
  }

  @Says('inclusions', IncludeDto, 'Nhắc lại thời hạn đã loại / Remind again of a deadline that was left out')
  async include(@Body(BodyPipe) body: IncludeDto, @InExchange() exchange: Exchange): Promise<DecisionAnswer> {
    const project = await projectKnown(this.storage, body.project);
    return this.#say(exchange, { type: 'IncludeReminder', ...(plainOf(body) as IncludeDto), project });
  }

  @Says('deliveries/:delivery/resends', ResendDto, 'Gửi lại một thư, nêu lý do / Send a message again, with the reason')
  @ApiParam(DELIVERY)
  async resend(
    @Param('delivery', DeliveryPipe) delivery: string,
    @Body(BodyPipe) body: ResendDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    const known = await this.storage.reminders.ask((queries) => queries.delivery(delivery));
    if (known === null) throw new RequestProblem('delivery-not-found', { facts: { delivery } });
    const asked = plainOf(body) as ResendDto;
    return this.deciding.runUnseen(
      delivery,
      exchange,
      ({ actor, role, trace }) => new RunResend({ type: 'AskResend', delivery, ...asked, actor, role }, trace),
    );
  }

  #say(exchange: Exchange, said: Said): Promise<DecisionAnswer> {
    return this.deciding.runUnseen(
      REMINDER_CONTROL,
      exchange,
      ({ actor, role, trace }) => new RunReminderControl({ ...said, actor, role } as ControlCommand, trace),
    );
  }
}
