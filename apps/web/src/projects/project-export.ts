import type { ProjectPage, ProjectSummary } from '#contracts/projects';
import type { TFunction } from 'i18next';
import { type ApiQuery, getJson } from '../api/client.ts';
import { downloadCsv } from '../export/download.ts';
import type { Column } from '../parts/data-table.tsx';
import { tableToCsv } from '../parts/table-rows.ts';

const PAGE_SIZE = 200;
/** More rows belong to an export job on the server; the file says so when it had to stop. */
const ROWS_MAX = 20_000;

interface Options {
  readonly query: ApiQuery;
  readonly columns: readonly Column<ProjectSummary>[];
  /** The filters in words, set under the table. */
  readonly words: readonly string[];
  readonly t: TFunction;
}

/**
 * Downloads every project that matches, not only the pages on the screen.
 * @throws ApiProblem when a page cannot be read; nothing is downloaded then
 */
export async function exportProjects({ query, columns, words, t }: Options): Promise<void> {
  const projects: ProjectSummary[] = [];
  const { signal } = new AbortController();
  let total = 0;
  let cursor: string | undefined;
  do {
    const page: ProjectPage = await getJson<ProjectPage>('/projects', { ...query, limit: PAGE_SIZE, cursor }, signal);
    projects.push(...page.items);
    total = page.total;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && projects.length < ROWS_MAX);
  const partial = projects.length < total ? [t('projects.csvPartial', { n: projects.length, total })] : [];
  downloadCsv(
    'tiendo-projects.csv',
    tableToCsv(
      columns,
      projects,
      [...partial, ...words].map((word) => [word, '']),
    ),
  );
}
