import { systemClock, vietnamDay } from '#commands/clock';
import type { ObligationKind, ObligationState, Region, Source } from '#contracts/figures';
import { Ledger } from '#read-models/figures/ledger';
import { delayedReport } from '#reports/delayed-report';
import { delayedTable } from '#reports/terminal-delayed';
import { EXIT, type Exit } from '../exit.ts';
import type { Run } from '../terminal.ts';
import { withReadSide } from '../read-side.ts';

export interface DelayedOptions {
  readonly region?: Region;
  readonly year?: number;
  readonly source?: Source;
  readonly obligation?: ObligationKind;
  readonly state?: ObligationState;
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** `report delayed`: late and due-soon disbursements, the most overdue first. */
export async function reportDelayed({ config, terminal }: Run, options: DelayedOptions): Promise<Exit> {
  const { region = null, year = null, source = null, obligation = null, state = null } = options;
  const { asOf = vietnamDay(systemClock.now()), knownAt = null } = options;
  const report = await withReadSide(config, ({ db, position }) =>
    delayedReport(new Ledger(db), { region, year, source, obligation, state, asOf, knownAt, position }),
  );
  terminal.answer(report, () => delayedTable(report, terminal));
  return EXIT.done;
}
