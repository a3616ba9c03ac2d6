import type { DelayedReport, ProvinceBoard, RegionReport } from '#contracts/figures';
import type { ProjectPage, ProjectRecord, Timeline } from '#contracts/projects';
import type { Reference } from '#contracts/reference';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type ApiQuery, getJson } from './client.ts';

/** Who the server takes the reader for. Until access control lands it is always the demo identity. */
export interface Identity {
  readonly id: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly role: { readonly vi: string; readonly en: string };
  readonly demo: boolean;
}

const read = <Answer>(path: string, query: ApiQuery = {}) =>
  queryOptions({
    queryKey: [path, query] as const,
    queryFn: ({ signal }) => getJson<Answer>(path, query, signal),
  });

export const referenceQuery = read<Reference>('/reference');
export const identityQuery = { ...read<Identity>('/identity'), staleTime: Infinity };
export const boardQuery = (query: ApiQuery) => read<ProvinceBoard>('/board', query);
export const regionReportQuery = (query: ApiQuery) => read<RegionReport>('/reports/region', query);
export const delayedQuery = (query: ApiQuery) => read<DelayedReport>('/reports/delayed', query);

const projectPath = (code: string) => `/projects/${encodeURIComponent(code)}`;
export const recordQuery = (code: string, query: ApiQuery) => read<ProjectRecord>(projectPath(code), query);
export const timelineQuery = (code: string, query: ApiQuery) => read<Timeline>(`${projectPath(code)}/timeline`, query);

/** Projects that one answer holds; more come with the cursor. */
const PAGE_SIZE = 50;

export const projectsQuery = (query: ApiQuery) =>
  infiniteQueryOptions({
    queryKey: ['/projects', query] as const,
    queryFn: ({ signal, pageParam }) => getJson<ProjectPage>('/projects', { ...query, limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
