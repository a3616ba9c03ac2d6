import type { DelayedRow, ObligationKind, ObligationState } from '#contracts/figures';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount, formatMoney, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { StateTag } from '../parts/stage-tag.tsx';
import { type DelayedSearch, OBLIGATIONS, STATES } from '../search/parameters.ts';
import { DaysWord } from './days-word.tsx';

interface Group {
  readonly obligation: ObligationKind;
  readonly state: ObligationState;
  readonly count: number;
  readonly vnd: number;
  /** The longest delay, or the nearest due day where nothing is late yet. */
  readonly longest: number;
}

interface Props {
  readonly rows: readonly DelayedRow[];
  readonly unit: MoneyUnit;
  readonly filters: DelayedSearch;
}

/** One line per obligation and state; each opens its rows. */
export function DelayedSummary({ rows, unit, filters }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const columns: readonly Column<Group>[] = [
    {
      key: 'obligation',
      label: t('filter.obligation'),
      rowHeader: true,
      cell: ({ obligation, state }) => (
        <Link to="/delayed" search={{ ...filters, obligation, state }}>
          {t(`obligation.${obligation}`)}
        </Link>
      ),
      csv: ({ obligation }) => obligation,
    },
    { key: 'state', label: t('filter.state'), cell: ({ state }) => <StateTag state={state} />, csv: ({ state }) => state },
    {
      key: 'count',
      label: t('delayed.count'),
      numeric: true,
      cell: ({ count }) => formatCount(count, language),
      csv: ({ count }) => count,
    },
    {
      key: 'vnd',
      label: t('delayed.amount'),
      unit: t(`unit.${unit}`),
      numeric: true,
      cell: ({ vnd }) => formatMoney(vnd, unit, language),
      csv: ({ vnd }) => vnd,
    },
    {
      key: 'longest',
      label: t('delayed.oldest'),
      numeric: true,
      cell: ({ longest }) => <DaysWord days={longest} />,
      csv: ({ longest }) => longest,
    },
  ];
  return (
    <DataTable
      name={t('delayed.summary')}
      columns={columns}
      rows={groupRows(rows)}
      rowKey={({ obligation, state }) => `${obligation} ${state}`}
      stacks
    />
  );
}

export function groupRows(rows: readonly DelayedRow[]): readonly Group[] {
  return OBLIGATIONS.flatMap((obligation) =>
    STATES.flatMap((state) => {
      const group = rows.filter((row) => row.obligation === obligation && row.state === state);
      if (group.length === 0) return [];
      const vnd = group.reduce((sum, row) => sum + row.vnd, 0);
      return [{ obligation, state, count: group.length, vnd, longest: Math.max(...group.map(({ days }) => days)) }];
    }),
  );
}
