import { type SuppressedStep, SUPPRESSIONS } from '#contracts/reminders';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { suppressedQuery } from '../api/queries.ts';
import { formatDay } from '../format/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { ROW_LINK } from '../frame/keyboard.ts';
import { useLanguage } from '../frame/settings.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { ListEnd, Nothing } from './list-parts.tsx';
import { RecipientName } from './recipient-name.tsx';
import { deadlineWords, leftWords, stepWords } from './reminder-words.ts';
import type { ListProps } from './list-props.ts';

/** What is due and not sent, and why. */
export function SuppressedList({ search, today, ...props }: ListProps & { readonly today: string }) {
  const { project, person, kind } = search;
  const found = useInfiniteQuery(suppressedQuery({ project, person, kind }));
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} stale={rows.length > 0} />}
      {found.isPending && !found.error && <TableSkeleton rows={10} />}
      {found.data && rows.length === 0 && <Nothing list="suppressed" search={search} />}
      {rows.length > 0 && <SuppressedTable rows={rows} today={today} search={search} {...props} />}
      <ListEnd list={found} />
    </>
  );
}

interface TableProps extends ListProps {
  readonly rows: readonly SuppressedStep[];
  readonly today: string;
}

export function SuppressedTable({ rows, today, ...props }: TableProps) {
  const { t } = useTranslation();
  const columns = useSuppressedColumns(today, props);
  return (
    <DataTable
      name={t('reminders.tab.suppressed')}
      columns={columns}
      rows={rows}
      rowKey={({ item, recipient, audience }) => `${item.project} ${item.obligation} ${recipient?.recipient ?? ''} ${audience ?? ''}`}
      stacks
    />
  );
}

function useSuppressedColumns(today: string, { onWhy, onDecide }: ListProps): readonly Column<SuppressedStep>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const include = ({ item, recipient }: SuppressedStep) => ({
    title: t('reminders.includeOf', { what: deadlineWords(t, item), code: item.code }),
    path: '/inclusions',
    body: { project: item.project, obligation: item.obligation, recipient: recipient?.recipient ?? null },
  });
  return [
    {
      key: 'code',
      label: t('reminders.column.code'),
      rowHeader: true,
      cell: ({ item }) => (
        <Link to="/projects/$code" params={{ code: item.code }} {...{ [ROW_LINK]: '' }}>
          {item.code}
        </Link>
      ),
      csv: ({ item }) => item.code,
    },
    {
      key: 'what',
      label: t('reminders.column.what'),
      cell: ({ item }) => deadlineWords(t, item),
      csv: ({ item }) => item.obligation,
    },
    {
      key: 'due',
      label: t('reminders.column.due'),
      cell: ({ item }) => `${formatDay(item.due)} (${leftWords(t, item, today)})`,
      csv: ({ item }) => item.due,
    },
    { key: 'step', label: t('reminders.column.step'), cell: ({ item }) => stepWords(t, item.step), csv: ({ item }) => item.step },
    {
      key: 'recipient',
      label: t('reminders.column.recipient'),
      cell: ({ recipient, audience }) =>
        recipient === null ? t('reminders.nobody', { who: audienceWords(t, audience) }) : <RecipientName of={recipient} onWhy={onWhy} />,
      csv: ({ recipient }) => recipient?.recipient ?? null,
    },
    {
      key: 'why',
      label: t('reminders.column.why'),
      cell: (row) => (
        <>
          <strong>{SUPPRESSIONS[row.why][language]}</strong>
          {row.decided && (
            <>
              <br />
              <small className="soft">
                {t('reminders.by', { by: row.decided.by, day: formatDay(row.decided.on), reason: row.decided.reason })}
              </small>
            </>
          )}{' '}
          {row.why === 'excluded' && onDecide && (
            <button type="button" className="link" aria-label={include(row).title} onClick={() => onDecide(include(row))}>
              {t('reminders.include')}
            </button>
          )}
        </>
      ),
      csv: ({ why }) => why,
    },
  ];
}

function audienceWords(t: ReturnType<typeof useTranslation>['t'], audience: string | null): string {
  return audience === 'holder' || audience === 'supervisor' || audience === 'department'
    ? t(`reminders.audience.${audience}`)
    : (audience ?? '');
}
