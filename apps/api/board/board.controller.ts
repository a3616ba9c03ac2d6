import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Clock, vietnamDay } from '#commands/clock';
import type { ProvinceBoard } from '#contracts/figures';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { momentOf } from '../asked/moment.dto.ts';
import { Answers } from '../openapi/answers.ts';
import { CLOCK } from '../tokens.ts';
import { BoardDto } from './board.dto.ts';
import { AskBoard } from './board.query.ts';

@ApiTags('board')
@Controller('api/v1/board')
export class BoardController {
  constructor(
    private readonly bus: QueryBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Bảng tiến độ các tỉnh / Progress of the provinces' })
  @Answers('ProvinceBoard')
  board(@Query(AskedPipe) { year, set = 'vn63', region, source, content, ...moment }: BoardDto): Promise<ProvinceBoard> {
    const at = momentOf(moment, vietnamDay(this.clock.now()));
    const filters = { region: region ?? null, source: source ?? null, content: content ?? null };
    return this.bus.execute(new AskBoard({ year: year ?? Number(at.asOf.slice(0, 4)), set, ...filters, ...at }));
  }
}
