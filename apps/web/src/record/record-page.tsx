import type { ProjectRecord } from '#contracts/projects';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useCanGoBack, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { recordQuery } from '../api/queries.ts';
import { formatDay } from '../format/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { letterKeysOn, useMoneyUnit, useReader } from '../frame/settings.ts';
import { PageHead } from '../parts/page-head.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { StageTag } from '../parts/stage-tag.tsx';
import { MomentFields } from '../search/figure-filters.tsx';
import { RECORD_TABS, type RecordSearch } from '../search/parameters.ts';
import { useSelectionWords } from '../search/selection.ts';
import { DaySlider } from './day-slider.tsx';
import { MomentBanner } from './moment-banner.tsx';
import { RecordActs } from './record-acts.tsx';
import { RecordCompare } from './record-compare.tsx';
import { RecordOverview } from './record-overview.tsx';
import { StageStrip } from './stage-strip.tsx';
import { TimelineList } from './timeline-list.tsx';
import './record.css';

const route = getRouteApi('/projects/$code');

/** One project at one moment: where it stands, its money and papers, and how it came here. */
export function RecordPage() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const search = route.useSearch();
  const { asOf, knownAt, tab = 'overview' } = search;
  const navigate = route.useNavigate();
  const unit = useMoneyUnit('dong');
  const selectionWords = useSelectionWords();
  const { data, error, refetch, isPlaceholderData } = useQuery(recordQuery(code, { asOf, knownAt }, useReader()));
  const record = data?.code === code || data?.id === code ? data : undefined;
  const change = useCallback(
    (part: Partial<RecordSearch>) => void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true, resetScroll: false }),
    [navigate],
  );
  const toToday = useCallback(() => change({ asOf: undefined, knownAt: undefined }), [change]);
  useBackOnEscape();

  return (
    <>
      <p className="screen-only">
        <Link to="/projects">‹ {t('record.back')}</Link>
      </p>
      <PageHead
        title={record?.code ?? code}
        unit={unit}
        of={record ? [...selectionWords(record, {}), t('record.revision', { revision: record.revision })].join(' · ') : '\u00a0'}
      />
      <MomentBanner moment={{ asOf, knownAt }} onToday={toToday} />
      {record && <RecordHeader record={record} />}
      <section className="filters" aria-label={t('filter.label')}>
        <MomentFields search={{ asOf, knownAt }} onChange={change} />
        {record && <DaySlider code={code} knownAt={knownAt} value={asOf} onChange={(day) => change({ asOf: day })} />}
      </section>
      {isNotFound(error) ? (
        <NotThere code={code} />
      ) : (
        error && <Failure error={error} onRetry={() => void refetch()} stale={record !== undefined} />
      )}
      {!record && !error && <TableSkeleton rows={16} />}
      {record && !isNotFound(error) && (
        <>
          <RecordTabs />
          {tab === 'timeline' ? (
            <TimelineList code={code} search={search} unit={unit} />
          ) : tab === 'compare' ? (
            <RecordCompare code={code} search={search} unit={unit} onChange={change} />
          ) : (
            <>
              <RecordActs record={record} busy={isPlaceholderData} />
              <RecordOverview record={record} unit={unit} />
            </>
          )}
        </>
      )}
    </>
  );
}

/** Links rather than buttons: each part of the record has an address and can be opened beside the other. */
function RecordTabs() {
  const { t } = useTranslation();
  return (
    <nav className="tabs" aria-label={t('record.tabs')}>
      {RECORD_TABS.map((each) => (
        <Link
          key={each}
          from="/projects/$code"
          search={(previous) => ({ ...previous, tab: each === 'overview' ? undefined : each })}
          replace
          resetScroll={false}
          activeOptions={{ includeSearch: true, explicitUndefined: true }}
        >
          {t(`record.tab.${each}`)}
        </Link>
      ))}
    </nav>
  );
}

function RecordHeader({ record }: { readonly record: ProjectRecord }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="record-title">{record.title}</p>
      <p className="record-state">
        <StageTag stage={record.stage} /> {t('record.since', { day: formatDay(record.stageOn) })}
        {record.endReason && ` · ${t('record.ended')}: ${record.endReason}`}
      </p>
      <StageStrip stage={record.stage} />
    </>
  );
}

const isNotFound = (error: Error | null): boolean => error instanceof ApiProblem && error.problem.status === 404;

function NotThere({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  return (
    <section className="empty" role="alert">
      <h2>{t('record.notFound', { code })}</h2>
      <p>{t('record.notFoundHint')}</p>
    </section>
  );
}

/** Esc goes back to the list, which still knows its filters and place. */
function useBackOnEscape(): void {
  const { history } = useRouter();
  const canGoBack = useCanGoBack();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLElement && event.target.closest('input, select, dialog, [role="dialog"]');
      if (event.key === 'Escape' && canGoBack && letterKeysOn() && !inField) history.back();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [history, canGoBack]);
}
