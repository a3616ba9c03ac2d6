import type { ProjectSummary } from '#contracts/projects';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import { formatMoney, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import type { Column } from '../parts/data-table.tsx';
import { useNames } from '../parts/names.ts';
import { StageTag } from '../parts/stage-tag.tsx';

type MoneyKey = 'requested' | 'approved' | 'executed' | 'settled';

export function useProjectColumns(unit: MoneyUnit): readonly Column<ProjectSummary>[] {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const money = (key: MoneyKey, sortable: boolean): Column<ProjectSummary> => ({
    key,
    label: t(`projects.${key}`),
    unit: t(`unit.${unit}`),
    csvLabel: `${t(`projects.${key}`)} (${t('unit.dong')})`,
    numeric: true,
    sortable,
    cell: (row) => formatMoney(row[key], unit, language),
    csv: (row) => row[key],
  });
  return [
    {
      key: 'code',
      label: t('projects.code'),
      rowHeader: true,
      sortable: true,
      cell: (row) => (
        <Link data-row-link to="/projects/$code" params={{ code: row.code }} className="code">
          {row.code}
        </Link>
      ),
      csv: (row) => row.code,
    },
    {
      key: 'title',
      label: t('projects.name'),
      sortable: true,
      cell: (row) => (
        <>
          {row.title}
          <small>{row.beneficiary}</small>
        </>
      ),
      csv: (row) => row.title,
    },
    { key: 'province', label: t('projects.province'), cell: (row) => row.provinceName, csv: (row) => row.provinceName },
    { key: 'source', label: t('projects.source'), cell: (row) => t(`source.${row.source}`), csv: (row) => row.source },
    { key: 'stage', label: t('projects.stage'), cell: (row) => <StageTag stage={row.stage} />, csv: (row) => names.stage(row.stage) },
    {
      key: 'stageOn',
      label: t('projects.stageOn'),
      numeric: true,
      sortable: true,
      cell: (row) => formatDay(row.stageOn),
      csv: (row) => row.stageOn,
    },
    money('approved', true),
    money('executed', true),
    money('settled', false),
  ];
}
