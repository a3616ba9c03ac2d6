import type { BoardRow, ProvinceBoard } from '#contracts/figures';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FigureLink } from '../explain/figure-link.tsx';
import { formatCount, formatGrowth, formatMoney, formatPercentOf, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import type { MessageKey } from '../i18n/vi.ts';
import type { Column } from '../parts/data-table.tsx';
import { provinceKey, rowCode } from '../parts/names.ts';
import { ShareBar } from '../parts/share-bar.tsx';
import type { BoardSearch } from '../search/parameters.ts';

type MoneyKey = 'plan' | 'committed' | 'advanced' | 'executed' | 'settled' | 'samePeriod';
type Total = ProvinceBoard['total'];

interface Options {
  readonly board: ProvinceBoard | undefined;
  readonly search: BoardSearch;
  readonly unit: MoneyUnit;
}

export function useBoardColumns({ board, search, unit }: Options): readonly Column<BoardRow>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const total = board?.total;
  const link = (key: string, label: MessageKey, value: string, row?: BoardRow) => (
    <FigureLink
      path={row ? `board.rows.${rowCode(row.province, board?.set ?? 'vn63')}.${key}` : `board.total.${key}`}
      name={`${t(label)}, ${row?.name ?? t('board.totals')}`}
      value={value}
    />
  );
  const figure = (key: string, label: MessageKey, of: (row: Total) => string, csv: (row: BoardRow) => number | null): Column<BoardRow> => ({
    key,
    label: t(label),
    numeric: true,
    sortable: true,
    cell: (row) => link(key, label, of(row), row),
    total: total && link(key, label, of(total)),
    csv,
  });
  const money = (key: MoneyKey): Column<BoardRow> => ({
    ...figure(
      key,
      `board.${key}`,
      (row) => formatMoney(row[key], unit, language),
      (row) => row[key],
    ),
    unit: t(`unit.${unit}`),
    csvLabel: `${t(`board.${key}`)} (${t('unit.dong')})`,
  });
  return [
    {
      key: 'province',
      label: t('board.province'),
      rowHeader: true,
      sortable: true,
      cell: (row) => <ProvinceLink row={row} year={board?.year} search={search} />,
      total: t('board.totals'),
      csv: ({ name }) => name,
    },
    figure(
      'projects',
      'board.projects',
      ({ projects }) => formatCount(projects, language),
      ({ projects }) => projects,
    ),
    money('plan'),
    money('committed'),
    money('advanced'),
    money('executed'),
    {
      ...figure(
        'percent',
        'board.percent',
        ({ executed, plan }) => formatPercentOf(executed, plan, language),
        ({ percent }) => percent,
      ),
      cell: (row) => (
        <span className="with-bar">
          <ShareBar part={row.executed} whole={row.plan} />
          {link('percent', 'board.percent', formatPercentOf(row.executed, row.plan, language), row)}
        </span>
      ),
    },
    money('samePeriod'),
    figure(
      'growthPercent',
      'board.growth',
      ({ executed, samePeriod }) => formatGrowth(executed, samePeriod, language),
      ({ growthPercent }) => growthPercent,
    ),
    money('settled'),
    {
      ...figure(
        'late',
        'board.late',
        ({ late }) => formatCount(late, language),
        ({ late }) => late,
      ),
      cell: (row) => (row.late === 0 ? '0' : <LateLink row={row} year={board?.year} search={search} />),
    },
  ];
}

interface LinkProps {
  readonly row: BoardRow;
  readonly year: number | undefined;
  readonly search: BoardSearch;
}

function ProvinceLink({ row, year, search: { source, content } }: LinkProps) {
  return (
    <Link data-row-link to="/projects" search={{ province: provinceKey(row.province), year, source, content }}>
      {row.name}
    </Link>
  );
}

function LateLink({ row, year, search: { asOf, knownAt, source } }: LinkProps) {
  const { t } = useTranslation();
  return (
    <Link
      to="/delayed"
      search={{ province: provinceKey(row.province), year, asOf, knownAt, source, state: 'late' }}
      aria-label={t('board.lateLink', { n: row.late, province: row.name })}
    >
      {row.late}
    </Link>
  );
}
