import type { DelayedRow } from '#contracts/figures';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import { formatMoney, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import type { Column } from '../parts/data-table.tsx';
import { useNames } from '../parts/names.ts';
import { StateTag } from '../parts/stage-tag.tsx';
import type { MomentSearch } from '../search/parameters.ts';
import { DaysWord } from './days-word.tsx';

export type Obligation = Pick<DelayedRow, 'obligation' | 'state' | 'due' | 'days' | 'vnd' | 'whoCanAct' | 'rule'>;

export function useDelayedColumns(unit: MoneyUnit, { asOf, knownAt }: MomentSearch): readonly Column<DelayedRow>[] {
  const { t } = useTranslation();
  const names = useNames();
  const obligation = useObligationColumns(unit) as readonly Column<DelayedRow>[];
  return [
    {
      key: 'project',
      label: t('delayed.project'),
      rowHeader: true,
      sortable: true,
      cell: (row) => (
        <>
          <Link data-row-link to="/projects/$code" params={{ code: row.project }} search={{ asOf, knownAt }}>
            {row.project}
          </Link>
          <small>{row.title}</small>
        </>
      ),
      csv: (row) => row.project,
    },
    {
      key: 'province',
      label: t('filter.province'),
      sortable: true,
      cell: (row) => names.province(row.province),
      csv: (row) => names.province(row.province),
    },
    ...obligation,
  ];
}

/** Shared with a project's own record, where the project need not be named. */
export function useObligationColumns(unit: MoneyUnit): readonly Column<Obligation>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    {
      key: 'obligation',
      label: t('filter.obligation'),
      sortable: true,
      cell: (row) => t(`obligation.${row.obligation}`),
      csv: (row) => t(`obligation.${row.obligation}`),
    },
    {
      key: 'state',
      label: t('filter.state'),
      sortable: true,
      cell: (row) => <StateTag state={row.state} />,
      csv: (row) => t(`state.${row.state}`),
    },
    { key: 'due', label: t('delayed.due'), numeric: true, sortable: true, cell: (row) => formatDay(row.due), csv: (row) => row.due },
    {
      key: 'days',
      label: t('delayed.days'),
      numeric: true,
      sortable: true,
      cell: (row) => <DaysWord days={row.days} />,
      csv: (row) => row.days,
    },
    {
      key: 'vnd',
      label: t('delayed.amount'),
      unit: t(`unit.${unit}`),
      csvLabel: `${t('delayed.amount')} (${t('unit.dong')})`,
      numeric: true,
      sortable: true,
      cell: (row) => formatMoney(row.vnd, unit, language),
      csv: (row) => row.vnd,
    },
    { key: 'who', label: t('delayed.who'), cell: (row) => row.whoCanAct[language], csv: (row) => row.whoCanAct[language] },
    { key: 'rule', label: t('delayed.rule'), cell: (row) => <Rule rule={row.rule} />, csv: (row) => row.rule.words[language] },
  ];
}

function Rule({ rule }: { readonly rule: DelayedRow['rule'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {rule.words[language]}
      {rule.status === 'unverified' && (
        <small className="unverified" title={t('delayed.unverifiedHint')}>
          {t('delayed.unverified')}
        </small>
      )}
    </>
  );
}
