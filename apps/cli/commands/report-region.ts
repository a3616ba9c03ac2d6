import { systemClock, vietnamDay } from '#commands/clock';
import type { ProvinceSet, Region } from '#contracts/figures';
import { Ledger } from '#read-models/figures/ledger';
import { regionReport } from '#reports/region-report';
import { regionTable } from '#reports/terminal-table';
import { EXIT, type Exit } from '../exit.ts';
import type { Run } from '../terminal.ts';
import { withReadSide } from '../read-side.ts';

export interface RegionOptions {
  readonly region: Region;
  readonly year?: number;
  readonly set: ProvinceSet;
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** `report region`: the conference's table. The plan year is that of the day when none is given. */
export async function reportRegion({ config, terminal }: Run, options: RegionOptions): Promise<Exit> {
  const { region, set, asOf = vietnamDay(systemClock.now()), knownAt = null } = options;
  const year = options.year ?? Number(asOf.slice(0, 4));
  const report = await withReadSide(config, ({ db, position }) =>
    regionReport(new Ledger(db), { region, year, asOf, knownAt, set, position }),
  );
  terminal.answer(report, () => regionTable(report, terminal));
  return EXIT.done;
}
