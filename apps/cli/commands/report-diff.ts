import type { ProvinceSet, Region } from '#contracts/figures';
import { Ledger } from '#read-models/figures/ledger';
import { difference, openDifference } from '#reports/explain/difference';
import { differenceCsv } from '#reports/explain/figure-csv';
import { WHOLE } from '#reports/explain/page';
import { differenceText } from '../difference-text.ts';
import { EXIT, type Exit } from '../exit.ts';
import { withReadSide } from '../read-side.ts';
import type { Run } from '../terminal.ts';

export interface DiffOptions {
  readonly region: Region;
  readonly year?: number;
  readonly set: ProvinceSet;
  readonly from: string;
  readonly to: string;
  readonly knownAtFrom?: string;
  readonly knownAtTo?: string;
  readonly path?: string;
  readonly first: number;
  readonly csv?: boolean;
}

/** `report diff`: the figures that changed between two moments. The plan year is that of `--to` when none is given. */
export async function reportDiff({ config, terminal }: Run, options: DiffOptions): Promise<Exit> {
  const { region, set, path = null, year = Number(options.to.slice(0, 4)) } = options;
  const from = { asOf: options.from, knownAt: options.knownAtFrom ?? null };
  const to = { asOf: options.to, knownAt: options.knownAtTo ?? null };
  const asked = { region, year, set, path, from, to };
  const found = await withReadSide(config, ({ log, db, position }) =>
    difference(log, openDifference(new Ledger(db), asked), { asked, page: WHOLE, position }),
  );
  if (options.csv === true) terminal.streams.stdout.write(differenceCsv(found, terminal.language));
  else terminal.answer(found, () => differenceText(found, terminal, options.first));
  return EXIT.done;
}
