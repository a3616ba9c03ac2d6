import { systemClock, vietnamDay } from '#commands/clock';
import { Ledger } from '#read-models/figures/ledger';
import { findProject } from '#read-models/projects/list-projects';
import { recordDifference } from '#read-models/record/difference';
import { delayedOf } from '#reports/delayed-report';
import { clocksOf } from '../clocks.ts';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { differenceText } from '../look-back-text.ts';
import { withReadSide } from '../read-side.ts';
import type { Run } from '../terminal.ts';

export interface DiffOptions {
  readonly project: string;
  readonly from: string;
  /** Absent: today. */
  readonly to?: string;
  readonly knownAtFrom?: string;
  readonly knownAtTo?: string;
}

/** `diff <project> <dayA> [dayB]`: what is not the same in a record at two moments, and the events behind it. */
export async function diffProject(
  { config, terminal }: Run,
  { project, from, knownAtFrom, knownAtTo, ...options }: DiffOptions,
): Promise<Exit> {
  const to = options.to ?? vietnamDay(systemClock.now());
  const difference = await withReadSide(config, ({ log, db }) => {
    const id = findProject(db, project)?.id ?? project;
    const ledger = new Ledger(db);
    const clocks = clocksOf(log, ledger);
    const view = (asOf: string, knownAt: string | null) => {
      const moment = { asOf, knownAt };
      return { moment, due: { obligations: delayedOf(ledger, id, moment), clocks } };
    };
    return recordDifference({ log, db }, id, { from: view(from, knownAtFrom ?? null), to: view(to, knownAtTo ?? null) });
  });
  if (difference === null)
    throw new Failure(
      { vi: `không có đề án “${project}” vào các ngày này`, en: `there is no project “${project}” on either of these days` },
      EXIT.refused,
    );
  terminal.answer(difference, () => differenceText(difference, terminal));
  return EXIT.done;
}
