import type { DelayedReport, ObligationKind, ObligationState } from '#contracts/figures';
import { obligationCount, obligationVnd } from '#read-models/figures/measures';
import { printedTy } from '../ratio.ts';
import { EVERYWHERE, type Figure, type FigureAsked, inBoth, sumFigure } from './figure.ts';
import { BOTH_SOURCES, COUNTRY, OBLIGATION_FORMULA, OBLIGATION_WORDS, REGION_WORDS, SOURCE_WORDS, STATE_WORDS } from './words.ts';

const KINDS = Object.keys(OBLIGATION_WORDS) as readonly ObligationKind[];
const STATES = Object.keys(STATE_WORDS) as readonly ObligationState[];
const WHAT = { vnd: { vi: 'số tiền', en: 'amounts' }, count: { vi: 'số khoản', en: 'number' } } as const;

/** The sums of the late list by obligation and state: `delayed.settlement.late.vnd`, `.count`; without either it is the đồng. */
export function delayedFigures(report: DelayedReport, { source, year }: FigureAsked): ReadonlyMap<string, () => Figure> {
  const found = new Map<string, () => Figure>();
  for (const kind of KINDS) {
    for (const state of STATES) {
      const rows = report.rows.filter((row) => row.obligation === kind && row.state === state);
      const sums = { vnd: rows.reduce((sum, { vnd }) => sum + vnd, 0), count: rows.length };
      const path = `delayed.${kind}.${state}`;
      const name = inBoth(
        OBLIGATION_WORDS[kind],
        STATE_WORDS[state],
        source === null ? BOTH_SOURCES : SOURCE_WORDS[source],
        report.region === null ? COUNTRY : REGION_WORDS[report.region],
      );
      const figure = (unit: keyof typeof WHAT) => (): Figure => {
        const term = {
          key: unit,
          path: `${path}.${unit}`,
          name: inBoth(name, WHAT[unit]),
          unit,
          sum: sums[unit],
          printed: unit === 'vnd' ? printedTy(sums.vnd) : String(sums.count),
          year,
          asOf: report.asOf,
          cell: { ...EVERYWHERE, source },
          measure: unit === 'vnd' ? obligationVnd({ kind, state }) : obligationCount({ kind, state }),
          flows: false,
        };
        return sumFigure(term, { formula: OBLIGATION_FORMULA, pathIn: () => null });
      };
      found.set(`${path}.vnd`, figure('vnd')).set(`${path}.count`, figure('count')).set(path, figure('vnd'));
    }
  }
  return found;
}
