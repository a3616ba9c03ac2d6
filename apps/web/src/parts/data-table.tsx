import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CsvCell } from '../export/csv.ts';

/** One column, the same on the screen, on paper and in the CSV file. */
export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  /** Set under the label, e.g. the money unit. */
  readonly unit?: string;
  readonly numeric?: boolean;
  /** Names the row to screen readers; one column at most. */
  readonly rowHeader?: boolean;
  readonly sortable?: boolean;
  readonly cell: (row: Row) => ReactNode;
  readonly total?: ReactNode;
  /** The plain value: amounts in đồng, days as they are stored. */
  readonly csv: (row: Row) => CsvCell;
  /** Heading in the CSV file where it differs from the label. */
  readonly csvLabel?: string;
}

interface Props<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Column key, with `-` in front for descending. */
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
  /** Rows become blocks on narrow screens instead of scrolling sideways. */
  readonly stacks?: boolean;
  readonly busy?: boolean;
}

export function DataTable<Row>({ name, columns, rows, rowKey, sort, onSort, stacks = false, busy = false }: Props<Row>) {
  const { t } = useTranslation();
  const hasTotal = columns.some((column) => column.total !== undefined);
  return (
    <div className={stacks ? 'table-scroll stacks' : 'table-scroll'} tabIndex={0} role="region" aria-label={t('table.scroll', { name })}>
      {/* The roles are spelled out because blocks on narrow screens would otherwise lose the table's meaning. */}
      <table role="table" aria-label={name} aria-busy={busy}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Heading key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)}>
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} content={column.cell(row)} />
              ))}
            </tr>
          ))}
        </tbody>
        {hasTotal && (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} content={column.total} />
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface HeadingProps<Row> {
  readonly column: Column<Row>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}

function Heading<Row>({ column, sort, onSort }: HeadingProps<Row>) {
  const { t } = useTranslation();
  const { key, label, unit, numeric, sortable } = column;
  const direction = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined;
  const text = (
    <>
      {label}
      {unit && <small>{unit}</small>}
    </>
  );
  // Figures are looked for from the largest down, texts from A.
  const first = numeric ? `-${key}` : key;
  const second = numeric ? key : `-${key}`;
  return (
    <th
      role="columnheader"
      scope="col"
      className={numeric ? 'numeric' : undefined}
      aria-sort={sortable ? (direction ?? 'none') : undefined}
    >
      {sortable && onSort ? (
        <button
          type="button"
          className="sort"
          title={t('table.sortBy', { column: label })}
          onClick={() => onSort(sort === first ? second : first)}
        >
          <span>{text}</span>
          <span aria-hidden="true" className="sort-mark">
            {direction === 'ascending' ? '▲' : direction === 'descending' ? '▼' : '↕'}
          </span>
        </button>
      ) : (
        text
      )}
    </th>
  );
}

function BodyCell<Row>({ column, content }: { readonly column: Column<Row>; readonly content: ReactNode }) {
  const className = column.numeric ? 'numeric' : undefined;
  return column.rowHeader ? (
    <th role="rowheader" scope="row" className={className} data-label={column.label}>
      {content}
    </th>
  ) : (
    <td role="cell" className={className} data-label={column.label}>
      {content}
    </td>
  );
}
