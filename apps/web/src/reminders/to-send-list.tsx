import type { ToSend } from '#contracts/reminder-answers';
import type { DayPreview, PlannedDelivery } from '#contracts/reminders';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toSendQuery } from '../api/queries.ts';
import { formatDay } from '../format/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { MessageItems } from './message-items.tsx';
import { RecipientName } from './recipient-name.tsx';
import type { ListProps } from './list-props.ts';
import { SuppressedTable } from './suppressed-list.tsx';

/** The days ahead, each with its messages and with what is held back on it. */
export function ToSendList({ search, ...props }: ListProps) {
  const { date, project, person, kind } = search;
  const { t } = useTranslation();
  const { data, error, refetch, isPlaceholderData } = useQuery(toSendQuery({ date, project, person, kind }));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <TableSkeleton rows={10} />;
  if (date === undefined && data.days.every(isEmpty))
    return (
      <section className="empty">
        <h2>{t('reminders.nothingAhead')}</h2>
        <p>{t('reminders.nothingAheadHint')}</p>
      </section>
    );
  return data.days.map((day) => <Day key={day.day} day={day} of={data} busy={isPlaceholderData} search={search} {...props} />);
}

const isEmpty = ({ deliveries, suppressed }: DayPreview): boolean => deliveries.length + suppressed.length === 0;

interface DayProps extends ListProps {
  readonly day: DayPreview;
  readonly of: ToSend;
  readonly busy: boolean;
}

function Day({ day, of: { today }, busy, ...props }: DayProps) {
  const { t } = useTranslation();
  const name = formatDay(day.day);
  const columns = usePlannedColumns(today, props);
  if (day.off !== null)
    return <p className="soft">{t('reminders.dayOff', { day: name, why: day.off === 'weekend' ? t('reminders.weekend') : day.off })}</p>;
  if (isEmpty(day)) return <p className="soft">{t('reminders.dayNothing', { day: name })}</p>;
  const messages = day.deliveries.length + day.more;
  return (
    <section aria-label={name}>
      <h2>{t('reminders.dayHead', { day: name, messages, steps: day.steps })}</h2>
      {day.deliveries.length > 0 && (
        <DataTable
          name={name}
          columns={columns}
          rows={day.deliveries}
          rowKey={({ recipient, channel }) => `${recipient.recipient} ${channel}`}
          busy={busy}
          stacks
        />
      )}
      {day.more > 0 && <p>{t('reminders.moreMessages', { n: day.more })}</p>}
      {day.suppressed.length > 0 && (
        <>
          <h3>{t('reminders.tab.suppressed')}</h3>
          <SuppressedTable rows={day.suppressed} today={today} {...props} />
        </>
      )}
    </section>
  );
}

function usePlannedColumns(today: string, { onWhy, onExclude }: ListProps): readonly Column<PlannedDelivery>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'recipient',
      label: t('reminders.column.recipient'),
      rowHeader: true,
      cell: ({ recipient }) => <RecipientName of={recipient} onWhy={onWhy} />,
      csv: ({ recipient }) => recipient.recipient,
    },
    {
      key: 'channel',
      label: t('reminders.column.channel'),
      cell: ({ channel }) => <span className="whole">{t(`reminders.channel.${channel}`)}</span>,
      csv: ({ channel }) => channel,
    },
    {
      key: 'items',
      label: t('reminders.column.items'),
      cell: ({ items, waits, recipient }) => (
        <>
          <MessageItems items={items} today={today} onExclude={onExclude && ((item) => onExclude(item, recipient))} />
          {waits > 0 && <p className="soft">{t('reminders.waits', { n: waits })}</p>}
        </>
      ),
      csv: ({ items }) => items.length,
    },
  ];
}
