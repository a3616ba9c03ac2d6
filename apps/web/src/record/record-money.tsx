import type { ProjectRecord } from '#contracts/projects';
import { useTranslation } from 'react-i18next';
import { formatMoney, formatPercentOf, type MoneyUnit, NO_FIGURE } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';

/** In the order in which a project's money is asked for, cut, promised, paid and accounted for. */
const LINES = [
  'totalCost',
  'requested',
  'counterpart',
  'baseAmount',
  'finalAmount',
  'approved',
  'firstAdvance',
  'nextAdvances',
  'remainingAdvance',
  'accepted',
  'settled',
  'recovered',
  'executed',
] as const satisfies readonly (keyof ProjectRecord['money'])[];
/** Only what is paid out of the approved amount is a share of it. */
const OUT_OF_APPROVED = new Set<Line>(['firstAdvance', 'nextAdvances', 'remainingAdvance', 'accepted', 'settled', 'recovered', 'executed']);

type Line = (typeof LINES)[number];

export function RecordMoney({ record, unit }: { readonly record: ProjectRecord; readonly unit: MoneyUnit }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { money } = record;
  const share = (line: Line): string => {
    const amount = money[line];
    if (!OUT_OF_APPROVED.has(line) || amount === null || money.approved === null) return NO_FIGURE;
    return formatPercentOf(amount, money.approved, language);
  };
  const columns: readonly Column<Line>[] = [
    { key: 'step', label: t('record.money.step'), rowHeader: true, cell: (line) => t(`record.money.${line}`), csv: (line) => line },
    {
      key: 'amount',
      label: t('record.money.amount'),
      unit: t(`unit.${unit}`),
      numeric: true,
      cell: (line) => formatMoney(money[line], unit, language),
      csv: (line) => money[line],
    },
    { key: 'share', label: t('record.money.share'), numeric: true, cell: share, csv: share },
  ];
  // Only projects of several years have advances between the first and the remaining one.
  const rows = LINES.filter((line) => line !== 'nextAdvances' || money.nextAdvances !== null);
  return <DataTable name={t('record.money')} columns={columns} rows={rows} rowKey={(line) => line} />;
}
