import type { BySource, Cell } from '#contracts/figures';
import { useTranslation } from 'react-i18next';
import { FigureGrid, FigureLink } from '../explain/figure-link.tsx';
import { formatGrowth, formatMoney, formatPercentOf, type Language, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import type { MessageKey } from '../i18n/vi.ts';

export interface ConferenceLine {
  /** Of its figures in the report's JSON: `totals`, `byProvince.38`. */
  readonly path: string;
  readonly name: string;
  readonly figures: BySource;
}

export type FigureKey = Exclude<keyof Cell, 'printed'>;
interface Figure {
  readonly key: FigureKey;
  readonly label: MessageKey;
  readonly money: boolean;
}

export const GROUPS: readonly { readonly key: keyof BySource; readonly label: MessageKey }[] = [
  { key: 'KCQG', label: 'source.KCQG' },
  { key: 'KCDP', label: 'source.KCDP' },
  { key: 'all', label: 'conference.total' },
];
export const FIGURES: readonly Figure[] = [
  { key: 'plan', label: 'board.plan', money: true },
  { key: 'executed', label: 'board.executed', money: true },
  { key: 'percent', label: 'conference.percent', money: false },
  { key: 'samePeriod', label: 'board.samePeriod', money: true },
  { key: 'growthPercent', label: 'conference.growth', money: false },
  { key: 'shareOfRegion', label: 'conference.share', money: false },
];
/** Under each source only what the published table has; the rest is in the table by source and in the CSV file. */
const SHOWN: Readonly<Record<keyof BySource, readonly FigureKey[]>> = {
  KCQG: ['plan', 'executed', 'percent'],
  KCDP: ['plan', 'executed', 'percent'],
  all: ['plan', 'executed', 'percent', 'samePeriod', 'growthPercent', 'shareOfRegion'],
};

interface Props {
  readonly name: string;
  readonly first: string;
  readonly lines: readonly ConferenceLine[];
  readonly total: ConferenceLine;
  readonly unit: MoneyUnit;
}

export function ConferenceTable({ name, first, lines, total, unit }: Props) {
  const { t } = useTranslation();
  const regionPlan = total.figures.all.plan;
  return (
    <FigureGrid>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('table.scroll', { name })}>
        <table aria-label={name} className="grouped">
          <thead>
            <tr>
              <th rowSpan={2} scope="col">
                {first}
              </th>
              {GROUPS.map(({ key, label }) => (
                <th key={key} colSpan={SHOWN[key].length} scope="colgroup" className="group">
                  {t(label)}
                </th>
              ))}
            </tr>
            <tr>
              {GROUPS.flatMap(({ key }) =>
                shown(key).map((figure, index) => (
                  <th key={`${key} ${figure.key}`} scope="col" className={index === 0 ? 'numeric group-start' : 'numeric'}>
                    {t(figure.label)}
                    {figure.money && <small>{t(`unit.${unit}`)}</small>}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.path} line={line} regionPlan={regionPlan} unit={unit} />
            ))}
          </tbody>
          <tfoot>
            <Line line={total} regionPlan={regionPlan} unit={unit} />
          </tfoot>
        </table>
      </div>
    </FigureGrid>
  );
}

const shown = (group: keyof BySource) => FIGURES.filter(({ key }) => SHOWN[group].includes(key));

interface LineProps {
  readonly line: ConferenceLine;
  readonly regionPlan: number;
  readonly unit: MoneyUnit;
}

function Line({ line, regionPlan, unit }: LineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <tr>
      <th scope="row">{line.name}</th>
      {GROUPS.flatMap(({ key, label }) =>
        shown(key).map((figure, index) => (
          <td key={`${key} ${figure.key}`} className={index === 0 ? 'numeric group-start' : 'numeric'}>
            <FigureLink
              path={`${line.path}.${key}.${figure.key}`}
              name={`${t(figure.label)}, ${t(label)}, ${line.name}`}
              value={printFigure(line.figures[key], figure.key, { regionPlan, unit, language })}
            />
          </td>
        )),
      )}
    </tr>
  );
}

interface PrintOptions {
  readonly regionPlan: number;
  readonly unit: MoneyUnit;
  readonly language: Language;
}

/** One figure of a cell, rounded once from the đồng behind it. */
export function printFigure(cell: Cell, key: FigureKey, { regionPlan, unit, language }: PrintOptions): string {
  switch (key) {
    case 'percent':
      return formatPercentOf(cell.executed, cell.plan, language);
    case 'growthPercent':
      return formatGrowth(cell.executed, cell.samePeriod, language);
    case 'shareOfRegion':
      return formatPercentOf(cell.plan, regionPlan, language);
    default:
      return formatMoney(cell[key], unit, language);
  }
}
