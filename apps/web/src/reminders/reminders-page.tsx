import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryString } from '../api/client.ts';
import { identityQuery, reminderControlQuery, toSendQuery } from '../api/queries.ts';
import { formatDay, formatInstant } from '../format/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { useReader } from '../frame/settings.ts';
import { FilterChips } from '../parts/filter-chips.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { REMINDER_TABS, type RemindersSearch } from '../search/parameters.ts';
import { ControlBar, PauseKind } from './control-bar.tsx';
import { DecideDialog, type Decision } from './decide-dialog.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { ReminderFilters } from './reminder-filters.tsx';
import { deadlineWords } from './reminder-words.ts';
import type { ListProps } from './list-props.ts';
import { SuppressedList } from './suppressed-list.tsx';
import { ToSendList } from './to-send-list.tsx';
import { WhyList } from './why-list.tsx';
import './reminders.css';

const route = getRouteApi('/reminders');
const OPERATOR = 'demo:operator';

/** Who will be reminded of what, was, or was not and why; and what the operator decides about it. */
export function RemindersPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { tab = 'to-send', date, project, person, kind } = search;
  const { data: identity } = useQuery(identityQuery(useReader()));
  const control = useQuery(reminderControlQuery);
  const today = useToday();
  const [decision, setDecision] = useState<Decision | null>(null);
  const change = (part: RemindersSearch) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true, resetScroll: false });
  const mayDecide = identity?.id === OPERATOR && today !== undefined;
  const props: ListProps = {
    search,
    onWhy: (who) => void navigate({ search: { tab: 'why', person: who } }),
    onDecide: mayDecide ? setDecision : undefined,
    onExclude: mayDecide
      ? (item, { recipient }) =>
          setDecision({
            title: t('reminders.excludeOf', { what: deadlineWords(t, item), code: item.code }),
            path: '/exclusions',
            body: { project: item.project, obligation: item.obligation, recipient },
          })
      : undefined,
  };
  const csv = `/api/v1/reminders/${tab}${queryString({ format: 'csv', ...(tab === 'to-send' && { date }), project, person, kind })}`;
  return (
    <>
      <PageHead
        title={t('reminders.title')}
        of={<Moment today={today?.day} lastAt={control.data?.run.lastAt ?? null} />}
        onCsv={tab === 'why' ? undefined : () => window.location.assign(csv)}
      />
      {control.error && <Failure error={control.error} onRetry={() => void control.refetch()} />}
      {control.data && <ControlBar control={control.data} quiet={today?.quiet ?? null} onDecide={props.onDecide} />}
      <Tabs />
      <ReminderFilters search={search} onChange={change} />
      <Chips search={search} onChange={change} />
      {tab === 'suppressed' && mayDecide && <PauseKind onDecide={setDecision} />}
      {tab !== 'why' && identity !== undefined && !mayDecide && <p className="note screen-only">{t('reminders.operatorOnly')}</p>}
      {tab === 'to-send' && <ToSendList {...props} />}
      {(tab === 'sent' || tab === 'failed') && <DeliveryList key={tab} list={tab} today={today?.day ?? ''} {...props} />}
      {tab === 'suppressed' && <SuppressedList today={today?.day ?? ''} {...props} />}
      {tab === 'why' && <WhyList search={search} />}
      <DecideDialog decision={decision} today={today?.day ?? ''} onClose={() => setDecision(null)} />
    </>
  );
}

/** The server's day, and whether anything leaves the house on it. */
function useToday() {
  const { data } = useQuery(toSendQuery({ days: 1 }));
  return data && { day: data.today, quiet: data.quiet };
}

function Moment({ today, lastAt }: { readonly today: string | undefined; readonly lastAt: string | null }) {
  const { t } = useTranslation();
  if (today === undefined) return t('app.loading');
  const look = lastAt === null ? t('reminders.neverLooked') : t('reminders.lastLook', { at: formatInstant(lastAt) });
  return `${t('reminders.today', { day: formatDay(today) })} · ${look}`;
}

/** Links, so that each list has an address; the filters go along. */
function Tabs() {
  const { t } = useTranslation();
  return (
    <nav className="tabs" aria-label={t('reminders.tabs')}>
      {REMINDER_TABS.map((tab) => (
        <Link
          key={tab}
          from="/reminders"
          search={({ project, person, kind }) => ({ tab: tab === 'to-send' ? undefined : tab, project, person, kind })}
          replace
          resetScroll={false}
          activeOptions={{ includeSearch: true, explicitUndefined: true }}
        >
          {t(`reminders.tab.${tab}`)}
        </Link>
      ))}
    </nav>
  );
}

function Chips({ search, onChange }: { readonly search: RemindersSearch; readonly onChange: (part: RemindersSearch) => void }) {
  const { t } = useTranslation();
  const { date, project, person, kind } = search;
  const chips = [
    ...(date ? [{ key: 'date', name: t('reminders.date'), value: formatDay(date) }] : []),
    ...(project ? [{ key: 'project', name: t('reminders.project'), value: project }] : []),
    ...(person ? [{ key: 'person', name: t('reminders.person'), value: person }] : []),
    ...(kind ? [{ key: 'kind', name: t('reminders.kind'), value: t(`deadline.${kind}`) }] : []),
  ];
  return (
    <FilterChips
      chips={chips}
      onRemove={(key) => onChange({ [key]: undefined })}
      onClear={() => onChange({ date: undefined, project: undefined, person: undefined, kind: undefined })}
    />
  );
}
