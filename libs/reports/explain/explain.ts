import type { Explanation, FigureEvent, FigureProject, InTwoLanguages, Term } from '#contracts/explanations';
import type { ToldEvent } from '#read-models/record/timeline';
import type { EventsSource } from '#read-models/figures/figure-events';
import { eventsBehind, FiguresDisagree } from '#read-models/figures/figure-events';
import type { Ledger } from '#read-models/figures/ledger';
import type { FigureAsked, FigureTerm } from './figure.ts';
import { findFigure } from './find-figure.ts';
import { type Page, pageOf } from './page.ts';
import { openFigure, type OpenedFigure, type ProjectShare } from './shares.ts';

export interface ExplanationAsked {
  readonly path: string;
  readonly asked: FigureAsked;
}

/**
 * A figure opened in one snapshot of the ledger: what it is, its parts and projects.
 * @throws UnknownFigure, FigureScopeUnfit
 * @throws FiguresDisagree the parts do not add up to the figure of the report
 */
export const openExplanation = (ledger: Ledger, { path, asked }: ExplanationAsked): OpenedFigure =>
  openFigure(ledger, findFigure(ledger, path, asked), asked);

/**
 * The same with the events of a page of its projects, which alone are read from the log.
 * @throws FiguresDisagree the ledger says something else than the log
 * @throws CursorUnknown, CursorExpired
 */
export async function explanation(
  log: EventsSource,
  { figure, shares, splits, leftOut }: OpenedFigure,
  { asked, page, position }: { readonly asked: FigureAsked; readonly page: Page; readonly position: string | null },
): Promise<Explanation> {
  const { region, year, set, source, content, asOf, knownAt } = asked;
  const { path, name, unit, result, printed, formula, terms, numerator } = figure;
  const { rows, nextCursor } = pageOf(shares, path, page);
  const sums = terms.map(({ sum }) => sum);
  const ratio =
    numerator === null ? null : { numerator: numerator(sums), denominator: sums.at(-1) ?? 0, rounding: roundingOf(result, printed) };
  const projects: FigureProject[] = [];
  for (const share of rows) projects.push(await toldShare(log, share));
  return {
    path,
    name,
    region,
    year,
    set,
    source,
    content,
    asOf,
    knownAt,
    position,
    unit,
    result,
    printed,
    formula,
    ratio,
    terms: terms.map(shown),
    splits,
    leftOut,
    projects,
    projectCount: shares.length,
    nextCursor,
  };
}

const shown = ({ key, path, name, unit, sum, printed, year, asOf }: FigureTerm): Term => ({
  key,
  path,
  name,
  unit,
  sum,
  printed,
  year,
  asOf,
});

function roundingOf(result: number | null, printed: string): InTwoLanguages {
  if (result === null) return { vi: 'Số chia bằng 0 nên không có tỷ lệ.', en: 'The divisor is 0, so there is no percentage.' };
  const exact = String(result);
  return {
    vi: `Làm tròn một lần từ số đồng: ${exact.replace('.', ',')} (bốn chữ số thập phân), in ${printed} (một chữ số); nửa làm tròn lên.`,
    en: `Rounded once from đồng: ${exact} (four decimals), printed ${printed} (one); half rounds up.`,
  };
}

async function toldShare(log: EventsSource, { project, province, shares, effects }: ProjectShare): Promise<FigureProject> {
  const { id, code, title, source, content, planYear } = project;
  const revisions = [...effects.keys()].sort((a, b) => a - b);
  const entries = await eventsBehind(log, project, revisions);
  const events = revisions.map((revision) => ({
    ...eventOf(entries.get(revision) as ToldEvent),
    effects: effects.get(revision) ?? {},
  }));
  for (const [key, share] of Object.entries(shares)) {
    const made = events.reduce((sum, event) => sum + (event.effects[key] ?? 0), 0);
    if (made !== share) throw new FiguresDisagree(code, `its share of ${key} is ${share}, its events add up to ${made}`);
  }
  return { id, code, title, source, province, content, planYear, shares, events };
}

/** What an answer says of an event; the rest is in the project's timeline. */
export const eventOf = (entry: ToldEvent): Omit<FigureEvent, 'effects'> => {
  const { stream, revision, position, type, occurredOn, recordedAt, document, sentence } = entry;
  return { stream, revision, position, type, occurredOn, recordedAt, document, sentence };
};
