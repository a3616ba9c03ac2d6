import type { ProvinceBoard } from '#contracts/figures';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { boardQuery } from '../api/queries.ts';
import { DelayedSection } from '../delayed/delayed-section.tsx';
import { ExplanationPanel } from '../explain/explanation-panel.tsx';
import { FigureGrid } from '../explain/figure-link.tsx';
import { downloadCsv } from '../export/download.ts';
import { formatCount } from '../format/numbers.ts';
import { formatDay } from '../format/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage, useMoneyUnit } from '../frame/settings.ts';
import { DataTable } from '../parts/data-table.tsx';
import { provinceKey, useReference } from '../parts/names.ts';
import { PageHead } from '../parts/page-head.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { sortRows, tableToCsv } from '../parts/table-rows.ts';
import { FigureFilters } from '../search/figure-filters.tsx';
import type { BoardSearch } from '../search/parameters.ts';
import { usePlanYear } from '../search/plan-year.ts';
import { useSelectionWords } from '../search/selection.ts';
import { BoardOwnFilters } from './board-own-filters.tsx';
import { BoardTotals } from './board-totals.tsx';
import { useBoardColumns } from './board-columns.tsx';

const route = getRouteApi('/board');
const DEFAULT_SORT = 'province';

/** Where each province stands with its plan, and under it what is late. */
export function BoardPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const language = useLanguage();
  const unit = useMoneyUnit('billion');
  const selectionWords = useSelectionWords();
  const year = usePlanYear(search.year);
  const { sort = DEFAULT_SORT, explain, ...filters } = search;
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...boardQuery({ ...filters, year }), enabled: year !== undefined });
  const columns = useBoardColumns({ board: data, search, unit });
  const rows = sortRows(data?.rows.filter(hasFigures) ?? [], columns, sort);
  const change = (part: BoardSearch) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true, resetScroll: false });
  const words = selectionWords(data, { ...filters, year });

  return (
    <>
      <PageHead
        title={t('board.title')}
        unit={unit}
        of={[...words, ...(data ? [t('moment.projects', { n: formatCount(data.total.projects, language) })] : [])].join(' · ')}
        onCsv={
          data &&
          (() =>
            downloadCsv(
              `tiendo-board-${year}-${data.asOf}.csv`,
              tableToCsv(
                columns,
                rows,
                words.map((word) => [word, '']),
              ),
            ))
        }
      />
      <FigureFilters search={search} year={year ?? 0} onChange={change}>
        <BoardOwnFilters search={search} onChange={change} />
      </FigureFilters>
      {error && <Failure error={error} onRetry={() => void refetch()} stale={data !== undefined} />}
      <LastDayNotice asOf={data?.asOf} onPick={(asOf) => change({ asOf })} />
      <BoardTotals total={data?.total} unit={unit} search={search} />
      {data ? (
        <>
          <FigureGrid>
            <DataTable
              name={t('board.table')}
              columns={columns}
              rows={rows}
              rowKey={({ province }) => provinceKey(province)}
              sort={sort}
              onSort={(next) => change({ sort: next })}
              busy={isPlaceholderData}
            />
          </FigureGrid>
          <p className="note screen-only">{t('explain.hint')}</p>
          <WithoutFigures board={data} />
        </>
      ) : (
        !error && <TableSkeleton rows={28} />
      )}
      {year !== undefined && (
        <DelayedSection
          filters={{ asOf: search.asOf, knownAt: search.knownAt, region: search.region, source: search.source, year }}
          unit={unit}
          rowsShown={10}
          heading={
            <Link to="/delayed" search={{ asOf: search.asOf, knownAt: search.knownAt, region: search.region, source: search.source, year }}>
              {t('delayed.title')}
            </Link>
          }
        />
      )}
      <ExplanationPanel path={explain} scope={{ ...filters, year }} />
    </>
  );
}

const hasFigures = (row: ProvinceBoard['rows'][number]): boolean => row.projects > 0 || row.samePeriod > 0;

function WithoutFigures({ board }: { readonly board: ProvinceBoard }) {
  const { t } = useTranslation();
  const without = board.rows.filter((row) => !hasFigures(row));
  if (without.length === board.rows.length) return <p className="empty">{t('board.nothing')}</p>;
  if (without.length === 0) return null;
  return <p className="note">{t('board.without', { year: board.year, names: without.map(({ name }) => name).join(', ') })}</p>;
}

/** Figures of today say little about a log that ends earlier; the reader is told and can step back to its last day. */
function LastDayNotice({ asOf, onPick }: { readonly asOf: string | undefined; readonly onPick: (asOf: string) => void }) {
  const { t } = useTranslation();
  const lastDay = useReference()?.lastDay;
  if (!lastDay || !asOf || asOf <= lastDay) return null;
  return (
    <p className="notice">
      {t('moment.lastDay', { day: formatDay(lastDay) })}{' '}
      <button type="button" className="link" onClick={() => onPick(lastDay)}>
        {t('moment.lastDayLink')}
      </button>
    </p>
  );
}
