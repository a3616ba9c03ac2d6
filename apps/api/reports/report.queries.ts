import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { DelayedReport, RegionReport } from '#contracts/figures';
import { delayedReport, type DelayedReportAsked } from '#reports/delayed-report';
import { regionReport, type RegionReportAsked } from '#reports/region-report';
import { Storage } from '../storage/storage.ts';

export class AskRegionReport extends Query<RegionReport> {
  constructor(readonly asked: Omit<RegionReportAsked, 'position'>) {
    super();
  }
}

@QueryHandler(AskRegionReport)
export class AskRegionReportHandler implements IQueryHandler<AskRegionReport> {
  constructor(private readonly storage: Storage) {}

  async execute({ asked }: AskRegionReport): Promise<RegionReport> {
    return this.storage.read(({ ledger, position }) => regionReport(ledger, { ...asked, position }));
  }
}

export class AskDelayedReport extends Query<DelayedReport> {
  constructor(readonly asked: Omit<DelayedReportAsked, 'position'>) {
    super();
  }
}

@QueryHandler(AskDelayedReport)
export class AskDelayedReportHandler implements IQueryHandler<AskDelayedReport> {
  constructor(private readonly storage: Storage) {}

  async execute({ asked }: AskDelayedReport): Promise<DelayedReport> {
    return this.storage.read(({ ledger, position }) => delayedReport(ledger, { ...asked, position }));
  }
}
