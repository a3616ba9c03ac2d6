import type { DelayedReport } from '#contracts/figures';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { delayedQuery } from '../api/queries.ts';
import type { MoneyUnit } from '../format/numbers.ts';
import { Failure } from '../frame/failure.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import type { FigureSearch } from '../search/parameters.ts';
import { useDelayedColumns } from './delayed-columns.tsx';
import { DelayedSummary } from './delayed-summary.tsx';

interface Props {
  readonly filters: FigureSearch;
  readonly unit: MoneyUnit;
  /** The longest delays; the whole list has its own page. */
  readonly rowsShown: number;
  readonly heading: ReactNode;
}

/** What is late or due soon, in short, as it stands under the board. */
export function DelayedSection({ filters, unit, rowsShown, heading }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(delayedQuery({ ...filters }));
  const columns = useDelayedColumns(unit, filters);
  const longest = useMemo(() => longestFirst(data).slice(0, rowsShown), [data, rowsShown]);
  return (
    <section className="delayed" aria-labelledby="delayed-heading" id="delayed">
      <h2 id="delayed-heading">{heading}</h2>
      {error && <Failure error={error} onRetry={() => void refetch()} stale={data !== undefined} />}
      {data && data.rows.length === 0 && <p className="empty">{t('delayed.none')}</p>}
      {data && data.rows.length > 0 && (
        <>
          <DelayedSummary rows={data.rows} unit={unit} filters={filters} />
          <DataTable
            name={t('delayed.rows')}
            columns={columns}
            rows={longest}
            rowKey={(row) => `${row.project} ${row.obligation}`}
            stacks
          />
          {data.rows.length > longest.length && (
            <p>
              <Link to="/delayed" search={filters}>
                {t('action.showAll', { n: data.rows.length })}
              </Link>
            </p>
          )}
        </>
      )}
      {!data && !error && <TableSkeleton rows={rowsShown + 4} />}
    </section>
  );
}

const longestFirst = (report: DelayedReport | undefined) => [...(report?.rows ?? [])].sort((a, b) => b.days - a.days || b.vnd - a.vnd);
