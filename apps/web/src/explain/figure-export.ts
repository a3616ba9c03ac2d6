import type { ChangedProject, ChangeEvent, Explanation, FigureDifference, FigureEvent, FigureProject } from '#contracts/explanations';
import type { TFunction } from 'i18next';
import { type ApiQuery, getJson } from '../api/client.ts';
import type { CsvCell } from '../export/csv.ts';
import { downloadCsv } from '../export/download.ts';
import type { Language } from '../format/numbers.ts';

const PAGE_SIZE = 200;

/**
 * Every page of the projects behind figures.
 * @throws ApiProblem when a page cannot be read
 */
async function allProjects<Project, Answer extends { readonly projects: readonly Project[]; readonly nextCursor: string | null }>(
  path: string,
  query: ApiQuery,
): Promise<readonly Project[]> {
  const projects: Project[] = [];
  const { signal } = new AbortController();
  let cursor: string | undefined;
  do {
    const page: Answer = await getJson<Answer>(path, { ...query, limit: PAGE_SIZE, cursor }, signal);
    projects.push(...page.projects);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return projects;
}

const language = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'vi');

/** One line an event, so that the column of a term adds up to it; the term's own sum is in the head. */
export async function exportExplanation(found: Explanation, query: ApiQuery, t: TFunction): Promise<void> {
  const projects = await allProjects<FigureProject, Explanation>('/reports/explain', query);
  const { terms, path, asOf } = found;
  const lines = projects.flatMap((project) =>
    project.events.map((event) => [...projectCells(project), ...terms.map(({ key }) => event.effects[key] ?? 0), ...eventCells(event)]),
  );
  const heads = terms.map(({ name, path: of, sum }) => `${name[language()]} [${of}] = ${sum}`);
  downloadCsv(`tiendo-explain-${path}-${asOf}.csv`, [[...projectHeads(t), ...heads, ...eventHeads(t)], ...lines]);
}

/** The figures that changed, then one line an event behind them. */
export async function exportDifference(found: FigureDifference, query: ApiQuery, t: TFunction): Promise<void> {
  const projects = await allProjects<ChangedProject, FigureDifference>('/reports/diff', query);
  const money = ['plan', 'executed', 'samePeriod'] as const;
  const lines = projects.flatMap((project) =>
    project.events.map((event) => [
      ...projectCells(project),
      ...money.map((key) => event.effects[key] ?? 0),
      event.stage?.from ?? null,
      event.stage?.to ?? null,
      ...eventCells(event),
    ]),
  );
  downloadCsv(`tiendo-compare-${found.region}-${found.year}-${found.from.asOf}-${found.to.asOf}.csv`, [
    [t('compare.figure'), '', t('compare.before'), t('compare.after'), t('compare.change')],
    ...found.figures.map(({ path, name, from, to, change }) => [path, name[language()], from, to, change]),
    [],
    [
      ...projectHeads(t),
      ...money.map((key) => `${t(`board.${key}`)} (${t('unit.dong')})`),
      t('compare.stageFrom'),
      t('compare.stageTo'),
      ...eventHeads(t),
    ],
    ...lines,
  ]);
}

const projectHeads = (t: TFunction): readonly string[] => [
  t('explain.csvProject'),
  t('explain.csvTitle'),
  t('filter.source'),
  t('filter.province'),
  t('filter.content'),
  t('explain.csvYear'),
];
const projectCells = ({ code, title, source, province, content, planYear }: FigureProject | ChangedProject): readonly CsvCell[] => [
  code,
  title,
  source,
  `${province.set}.${province.code}`,
  content,
  planYear,
];
const eventHeads = (t: TFunction): readonly string[] => [
  t('explain.csvEvent'),
  t('explain.csvSentence'),
  t('explain.csvOccurred'),
  t('explain.csvRecorded'),
  t('explain.csvDocument'),
  t('explain.csvStream'),
  t('explain.csvRevision'),
  t('explain.csvPosition'),
];
const eventCells = (event: FigureEvent | ChangeEvent): readonly CsvCell[] => {
  const { type, sentence, occurredOn, recordedAt, document: source, stream, revision, position } = event;
  return [type, sentence[language()], occurredOn, recordedAt, source, stream, revision, position];
};
