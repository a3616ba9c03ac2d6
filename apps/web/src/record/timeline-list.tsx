import type { TimelineEntry } from '#contracts/timeline';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { timelineQuery } from '../api/queries.ts';
import { formatDay, formatInstant } from '../format/dates.ts';
import { formatCount, formatMoney, type MoneyUnit } from '../format/numbers.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage, useReader } from '../frame/settings.ts';
import { FilterChips } from '../parts/filter-chips.tsx';
import { useNames } from '../parts/names.ts';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { CRITERION_KEYS, type RecordSearch, type TimelineFilters } from '../search/parameters.ts';
import { useSelectionWords } from '../search/selection.ts';
import { CausationTree } from './causation-tree.tsx';
import { useFieldWords } from './field-value.ts';
import { useTimelineChips } from './timeline-chips.ts';
import { exportTimeline } from './timeline-export.ts';
import { TimelineFilterForm } from './timeline-filters.tsx';

interface Props {
  readonly code: string;
  readonly search: RecordSearch;
  readonly unit: MoneyUnit;
}

const route = getRouteApi('/projects/$code');
const NO_FILTERS: TimelineFilters = Object.fromEntries(CRITERION_KEYS.map((key) => [key, undefined]));

/** What happened, one sentence per event, oldest first; each event has an address of its own. */
export function TimelineList({ code, search, unit }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = route.useNavigate();
  const { asOf, knownAt, jumpTo } = search;
  const filters = Object.fromEntries(CRITERION_KEYS.map((key) => [key, search[key]]));
  const query = { asOf, knownAt, jumpTo, ...filters };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    timelineQuery(code, query, useReader()),
  );
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const [first] = data?.pages ?? [];
  const chips = useTimelineChips(search);
  const words = useSelectionWords();
  const [names, fields] = [useNames(), useFieldWords('dong')];
  const hash = useScrollToHash(entries.length, hasNextPage, fetchNextPage);
  const change = (part: Partial<RecordSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true, resetScroll: false });
  const conditions = chips.map(({ name, value }) => `${name}: ${value}`);
  const download = () => void exportTimeline({ code, query, language, names, fields, words: [...words(first, {}), ...conditions], t });
  const count = t('timeline.count', { shown: formatCount(entries.length, language), total: formatCount(first?.total ?? 0, language) });

  return (
    <>
      <TimelineFilterForm search={search} people={peopleOf(entries)} onChange={change} />
      <FilterChips chips={chips} onRemove={(key) => change({ [key]: undefined })} onClear={() => change(NO_FILTERS)} />
      {conditions.length > 0 && <p className="print-only">{conditions.join(' · ')}</p>}
      {error && <Failure error={error} onRetry={() => void refetch()} stale={data !== undefined} />}
      {!data && !error && <TableSkeleton rows={10} />}
      {first && (
        <p className="timeline-count" role="status">
          {count}{' '}
          {entries.length > 0 && (
            <button type="button" className="link screen-only" onClick={download}>
              {t('action.csv')}
            </button>
          )}
        </p>
      )}
      {first && entries.length === 0 && (
        <p className="empty">{t(conditions.length > 0 || jumpTo ? 'timeline.nothing' : 'timeline.empty')}</p>
      )}
      {entries.length > 0 && (
        <ol className="timeline" aria-label={t('timeline.title')}>
          {entries.map((entry) => (
            <Entry
              key={entry.position}
              entry={entry}
              unit={unit}
              linked={hash === anchorOf(entry)}
              why={search.why === entry.id}
              onWhy={() => change({ why: search.why === entry.id ? undefined : entry.id })}
              code={code}
              moment={{ asOf, knownAt }}
            />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <p className="list-end">
          <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? t('app.loading') : t('action.more')}
          </button>
        </p>
      )}
    </>
  );
}

const peopleOf = (entries: readonly TimelineEntry[]): readonly string[] =>
  [...new Set(entries.flatMap(({ actor, onBehalfOf }) => (onBehalfOf === null ? [actor] : [actor, onBehalfOf])))].sort();

/** Scrolls to the event that the address names, fetching on until it is there. */
function useScrollToHash(count: number, hasNextPage: boolean, fetchNextPage: () => unknown): string {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash === '' || count === 0) return;
    const found = document.getElementById(hash);
    if (found !== null) found.scrollIntoView({ block: 'center' });
    else if (hasNextPage) fetchNextPage();
  }, [count, hash, hasNextPage, fetchNextPage]);
  return hash;
}

/** `r12` for the project's own twelfth event; events of its plan and contract carry their stream's name. */
export const anchorOf = ({ stream, revision }: TimelineEntry): string =>
  stream.startsWith('project-') ? `r${revision}` : `${stream}-r${revision}`;

/** What the anchor is called: the id of a contract's stream would tell nobody anything. */
export function placeOf({ stream, revision }: TimelineEntry, t: ReturnType<typeof useTranslation>['t']): string {
  if (stream.startsWith('plan-')) return t('timeline.ofPlan', { revision });
  if (stream.startsWith('contract-')) return t('timeline.ofContract', { revision });
  return `#r${revision}`;
}

interface EntryProps {
  readonly entry: TimelineEntry;
  readonly unit: MoneyUnit;
  readonly linked: boolean;
  readonly why: boolean;
  readonly onWhy: () => void;
  readonly code: string;
  readonly moment: Pick<RecordSearch, 'asOf' | 'knownAt'>;
}

function Entry({ entry, unit, linked, why, onWhy, code, moment }: EntryProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const anchor = anchorOf(entry);
  return (
    <li id={anchor} className={linked ? 'linked' : undefined}>
      <div className="timeline-day">
        <time dateTime={entry.occurredOn}>{formatDay(entry.occurredOn)}</time>
        <Link to="." search={true} hash={anchor} activeOptions={{ includeHash: true }} title={t('timeline.link')}>
          {placeOf(entry, t)}
        </Link>
      </div>
      <div className="timeline-fact">
        <p>{entry.sentence[language]}</p>
        <Changes entry={entry} unit={unit} />
        <p className="note">{[...sourcesOf(entry, t)].join(' · ')}</p>
        <button type="button" className="link screen-only" aria-expanded={why} onClick={onWhy}>
          {t('timeline.why')}
        </button>
        {why && <CausationTree code={code} event={entry.id} moment={moment} />}
        <details>
          <summary>{t('timeline.data', { type: entry.type })}</summary>
          <pre tabIndex={0}>{JSON.stringify(entry.data, null, 2)}</pre>
        </details>
      </div>
      {entry.amount !== null && (
        <strong className="amount">
          {formatMoney(entry.amount, unit, language)} {t(`unit.${unit}`)}
        </strong>
      )}
    </li>
  );
}

/** What was there before: what a first value took the place of is nothing, and the sentence says the value. */
function Changes({ entry, unit }: { readonly entry: TimelineEntry; readonly unit: MoneyUnit }) {
  const words = useFieldWords(unit);
  const changed = entry.changes.filter(({ before }) => before !== null);
  if (changed.length === 0) return null;
  return (
    <ul className="changes">
      {changed.map(({ field, before, after }) => (
        <li key={field}>
          {words.name(field)}: {words.value(field, before)} → <strong>{words.value(field, after)}</strong>
        </li>
      ))}
    </ul>
  );
}

function* sourcesOf(entry: TimelineEntry, t: ReturnType<typeof useTranslation>['t']): Generator<string> {
  if (entry.document) yield t('timeline.document', { document: entry.document });
  yield t('timeline.by', { actor: entry.actor });
  if (entry.unit) yield t('timeline.unit', { unit: entry.unit });
  if (entry.onBehalfOf) yield t('timeline.behalf', { name: entry.onBehalfOf });
  yield t('timeline.recorded', { instant: formatInstant(entry.recordedAt) });
}
