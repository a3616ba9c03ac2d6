import type { BySource, Cell } from '#contracts/figures';
import { useTranslation } from 'react-i18next';
import { FigureGrid, FigureLink } from '../explain/figure-link.tsx';
import type { MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { type FigureKey, FIGURES, GROUPS, printFigure } from './conference-table.tsx';

type Group = (typeof GROUPS)[number];

/** The region's own lines, one per source, with both rates. */
export function SourceTable({ totals, unit }: { readonly totals: BySource; readonly unit: MoneyUnit }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const print = (cell: Cell, figure: FigureKey) => printFigure(cell, figure, { regionPlan: totals.all.plan, unit, language });
  const link = ({ key, label }: Group, figure: (typeof FIGURES)[number]) => (
    <FigureLink path={`totals.${key}.${figure.key}`} name={`${t(figure.label)}, ${t(label)}`} value={print(totals[key], figure.key)} />
  );
  const columns: readonly Column<Group>[] = [
    {
      key: 'source',
      label: t('conference.source'),
      rowHeader: true,
      cell: ({ label }) => t(label),
      total: t('conference.total'),
      csv: ({ key }) => key,
    },
    ...FIGURES.map((figure): Column<Group> => ({
      key: figure.key,
      label: t(figure.label),
      ...(figure.money && { unit: t(`unit.${unit}`) }),
      numeric: true,
      cell: (group) => link(group, figure),
      total: link({ key: 'all', label: 'conference.total' }, figure),
      csv: ({ key }) => totals[key][figure.key],
    })),
  ];
  return (
    <FigureGrid>
      <DataTable
        name={t('conference.bySource')}
        columns={columns}
        rows={GROUPS.filter(({ key }) => key !== 'all')}
        rowKey={({ key }) => key}
        stacks
      />
    </FigureGrid>
  );
}
