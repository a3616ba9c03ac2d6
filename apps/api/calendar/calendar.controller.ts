import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { readLayers } from '#commands/calendar/layers';
import { withProposals } from '#commands/calendar/proposed-days';
import { type Clock, vietnamDay } from '#commands/clock';
import type { CalendarYear } from '#contracts/calendar';
import { calendarYear } from '#lifecycle/calendar/calendar-year';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { Answers } from '../openapi/answers.ts';
import { provinceOf } from '../projects/list-projects.dto.ts';
import { Storage } from '../storage/storage.ts';
import { CLOCK } from '../tokens.ts';
import { CalendarYearDto } from './calendar.dto.ts';
import { CalendarYearPipe } from './calendar-year.pipe.ts';

/** Which days are worked, each with the notice that it stands on. */
@ApiTags('calendar')
@Controller('api/v1/calendar')
export class CalendarController {
  constructor(
    private readonly storage: Storage,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':year')
  @ApiOperation({ summary: 'Lịch làm việc một năm, biết đến một ngày / A year of the working calendar as known on a day' })
  @ApiParam({ name: 'year', description: '1990–2100', schema: { type: 'integer', minimum: 1990, maximum: 2100 } })
  @Answers('CalendarYear')
  async year(
    @Param('year', CalendarYearPipe) year: number,
    @Query(AskedPipe) { province: of, knownAt }: CalendarYearDto,
  ): Promise<CalendarYear> {
    const province = of === undefined ? null : provinceOf(of);
    const layers = await readLayers(this.storage.commands, province);
    const knownOn = knownAt ?? vietnamDay(this.clock.now());
    const shown = calendarYear(await withProposals(layers, [year]), year, knownOn);
    return { province, empty: layers.national.length === 0, ...shown };
  }
}
