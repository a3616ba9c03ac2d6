import { Body, Controller, Get, HttpCode, Inject, Optional, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RunCalendar } from '#commands/calendar.handler';
import { type RunningDeadlines, tryCalendar } from '#commands/calendar/try-calendar';
import { type Clock, vietnamDay } from '#commands/clock';
import { calendarKind } from '#commands/stream-kind';
import type { CalendarLayer, CalendarPreview } from '#contracts/calendar';
import type { DecisionAnswer } from '#contracts/service';
import type { CalendarCommand } from '#lifecycle/calendar/calendar.decider';
import { type CalendarDay, calendarStream } from '#lifecycle/calendar/calendar.events';
import { closureDays } from '#lifecycle/calendar/closure-days';
import { Refusal } from '#lifecycle/refusal';
import { plainOf } from '../acts/act-route.ts';
import { decidingAct } from '../acts/deciding-act.ts';
import { DecidingCommands, type Exchange, InExchange } from '../acts/deciding-commands.ts';
import { BodyPipe } from '../asked/body.pipe.ts';
import { etagOf } from '../http/preconditions.ts';
import { identityOf } from '../identity/demo-identity.ts';
import { Answers, Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { type RuleScopeAddress, RuleScopePipe } from '../rules/rule-scope.ts';
import { SCOPE } from '../rules/rules.controller.ts';
import { Storage } from '../storage/storage.ts';
import { CLOCK, RUNNING_DEADLINES } from '../tokens.ts';
import { CloseProvinceDto, PreviewCalendarDto, RevokeCalendarDayDto, SetCalendarDaysDto } from './calendar.dto.ts';

const CalendarAct = decidingAct(SCOPE);

/** What a command says besides who says it. */
type Said<Command = CalendarCommand> = Command extends CalendarCommand ? Omit<Command, 'province' | 'actor' | 'role'> : never;

/** The layers of the calendar: the nation's rows, and each province's closures. */
@ApiTags('calendar')
@Controller('api/v1/calendar/layers')
export class CalendarLayersController {
  constructor(
    private readonly deciding: DecidingCommands,
    private readonly storage: Storage,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() @Inject(RUNNING_DEADLINES) private readonly deadlines?: RunningDeadlines,
  ) {}

  @Get(':scope')
  @ApiOperation({ summary: 'Các ngày đã ghi của cả nước hoặc một tỉnh / The days that were set, for everybody or for a province' })
  @ApiParam(SCOPE)
  @Answers('CalendarLayer')
  async layer(
    @Param('scope', RuleScopePipe) { scope, province }: RuleScopeAddress,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CalendarLayer> {
    const { state, revision, position } = await this.storage.commands.look(calendarKind, calendarStream(province));
    if (revision >= 0) reply.header('ETag', etagOf(revision));
    return { scope, province, revision, position, days: state.days };
  }

  @CalendarAct('days', SetCalendarDaysDto, 'Ghi các ngày theo thông báo / Record days as they are announced')
  days(
    @Param('scope', RuleScopePipe) address: RuleScopeAddress,
    @Body(BodyPipe) body: SetCalendarDaysDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    return this.#run(address, exchange, { type: 'SetCalendarDays', ...(plainOf(body) as SetCalendarDaysDto) });
  }

  @CalendarAct('closures', CloseProvinceDto, 'Ghi đóng cửa do thiên tai, mỗi ngày một dòng / Record a province’s closure, a row a day')
  close(
    @Param('scope', RuleScopePipe) address: RuleScopeAddress,
    @Body(BodyPipe) { occurredOn, ...closure }: CloseProvinceDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    return this.#run(address, exchange, { type: 'SetCalendarDays', occurredOn, days: closureDays(closure) });
  }

  @CalendarAct('revocations', RevokeCalendarDayDto, 'Bỏ một ngày khỏi lịch, nêu lý do / Take a day back, with the reason')
  revoke(
    @Param('scope', RuleScopePipe) address: RuleScopeAddress,
    @Body(BodyPipe) body: RevokeCalendarDayDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    return this.#run(address, exchange, { type: 'RevokeCalendarDay', ...(plainOf(body) as RevokeCalendarDayDto) });
  }

  @Post(':scope/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'Xem trước: ngày nào đổi, thời hạn nào dời; không ghi gì / What a change would do; nothing is written' })
  @ApiParam(SCOPE)
  @ApiBody({ type: PreviewCalendarDto })
  @ApiResponse({ status: 200, description: 'CalendarPreview', schema: contractSchema('CalendarPreview') })
  @Problems()
  async preview(
    @Param('scope', RuleScopePipe) { scope, province }: RuleScopeAddress,
    @Body(BodyPipe) body: PreviewCalendarDto,
    @InExchange() { request }: Exchange,
  ): Promise<CalendarPreview> {
    const { days = [], revoked = [] } = plainOf(body) as { readonly days?: readonly CalendarDay[]; readonly revoked?: readonly string[] };
    if (days.length === 0 && revoked.length === 0) throw new Refusal('blank', { field: 'days' });
    const today = vietnamDay(this.clock.now());
    const { id: actor, role } = identityOf(request.headers);
    const frame = { occurredOn: today, actor, role, province };
    const asked: readonly CalendarCommand[] = [
      ...revoked.map((date) => ({ ...frame, type: 'RevokeCalendarDay' as const, date, reason: 'preview' })),
      ...(days.length === 0 ? [] : [{ ...frame, type: 'SetCalendarDays' as const, days }]),
    ];
    const trial = await tryCalendar(this.storage.commands, { province, asked, today });
    const { layer: _layer, ...shown } = trial;
    return { scope, ...shown, moved: (await this.deadlines?.movedBy(trial)) ?? null };
  }

  #run({ province }: RuleScopeAddress, exchange: Exchange, said: Said): Promise<DecisionAnswer> {
    const stream = calendarStream(province);
    return this.deciding.run(stream, exchange, ({ actor, role, trace, expected }) => {
      return new RunCalendar(stream, { ...said, province, actor, role } as CalendarCommand, trace, expected);
    });
  }
}
