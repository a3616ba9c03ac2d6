import type { DelayedReport, ProvinceBoard, RegionReport } from '#contracts/figures';
import type { CausationChain } from '#contracts/causation';
import type { RecordDifference } from '#contracts/difference';
import type { Explanation, FigureDifference } from '#contracts/explanations';
import type { ProjectPage, ProjectResource } from '#contracts/projects';
import type { Reference } from '#contracts/reference';
import type { DeliveryPage, ReminderControl, SuppressedPage, ToSend } from '#contracts/reminder-answers';
import type { ReminderReasons } from '#contracts/reminders';
import type { Identity, Ready } from '#contracts/service';
import type { Timeline } from '#contracts/timeline';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Reader } from '../frame/settings.ts';
import { type ApiQuery, getJson } from './client.ts';

const read = <Answer>(path: string, query: ApiQuery = {}, reader?: Reader) =>
  queryOptions({
    queryKey: [path, query, reader] as const,
    queryFn: ({ signal }) => getJson<Answer>(path, query, signal),
  });

export const referenceQuery = read<Reference>('/reference');
export const identityQuery = (reader: Reader) => ({ ...read<Identity>('/identity', {}, reader), staleTime: Infinity });
/** How often the console looks whether the data were restored, in milliseconds. */
const RESTORED_EVERY_MS = 60_000;

/** Of the process and not of the register, so outside `/api/v1`. A process that is not ready says nothing: what was known stays. */
export const restoredQuery = queryOptions({
  queryKey: ['/health/ready'] as const,
  queryFn: async ({ signal }) => {
    const response = await fetch('/health/ready', { signal });
    if (!response.ok) throw new Error(`not ready: ${response.status}`);
    return ((await response.json()) as Ready).restored;
  },
  refetchInterval: RESTORED_EVERY_MS,
  retry: false,
});

export const boardQuery = (query: ApiQuery) => read<ProvinceBoard>('/board', query);
export const regionReportQuery = (query: ApiQuery) => read<RegionReport>('/reports/region', query);
export const delayedQuery = (query: ApiQuery) => read<DelayedReport>('/reports/delayed', query);

const projectPath = (code: string) => `/projects/${encodeURIComponent(code)}`;
export const recordQuery = (code: string, query: ApiQuery, reader: Reader) => read<ProjectResource>(projectPath(code), query, reader);
export const differenceQuery = (code: string, query: ApiQuery, reader: Reader) =>
  read<RecordDifference>(`${projectPath(code)}/diff`, query, reader);
export const causationQuery = (code: string, query: ApiQuery, reader: Reader) =>
  read<CausationChain>(`${projectPath(code)}/causation`, query, reader);

/** Events that one answer holds; more come with the cursor. */
export const TIMELINE_PAGE = 200;

export const timelineQuery = (code: string, query: ApiQuery, reader: Reader) =>
  infiniteQueryOptions({
    queryKey: [projectPath(code), 'timeline', query, reader] as const,
    queryFn: ({ signal, pageParam }) => timelinePage(code, { ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
export const timelinePage = (code: string, query: ApiQuery, signal: AbortSignal) =>
  getJson<Timeline>(`${projectPath(code)}/timeline`, { limit: TIMELINE_PAGE, ...query }, signal);

/** Projects that one answer holds; more come with the cursor. */
const PAGE_SIZE = 50;

export const projectsQuery = (query: ApiQuery) =>
  infiniteQueryOptions({
    queryKey: ['/projects', query] as const,
    queryFn: ({ signal, pageParam }) => getJson<ProjectPage>('/projects', { ...query, limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const toSendQuery = (query: ApiQuery) => read<ToSend>('/reminders/to-send', query);
export const reminderControlQuery = read<ReminderControl>('/reminders/control');
export const whyQuery = (query: ApiQuery) => read<ReminderReasons>('/reminders/why', query);
export const deliveriesQuery = (list: 'sent' | 'failed', query: ApiQuery) => remindersQuery<DeliveryPage>(`/reminders/${list}`, query);
export const suppressedQuery = (query: ApiQuery) => remindersQuery<SuppressedPage>('/reminders/suppressed', query);

const remindersQuery = <Answer extends { readonly nextCursor: string | null }>(path: string, query: ApiQuery) =>
  infiniteQueryOptions({
    queryKey: [path, query] as const,
    queryFn: ({ signal, pageParam }) => getJson<Answer>(path, { ...query, limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Answer) => page.nextCursor ?? undefined,
  });

export const explanationQuery = (query: ApiQuery) => figureQuery<Explanation>('/reports/explain', query);
export const figureDifferenceQuery = (query: ApiQuery) => figureQuery<FigureDifference>('/reports/diff', query);

/** A figure with the first page of its projects; more come with the cursor. */
const figureQuery = <Answer extends { readonly nextCursor: string | null }>(path: string, query: ApiQuery) =>
  infiniteQueryOptions({
    queryKey: [path, query] as const,
    queryFn: ({ signal, pageParam }) => getJson<Answer>(path, { ...query, limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Answer) => page.nextCursor ?? undefined,
  });
