import type { ComparedMoment, FigureDifference } from '#contracts/explanations';
import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { figureDifferenceQuery } from '../api/queries.ts';
import { exportDifference } from '../explain/figure-export.ts';
import { type NamedTerm, ProjectEvents } from '../explain/project-events.tsx';
import '../explain/explain.css';
import { formatDay } from '../format/dates.ts';
import { formatCount, formatPosition, type MoneyUnit } from '../format/numbers.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage, useMoneyUnit } from '../frame/settings.ts';
import { FilterChips } from '../parts/filter-chips.tsx';
import { useNames, useReference } from '../parts/names.ts';
import { PageHead } from '../parts/page-head.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import type { CompareSearch } from '../search/parameters.ts';
import { usePlanYear } from '../search/plan-year.ts';
import { ChangedFigures } from './changed-figures.tsx';
import { CompareFilters } from './compare-filters.tsx';
import { StageMoves, useMoveWords } from './stage-moves.tsx';

const route = getRouteApi('/compare');

/** A region's figures at two moments: what changed, and by which events. */
export function ComparePage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const unit = useMoneyUnit('million');
  const year = usePlanYear(search.year);
  const today = useReference()?.today;
  const asked = { ...search, year, region: search.region ?? 'north', from: search.from ?? `${year}-06-30`, to: search.to ?? today };
  const known = year !== undefined && asked.to !== undefined;
  const { path, ...whole } = asked;
  // The figures of both moments stay while the events behind one of them are looked at.
  const figures = useInfiniteQuery({ ...figureDifferenceQuery(whole), enabled: known });
  const behind = useInfiniteQuery({ ...figureDifferenceQuery(asked), enabled: known });
  const found: FigureDifference | undefined = figures.data?.pages[0];
  const change = (part: CompareSearch) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true, resetScroll: false });
  const error = figures.error ?? behind.error;

  return (
    <div className="comparison">
      <PageHead
        title={t('compare.title')}
        unit={unit}
        of={useMomentWords(found)}
        onCsv={found && (() => void exportDifference(found, asked, t))}
      />
      <CompareFilters search={asked} year={year ?? 0} onChange={change} />
      {error && (
        <Failure
          error={error}
          onRetry={() => {
            void figures.refetch();
            void behind.refetch();
          }}
          stale={found !== undefined}
        />
      )}
      {!found && !error && <TableSkeleton rows={20} />}
      {found && <Changes found={found} unit={unit} path={path} />}
      {found && <Behind list={behind} unit={unit} onAll={() => change({ path: undefined })} narrowed={path !== undefined} />}
    </div>
  );
}

function useMomentWords(found: FigureDifference | undefined): string {
  const { t } = useTranslation();
  const names = useNames();
  if (!found) return t('app.loading');
  const momentOf = ({ asOf, knownAt }: ComparedMoment): string =>
    knownAt === null ? formatDay(asOf) : t('compare.momentKnown', { day: formatDay(asOf), known: formatDay(knownAt) });
  return [
    `${momentOf(found.from)} → ${momentOf(found.to)}`,
    t('moment.year', { year: found.year }),
    names.region(found.region),
    ...(found.set === 'vn34' ? [t('filter.set.vn34')] : []),
    found.position === null ? t('moment.empty') : t('moment.position', { position: formatPosition(found.position) }),
  ].join(' · ');
}

interface ChangesProps {
  readonly found: FigureDifference;
  readonly unit: MoneyUnit;
  readonly path: string | undefined;
}

function Changes({ found, unit, path }: ChangesProps) {
  const { t } = useTranslation();
  if (found.figures.length === 0 && found.projectCount === 0) return <p className="empty">{t('compare.nothing')}</p>;
  return (
    <>
      <h2>{t('compare.summary')}</h2>
      {found.figures.length === 0 ? (
        <p className="empty">{t('compare.nothing')}</p>
      ) : (
        <ChangedFigures figures={found.figures} set={found.set} unit={unit} chosen={path} />
      )}
      <p className="note">{t('compare.footnote')}</p>
      <StageMoves stages={found.stages} />
    </>
  );
}

interface BehindProps {
  readonly list: UseInfiniteQueryResult<InfiniteData<FigureDifference>>;
  readonly unit: MoneyUnit;
  readonly narrowed: boolean;
  readonly onAll: () => void;
}

function Behind({ list, unit, narrowed, onAll }: BehindProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const moveWords = useMoveWords();
  const pages: readonly FigureDifference[] = list.isPlaceholderData ? [] : (list.data?.pages ?? []);
  const [first] = pages;
  if (!first) return <TableSkeleton rows={8} />;
  if (first.projectCount === 0 && !narrowed) return null;
  const terms: readonly NamedTerm[] = (['plan', 'executed', 'samePeriod'] as const).map((key) => ({
    key,
    name: t(`board.${key}`),
    of: 'vnd',
  }));
  const [figure] = first.figures;
  return (
    <section id="behind">
      <h2>{t('compare.projects', { n: formatCount(first.projectCount, language) })}</h2>
      {narrowed && figure && (
        <FilterChips chips={[{ key: 'path', name: t('compare.only'), value: figure.name[language] }]} onRemove={onAll} onClear={onAll} />
      )}
      {first.projectCount === 0 && <p className="empty">{t('compare.noProjects')}</p>}
      <ProjectEvents
        rows={pages
          .flatMap(({ projects }) => projects)
          .map((project) => ({
            project,
            sums: project.changes,
            note: project.stage === null ? null : moveWords(project.stage),
            events: project.events.map((event) => ({
              ...event,
              note:
                [event.stage === null ? null : moveWords(event.stage), event.counts === 'left' ? t('compare.left') : null]
                  .filter((part) => part !== null)
                  .join(' · ') || null,
            })),
          }))}
        terms={terms}
        total={first.projectCount}
        unit={unit}
        more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : null}
        signed
      />
    </section>
  );
}
