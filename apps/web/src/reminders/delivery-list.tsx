import type { DeliveryRow } from '#contracts/reminders';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery } from '../api/queries.ts';
import { formatDay, formatInstant } from '../format/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage } from '../frame/settings.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { ListEnd, Nothing } from './list-parts.tsx';
import { MessageItems } from './message-items.tsx';
import { RecipientName } from './recipient-name.tsx';
import type { ListProps } from './list-props.ts';

/** Messages that went out, or did not, the latest first. */
export function DeliveryList({ list, search, today, ...props }: ListProps & { readonly list: 'sent' | 'failed'; readonly today: string }) {
  const { project, person, kind } = search;
  const { t } = useTranslation();
  const found = useInfiniteQuery(deliveriesQuery(list, { project, person, kind }));
  const columns = useDeliveryColumns(today, { search, ...props });
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} stale={rows.length > 0} />}
      {found.isPending && !found.error && <TableSkeleton rows={10} />}
      {found.data && rows.length === 0 && <Nothing list={list} search={search} />}
      {rows.length > 0 && (
        <DataTable name={t(`reminders.tab.${list}`)} columns={columns} rows={rows} rowKey={({ delivery }) => delivery} stacks />
      )}
      <ListEnd list={found} />
    </>
  );
}

function useDeliveryColumns(today: string, { onWhy, onDecide }: ListProps): readonly Column<DeliveryRow>[] {
  const { t } = useTranslation();
  const resend = ({ delivery, day, recipient }: DeliveryRow) => ({
    title: t('reminders.resendOf', { day: formatDay(day), name: recipient.name }),
    path: `/deliveries/${delivery}/resends`,
    body: {},
  });
  return [
    {
      key: 'at',
      label: t('reminders.column.at'),
      cell: ({ outcomeAt, claimedAt }) => formatInstant(outcomeAt ?? claimedAt),
      csv: ({ outcomeAt, claimedAt }) => outcomeAt ?? claimedAt,
    },
    {
      key: 'recipient',
      label: t('reminders.column.recipient'),
      rowHeader: true,
      cell: ({ recipient, channel }) => (
        <>
          <RecipientName of={recipient} onWhy={onWhy} />
          <small className="soft below">{t(`reminders.channel.${channel}`)}</small>
        </>
      ),
      csv: ({ recipient }) => recipient.recipient,
    },
    {
      key: 'items',
      label: t('reminders.column.items'),
      cell: ({ items }) => <MessageItems items={items} today={today} />,
      csv: ({ items }) => items.length,
    },
    {
      key: 'outcome',
      label: t('reminders.column.outcome'),
      cell: (row) => <Outcome row={row} onResend={onDecide && (() => onDecide(resend(row)))} />,
      csv: ({ state }) => state,
    },
  ];
}

function Outcome({ row, onResend }: { readonly row: DeliveryRow; readonly onResend: (() => void) | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { state, attempts, retryAt, outcome, messageId, resend, day, recipient } = row;
  return (
    <>
      <strong>{t(`reminders.state.${state}`)}</strong>
      {attempts > 1 && <> · {t('reminders.attempt', { n: attempts })}</>}
      {retryAt && <> · {t('reminders.again', { at: formatInstant(retryAt) })}</>}
      {resend && <> · {t('reminders.resentFor', { reason: resend })}</>}
      <br />
      <small className="codes">
        {outcome && <>{outcome[language]} · </>}
        {messageId}
      </small>{' '}
      {onResend && (
        <button
          type="button"
          className="link"
          aria-label={t('reminders.resendOf', { day: formatDay(day), name: recipient.name })}
          onClick={onResend}
        >
          {t('reminders.resend')}
        </button>
      )}
    </>
  );
}
