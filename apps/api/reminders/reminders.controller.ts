import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Clock, vietnamDay } from '#commands/clock';
import type { Config } from '#config/config';
import type { DeliveryPage, ReminderControl, SuppressedPage, ToSend } from '#contracts/reminder-answers';
import type { DayPreview, ReminderReasons } from '#contracts/reminders';
import { addDays, days } from '#lifecycle/calendar-date';
import type { ReminderFilter } from '#reminders/queries/deliveries';
import { DAYS_AHEAD, type ReminderQueries } from '#reminders/queries/reminder-queries';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { rangeOf } from '../asked/parameters.ts';
import { Answers } from '../openapi/answers.ts';
import { parameterProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { CLOCK, CONFIG } from '../tokens.ts';
import { csvOfDeliveries, csvOfPreviews, csvOfSuppressed } from './reminder-csv.ts';
import { projectKnown } from './known-project.ts';
import { afterIn, cursorOf } from './list-cursor.ts';
import { ListDeliveriesDto, ObligationsDto, PreviewDto, ToSendDto, WhyDto } from './reminders.dto.ts';
import { sendCsv, wholeList } from './whole-list.ts';

const PAGE = 50;
/** Nobody looks further: days off are not known. */
const AHEAD_MAX_DAYS = 731;

/** What the scheduler sees: names of people are in it, so no answer is kept on the way. */
@ApiTags('reminders')
@Controller('api/v1')
export class RemindersController {
  constructor(
    private readonly storage: Storage,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('reminders/to-send')
  @ApiOperation({ summary: 'Sẽ gửi: từng ngày kể từ hôm nay / What will be sent, day by day from today' })
  @Answers('ToSend')
  async toSend(@Query(AskedPipe) asked: ToSendDto, @Res() reply: FastifyReply): Promise<void> {
    const { date, days: count = DAYS_AHEAD, project, person, kind, format } = asked;
    const today = vietnamDay(this.clock.now());
    const first = date === undefined ? today : this.#ahead(date);
    const filter = { project: this.#idOf(project) ?? null, person: person ?? null };
    const answer = await this.storage.reminders.ask(async (queries): Promise<ToSend> => {
      const previews: DayPreview[] = [];
      for (let ahead = 0; ahead < (date === undefined ? count : 1); ahead++) {
        const preview = await queries.preview({ day: addDays(first, days(ahead)), ...filter });
        previews.push(kind === undefined ? preview : ofKind(preview, kind));
      }
      return { today, quiet: queries.quietNow, days: previews };
    });
    if (format === 'csv') return sendCsv(reply, 'to-send', csvOfPreviews(answer.days));
    sendJson(reply, answer);
  }

  @Get('reminders/preview')
  @ApiOperation({ summary: 'Xem trước một ngày: gửi gì, cho ai, chặn gì / Preview of a day' })
  @Answers('DayPreview')
  async preview(
    @Query(AskedPipe) { date, project, person }: PreviewDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DayPreview> {
    const day = this.#ahead(date);
    reply.header('Cache-Control', 'no-store');
    return this.storage.reminders.ask((queries) => queries.preview({ day, project: this.#idOf(project) ?? null, person: person ?? null }));
  }

  @Get('reminders/sent')
  @ApiOperation({ summary: 'Đã gửi, mới nhất trước / What was sent, the latest first' })
  @Answers('DeliveryPage')
  sent(@Query(AskedPipe) asked: ListDeliveriesDto, @Res() reply: FastifyReply): Promise<void> {
    return this.#deliveries('sent', asked, reply);
  }

  @Get('reminders/failed')
  @ApiOperation({ summary: 'Gửi lỗi: đã thôi, hoặc sẽ thử lại / What failed: given up, or to be tried again' })
  @Answers('DeliveryPage')
  failed(@Query(AskedPipe) asked: ListDeliveriesDto, @Res() reply: FastifyReply): Promise<void> {
    return this.#deliveries('failed', asked, reply);
  }

  @Get('reminders/suppressed')
  @ApiOperation({ summary: 'Đến ngày mà không gửi, và vì sao / What is due and not sent, and why' })
  @Answers('SuppressedPage')
  async suppressed(@Query(AskedPipe) asked: ListDeliveriesDto, @Res() reply: FastifyReply): Promise<void> {
    const filter = this.#filterOf(asked);
    const of = JSON.stringify(['suppressed', filter]);
    const after = afterIn(asked.cursor, of);
    const held = (queries: ReminderQueries) => queries.heldBack({ project: filter.project ?? null, person: filter.person ?? null });
    if (asked.format === 'csv') {
      const rows = await this.storage.reminders.ask(async (queries) => [
        ...(await held(queries)),
        ...(await wholeList((page) => queries.suppressed({ ...page, ...filter }))),
      ]);
      return sendCsv(reply, 'suppressed', csvOfSuppressed(rows));
    }
    const answer = await this.storage.reminders.ask(async (queries): Promise<SuppressedPage> => {
      const { rows, next } = queries.suppressed({ after, limit: asked.limit ?? PAGE, ...filter });
      const restored = after === undefined ? await held(queries) : [];
      return { quiet: queries.quietNow, items: [...restored, ...rows], nextCursor: cursorOf(next, of) };
    });
    sendJson(reply, answer);
  }

  @Get('reminders/why')
  @ApiOperation({ summary: 'Vì sao nhận, vì sao không: theo đề án hoặc người nhận / Why was this sent, or was not' })
  @Answers('ReminderReasons')
  async why(@Query(AskedPipe) { project, person }: WhyDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReminderReasons> {
    if ((project === undefined) === (person === undefined))
      throw parameterProblem('bad-parameter', project === undefined ? 'project' : 'person', 'give either project or person');
    reply.header('Cache-Control', 'no-store');
    const id = project === undefined ? '' : await projectKnown(this.storage, project);
    return this.storage.reminders.ask((queries) => (person === undefined ? queries.whyProject(id) : queries.whyPerson(person)));
  }

  @Get('obligations')
  @ApiOperation({ summary: 'Các thời hạn đang chạy của một đề án, kèm bậc nhắc / Running deadlines of a project with their ladders' })
  @Answers('ReminderReasons')
  async obligations(@Query(AskedPipe) { project }: ObligationsDto): Promise<ReminderReasons> {
    if (project === undefined) throw parameterProblem('bad-parameter', 'project', 'must be given');
    const id = await projectKnown(this.storage, project);
    return this.storage.reminders.ask((queries) => queries.openObligations(id));
  }

  @Get('reminders/control')
  @ApiOperation({ summary: 'Đang tạm dừng và loại trừ gì; bộ nhắc việc chạy ra sao / What is paused and left out; how it runs' })
  @Answers('ReminderControl')
  control(): Promise<ReminderControl> {
    const { sweepSeconds, smtp } = this.config;
    return this.storage.reminders.ask((queries) => {
      const { lastAt = null, lastError = null, stalled = true } = this.storage.reminders.stats() ?? {};
      const run = { sweepSeconds, lastAt, lastError, stalled, smtp: smtp !== null, ...queries.state(this.clock.now()) };
      return { ...queries.control(), run };
    });
  }

  async #deliveries(list: 'sent' | 'failed', asked: ListDeliveriesDto, reply: FastifyReply): Promise<void> {
    const filter = this.#filterOf(asked);
    const of = JSON.stringify([list, filter]);
    const after = afterIn(asked.cursor, of);
    if (asked.format === 'csv') {
      const rows = await this.storage.reminders.ask((queries) => wholeList((page) => queries[list]({ ...page, ...filter })));
      return sendCsv(reply, list, csvOfDeliveries(rows));
    }
    const { rows, next } = await this.storage.reminders.ask((queries) => queries[list]({ after, limit: asked.limit ?? PAGE, ...filter }));
    sendJson(reply, { items: rows, nextCursor: cursorOf(next, of) } satisfies DeliveryPage);
  }

  #filterOf({ project, person, kind, days: range }: ListDeliveriesDto): ReminderFilter {
    const { from, to } = (range === undefined ? null : rangeOf(range)) ?? { from: null, to: null };
    return { project: this.#idOf(project), person, kind, from: from ?? undefined, to: to ?? undefined };
  }

  #idOf(project: string | undefined): string | undefined {
    return project === undefined ? undefined : this.storage.projectIdOf(project);
  }

  /** @throws RequestProblem `bad-parameter` a day that is over, or too far */
  #ahead(day: string): string {
    const today = vietnamDay(this.clock.now());
    if (day < today || day > addDays(today, days(AHEAD_MAX_DAYS)))
      throw parameterProblem('bad-parameter', 'date', `must be from ${today} to ${addDays(today, days(AHEAD_MAX_DAYS))}`);
    return day;
  }
}

const sendJson = (reply: FastifyReply, answer: object): void =>
  void reply.header('Cache-Control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(answer));

function ofKind(preview: DayPreview, kind: string): DayPreview {
  const deliveries = preview.deliveries.flatMap((delivery) => {
    const items = delivery.items.filter((item) => item.kind === kind);
    return items.length === 0 ? [] : [{ ...delivery, items }];
  });
  const steps = deliveries.reduce((sum, { items }) => sum + items.length, 0);
  return { ...preview, deliveries, steps, suppressed: preview.suppressed.filter(({ item }) => item.kind === kind) };
}
