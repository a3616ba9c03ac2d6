import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Clock, vietnamDay } from '#commands/clock';
import type { Explanation, FigureDifference } from '#contracts/explanations';
import type { Page } from '#reports/explain/page';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { momentOf } from '../asked/moment.dto.ts';
import { Answers } from '../openapi/answers.ts';
import { CLOCK } from '../tokens.ts';
import { AskFigureDifference, AskExplanation } from './figure.queries.ts';
import { DiffDto, ExplainDto } from './figures.dto.ts';

const PAGE_SIZE = 50;

/** A figure opened, and the figures of two moments side by side. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class FiguresController {
  constructor(
    private readonly bus: QueryBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('explain')
  @ApiOperation({ summary: 'Giải thích một số liệu: công thức, thành phần, đề án, sự kiện / A figure down to its projects and events' })
  @Answers('Explanation')
  explain(@Query(AskedPipe) given: ExplainDto): Promise<Explanation> {
    const { path, region = null, set = 'vn63', source = null, content = null } = given;
    const moment = momentOf({ asOf: given.asOf, knownAt: given.knownAt }, vietnamDay(this.clock.now()));
    const year = given.year ?? (path.startsWith('delayed') ? null : Number(moment.asOf.slice(0, 4)));
    return this.bus.execute(new AskExplanation({ path, asked: { region, year, set, source, content, ...moment } }, pageOf(given)));
  }

  @Get('diff')
  @ApiOperation({ summary: 'So sánh số liệu hai ngày, đến từng sự kiện / What changed between two days, or between what was known on two' })
  @Answers('FigureDifference')
  diff(@Query(AskedPipe) given: DiffDto): Promise<FigureDifference> {
    const { region, set = 'vn63', path = null, year = Number(given.to.slice(0, 4)) } = given;
    const from = { asOf: given.from, knownAt: given.knownAtFrom ?? null };
    const to = { asOf: given.to, knownAt: given.knownAtTo ?? null };
    return this.bus.execute(new AskFigureDifference({ region, year, set, path, from, to }, pageOf(given)));
  }
}

const pageOf = ({ limit, cursor }: { readonly limit?: number; readonly cursor?: string }): Page => ({
  limit: limit ?? PAGE_SIZE,
  cursor: cursor ?? null,
});
