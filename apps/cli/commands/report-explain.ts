import { systemClock, vietnamDay } from '#commands/clock';
import type { ProvinceSet, Region, Source } from '#contracts/figures';
import { Ledger } from '#read-models/figures/ledger';
import { explanation, openExplanation } from '#reports/explain/explain';
import { explanationCsv } from '#reports/explain/figure-csv';
import { WHOLE } from '#reports/explain/page';
import { EXIT, type Exit } from '../exit.ts';
import { explanationText } from '../figure-text.ts';
import { withReadSide } from '../read-side.ts';
import type { Run } from '../terminal.ts';

export interface ExplainOptions {
  readonly path: string;
  readonly region?: Region;
  readonly year?: number;
  readonly set: ProvinceSet;
  readonly source?: Source;
  readonly content?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly first: number;
  readonly csv?: boolean;
}

/** `report explain`: a figure's formula, parts, projects and events. The late list counts all plan years when none is given. */
export async function reportExplain({ config, terminal }: Run, options: ExplainOptions): Promise<Exit> {
  const { path, region = null, set, source = null, content = null, asOf = vietnamDay(systemClock.now()), knownAt = null } = options;
  const year = options.year ?? (path.startsWith('delayed') ? null : Number(asOf.slice(0, 4)));
  const asked = { region, year, set, source, content, asOf, knownAt };
  const found = await withReadSide(config, ({ log, db, position }) =>
    explanation(log, openExplanation(new Ledger(db), { path, asked }), { asked, page: WHOLE, position }),
  );
  if (options.csv === true) terminal.streams.stdout.write(explanationCsv(found, terminal.language));
  else terminal.answer(found, () => explanationText(found, terminal, options.first));
  return EXIT.done;
}
