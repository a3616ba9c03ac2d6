import type { FigureChange } from '#contracts/explanations';
import type { ProvinceSet } from '#contracts/figures';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FIGURES, GROUPS } from '../conference/conference-table.tsx';
import { FigureGrid } from '../explain/figure-link.tsx';
import { printEffect, printPoints, printSum } from '../explain/print-figure.ts';
import { type Language, type MoneyUnit, NO_FIGURE } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { DataTable } from '../parts/data-table.tsx';
import { useNames } from '../parts/names.ts';

interface Props {
  readonly figures: readonly FigureChange[];
  readonly set: ProvinceSet;
  readonly unit: MoneyUnit;
  /** The figure whose events are shown. */
  readonly chosen: string | undefined;
}

interface Row {
  /** Of the row in the report's JSON: `totals.KCQG`, `byProvince.38.all`. */
  readonly path: string;
  readonly name: string;
  readonly figures: ReadonlyMap<string, FigureChange>;
}

/** The rows of the conference's table in which something changed; under each change what it was before and is after. */
export function ChangedFigures({ figures, set, unit, chosen }: Props) {
  const { t } = useTranslation();
  const rows = useRows(figures, set);
  const parts = [
    ['conference.bySource', 'conference.source', 'totals.'],
    ['conference.byProvince', 'board.province', 'byProvince.'],
    ['conference.byContent', 'filter.content', 'byContent.'],
  ] as const;
  return parts.map(([label, first, start]) => {
    const ofPart = rows.filter(({ path }) => path.startsWith(start) && (start === 'totals.' || path.endsWith('.all')));
    if (ofPart.length === 0) return null;
    return (
      <section key={start}>
        <h3>{t(label)}</h3>
        <FigureGrid>
          <DataTable
            name={t(label)}
            columns={[
              { key: 'row', label: t(first), rowHeader: true, cell: ({ name }: Row) => name, csv: ({ name }) => name },
              ...FIGURES.map((figure) => ({
                key: figure.key,
                label: t(figure.label),
                ...(figure.money && { unit: t(`unit.${unit}`) }),
                numeric: true,
                cell: (row: Row) => <Change change={row.figures.get(figure.key)} unit={unit} chosen={chosen} />,
                csv: (row: Row) => row.figures.get(figure.key)?.change ?? null,
              })),
            ]}
            rows={ofPart}
            rowKey={({ path }) => path}
            stacks
          />
        </FigureGrid>
      </section>
    );
  });
}

/** The API prints as Vietnamese reports do. */
const inLanguage = (printed: string, language: Language): string =>
  language === 'vi' ? printed.replace('-', '−') : printed.replace('-', '−').replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));

function useRows(figures: readonly FigureChange[], set: ProvinceSet): readonly Row[] {
  const { t } = useTranslation();
  const names = useNames();
  const nameOf = (path: string): string => {
    const parts = path.split('.');
    const source = GROUPS.find(({ key }) => key === parts.at(-1));
    if (parts[0] === 'totals') return source ? t(source.label) : path;
    const code = parts.slice(1, -1).join('.');
    return parts[0] === 'byProvince' ? names.province(code.includes('.') ? code : `${set}.${code}`) : names.content(code);
  };
  const rows = new Map<string, Map<string, FigureChange>>();
  for (const figure of figures) {
    const end = figure.path.lastIndexOf('.');
    const path = figure.path.slice(0, end);
    const row = rows.get(path) ?? new Map<string, FigureChange>();
    rows.set(path, row.set(figure.path.slice(end + 1), figure));
  }
  return [...rows].map(([path, ofRow]) => ({ path, name: nameOf(path), figures: ofRow }));
}

interface ChangeProps {
  readonly change: FigureChange | undefined;
  readonly unit: MoneyUnit;
  readonly chosen: string | undefined;
}

function Change({ change, unit, chosen }: ChangeProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (change === undefined) return NO_FIGURE;
  const { path, name, printed } = change;
  const money = change.unit !== 'percent';
  const [from, to] = [change.from, change.to].map((value, index) => {
    if (money && value !== null) return printSum(value, { of: 'vnd', unit, language });
    return inLanguage(index === 0 ? printed.from : printed.to, language);
  });
  const value =
    change.change === null
      ? `${from} → ${to}`
      : money
        ? printEffect(change.change, { of: 'vnd', unit, language })
        : t('compare.points', { n: printPoints(change.change, language) });
  return (
    <>
      <Link
        to="."
        search={(previous: Readonly<Record<string, unknown>>) => ({ ...previous, path })}
        resetScroll={false}
        preload={false}
        data-figure
        className={path === chosen ? 'figure chosen' : 'figure'}
        aria-current={path === chosen}
        tabIndex={-1}
        aria-label={t('compare.narrow', { value, name: name[language] })}
      >
        {value}
      </Link>
      {change.change !== null && (
        <span className="compared">
          {from} → {to}
        </span>
      )}
    </>
  );
}
