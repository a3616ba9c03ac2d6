import type { DelayedReport } from '#contracts/figures';
import type { Reference } from '#contracts/reference';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { delayedQuery } from '../api/queries.ts';
import { downloadCsv } from '../export/download.ts';
import { Failure } from '../frame/failure.tsx';
import { useMoneyUnit } from '../frame/settings.ts';
import { DataTable } from '../parts/data-table.tsx';
import { FilterChips } from '../parts/filter-chips.tsx';
import { provinceKey, useNames, useReference } from '../parts/names.ts';
import { PageHead } from '../parts/page-head.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { sortRows, tableToCsv } from '../parts/table-rows.ts';
import { FigureFilters } from '../search/figure-filters.tsx';
import { type DelayedSearch, OBLIGATIONS, STATES } from '../search/parameters.ts';
import { usePlanYear } from '../search/plan-year.ts';
import { useSelectionWords } from '../search/selection.ts';
import { useDelayedColumns } from './delayed-columns.tsx';
import { DelayedSummary } from './delayed-summary.tsx';

const route = getRouteApi('/delayed');
const LONGEST_FIRST = '-days';

/** Every disbursement and settlement that is late or due soon, with who can act and under which rule. */
export function DelayedPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const unit = useMoneyUnit('million');
  const reference = useReference();
  const selectionWords = useSelectionWords();
  const newestYear = usePlanYear(search.year);
  const { sort = LONGEST_FIRST, province, ...filters } = search;
  const { data, error, refetch, isPlaceholderData } = useQuery(delayedQuery(filters));
  const columns = useDelayedColumns(unit, search);
  const rows = sortRows(ofProvince(data, province, reference), columns, sort);
  const change = (part: DelayedSearch) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true, resetScroll: false });
  const words = selectionWords(data, search);

  return (
    <>
      <PageHead
        title={t('delayed.title')}
        unit={unit}
        of={words.join(' · ')}
        onCsv={
          data &&
          (() =>
            downloadCsv(
              `tiendo-delayed-${data.asOf}.csv`,
              tableToCsv(
                columns,
                rows,
                words.map((word) => [word, '']),
              ),
            ))
        }
      />
      <FigureFilters search={search} year={search.year ?? newestYear ?? 0} onChange={change} anyYear>
        <SelectField
          label={t('filter.obligation')}
          value={search.obligation}
          options={OBLIGATIONS.map((kind) => [kind, t(`obligation.${kind}`)] as const)}
          onChange={(obligation) => change({ obligation })}
        />
        <SelectField
          label={t('filter.state')}
          value={search.state}
          options={STATES.map((state) => [state, t(`state.${state}`)] as const)}
          onChange={(state) => change({ state })}
        />
      </FigureFilters>
      <Chips search={search} onChange={change} />
      {error && <Failure error={error} onRetry={() => void refetch()} stale={data !== undefined} />}
      {!data && !error && <TableSkeleton rows={20} />}
      {data && rows.length === 0 && <p className="empty">{t(isFiltered(search) ? 'delayed.noneFiltered' : 'delayed.none')}</p>}
      {data && rows.length > 0 && (
        <>
          <h2>{t('delayed.summary')}</h2>
          <DelayedSummary rows={rows} unit={unit} filters={search} />
          <h2>{t('delayed.rows')}</h2>
          <DataTable
            name={t('delayed.rows')}
            columns={columns}
            rows={rows}
            rowKey={(row) => `${row.project} ${row.obligation}`}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            busy={isPlaceholderData}
            stacks
          />
        </>
      )}
    </>
  );
}

const isFiltered = ({ year, region, source, obligation, state, province }: DelayedSearch): boolean =>
  [year, region, source, obligation, state, province].some((value) => value !== undefined);

/** A province of today also has the projects of the old provinces that went into it. */
function ofProvince(report: DelayedReport | undefined, province: string | undefined, reference: Reference | undefined) {
  const rows = report?.rows ?? [];
  if (province === undefined) return rows;
  const members = new Set([province]);
  for (const each of reference?.provinces ?? []) {
    if (each.successor && provinceKey(each.successor) === province) members.add(provinceKey(each));
  }
  return rows.filter((row) => members.has(provinceKey(row.province)));
}

function Chips({ search, onChange }: { readonly search: DelayedSearch; readonly onChange: (change: DelayedSearch) => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const chips = [
    ...(search.province ? [{ key: 'province', name: t('filter.province'), value: names.province(search.province) }] : []),
    ...(search.obligation ? [{ key: 'obligation', name: t('filter.obligation'), value: t(`obligation.${search.obligation}`) }] : []),
    ...(search.state ? [{ key: 'state', name: t('filter.state'), value: t(`state.${search.state}`) }] : []),
  ];
  return (
    <FilterChips
      chips={chips}
      onRemove={(key) => onChange({ [key]: undefined })}
      onClear={() => onChange({ province: undefined, obligation: undefined, state: undefined })}
    />
  );
}
