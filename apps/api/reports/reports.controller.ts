import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Clock, vietnamDay } from '#commands/clock';
import type { DelayedReport, RegionReport } from '#contracts/figures';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { momentOf } from '../asked/moment.dto.ts';
import { Answers } from '../openapi/answers.ts';
import { CLOCK } from '../tokens.ts';
import { AskDelayedReport, AskRegionReport } from './report.queries.ts';
import { DelayedReportDto, RegionReportDto } from './reports.dto.ts';

@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly bus: QueryBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('region')
  @ApiOperation({ summary: 'Biểu hội nghị vùng: kế hoạch, thực hiện, cùng kỳ / The conference’s table of a region' })
  @Answers('RegionReport')
  region(@Query(AskedPipe) { region, year, set = 'vn63', ...moment }: RegionReportDto): Promise<RegionReport> {
    const at = momentOf(moment, vietnamDay(this.clock.now()));
    return this.bus.execute(new AskRegionReport({ region, year: year ?? Number(at.asOf.slice(0, 4)), set, ...at }));
  }

  @Get('delayed')
  @ApiOperation({ summary: 'Tạm ứng, quyết toán chậm hoặc sắp đến hạn / Disbursements and settlements that are late or due soon' })
  @Answers('DelayedReport')
  delayed(@Query(AskedPipe) { asOf, knownAt, ...filters }: DelayedReportDto): Promise<DelayedReport> {
    const at = momentOf({ asOf, knownAt }, vietnamDay(this.clock.now()));
    return this.bus.execute(new AskDelayedReport({ ...filters, ...at }));
  }
}
