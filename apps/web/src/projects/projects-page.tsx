import type { ProjectPage } from '#contracts/projects';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { projectsQuery } from '../api/queries.ts';
import { formatCount, formatPosition } from '../format/numbers.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage, useMoneyUnit } from '../frame/settings.ts';
import { DataTable } from '../parts/data-table.tsx';
import { FilterChips } from '../parts/filter-chips.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import type { ProjectsSearch } from '../search/parameters.ts';
import { NoProjects } from './no-projects.tsx';
import { useProjectChips } from './project-chips.ts';
import { useProjectColumns } from './project-columns.tsx';
import { exportProjects } from './project-export.ts';
import { ProjectFilters } from './project-filters.tsx';

const route = getRouteApi('/projects');
const BY_CODE = 'code';
const NO_FILTERS: ProjectsSearch = {
  q: undefined,
  year: undefined,
  source: undefined,
  province: undefined,
  content: undefined,
  stage: undefined,
  late: undefined,
};

/** All projects as they stand now: search, filters, order, and pages that are added at the end. */
export function ProjectsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const language = useLanguage();
  const unit = useMoneyUnit('million');
  // Whoever searches and chose no order gets what fits best first, which the server knows.
  const sort = search.sort ?? (search.q === undefined ? BY_CODE : undefined);
  const query = { ...search, sort };
  const list = useInfiniteQuery(projectsQuery(query));
  const columns = useProjectColumns(unit);
  const chips = useProjectChips(search);
  const pages: readonly ProjectPage[] = list.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const total = pages[0]?.total ?? 0;
  const position = formatPosition(pages.at(-1)?.position ?? '');
  const change = (part: ProjectsSearch) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true, resetScroll: false });
  const count = t('projects.count', { shown: formatCount(items.length, language), total: formatCount(total, language) });
  const filterWords = chips.map(({ name, value }) => `${name}: ${value}`);
  const words = [count, ...filterWords, ...(position === '' ? [] : [t('moment.position', { position })])];
  const download = () => void exportProjects({ query, columns, words: [...filterWords, t('moment.position', { position })], t });

  return (
    <>
      <PageHead
        title={t('projects.title')}
        unit={unit}
        of={list.data ? words.join(' · ') : t('app.loading')}
        onCsv={total > 0 ? download : undefined}
      />
      <ProjectFilters search={search} onChange={change} />
      <FilterChips chips={chips} onRemove={(key) => change({ [key]: undefined })} onClear={() => change(NO_FILTERS)} />
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} stale={items.length > 0} />}
      {list.isPending && !list.error && <TableSkeleton rows={20} />}
      {list.data && total === 0 && <NoProjects chips={chips} onClear={() => change(NO_FILTERS)} />}
      {items.length > 0 && (
        <DataTable
          name={t('projects.table')}
          columns={columns}
          rows={items}
          rowKey={({ id }) => id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          busy={list.isPlaceholderData}
          stacks
        />
      )}
      <p className="list-end" role="status">
        {items.length > 0 && count}{' '}
        {list.hasNextPage && (
          <button type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {list.isFetchingNextPage ? t('app.loading') : t('action.more')}
          </button>
        )}
      </p>
    </>
  );
}
