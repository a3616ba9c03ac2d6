import type {
  BusinessDifferences,
  EventBehind,
  DifferingFigure,
  GroupDifference,
  GroupFigures,
  ProjectDifference,
} from '#contracts/read-models';
import type { ProvinceRef, Source } from '#reference/province-ref';
import { provinceName } from '#reference/provinces';
import { FACT_WIDTH } from '../figures/facts.ts';
import { groupSentence, projectSentence } from './business-text.ts';
import { nameOf, touches } from './figure-words.ts';

/** Projects shown of each group, and events shown of each project. */
const SAMPLES_MAX = 5;
const EVENTS_MAX = 3;
/** Projects shown in all. */
export const SHOWN_MAX = 200;

export interface Group {
  readonly province: ProvinceRef;
  readonly source: Source;
  readonly planYear: number;
}

/** A project that is not the same in both builds, as one of them has it. */
export interface OneProject {
  readonly group: Group;
  readonly plan: number;
  readonly executed: number;
  /** Obligations that are late. */
  readonly late: number;
}

/** What one build says on one day: the sums of all projects, and those that are not the same in the other. */
export interface Side {
  readonly sums: ReadonlyMap<string, { readonly group: Group; readonly figures: GroupFigures }>;
  readonly projects: ReadonlyMap<string, OneProject>;
}

export const keyOf = ({ province, source, planYear }: Group): string => `${province.set} ${province.code} ${source} ${planYear}`;

export interface GroupFound extends Omit<GroupDifference, 'samples' | 'sentence'> {
  /** Ids of the projects to show. */
  readonly shown: readonly string[];
}

const NONE: GroupFigures = { projects: 0, plan: 0, executed: 0, late: 0 };

/** The groups whose sums or projects are not the same, by province, source and plan year. */
export function groupsThatDiffer(before: Side, after: Side): readonly GroupFound[] {
  const members = new Map<string, string[]>();
  const ids = [...new Set([...before.projects.keys(), ...after.projects.keys()])].sort();
  const weight = (id: string): number => (moves(before.projects.get(id), after.projects.get(id)) ? 0 : 1);
  for (const id of ids.sort((a, b) => weight(a) - weight(b))) {
    const keys = [before.projects.get(id), after.projects.get(id)].flatMap((project) => (project ? [keyOf(project.group)] : []));
    for (const key of new Set(keys)) members.set(key, [...(members.get(key) ?? []), id]);
  }
  let left = SHOWN_MAX;
  return [...new Set([...before.sums.keys(), ...after.sums.keys()])].sort().flatMap((key) => {
    const group = (after.sums.get(key) ?? before.sums.get(key))?.group as Group;
    const [was, is] = [before.sums.get(key)?.figures ?? NONE, after.sums.get(key)?.figures ?? NONE];
    const differing = members.get(key) ?? [];
    if (differing.length === 0 && sameFigures(was, is)) return [];
    const shown = differing.slice(0, Math.min(SAMPLES_MAX, left));
    left -= shown.length;
    return [{ ...group, provinceName: provinceName(group.province), before: was, after: is, differing: differing.length, shown }];
  });
}

/** Whether a figure of the board changes, and not only a text or a day: those are shown first. */
const moves = (was: OneProject | undefined, is: OneProject | undefined): boolean =>
  was === undefined || is === undefined || was.plan !== is.plan || was.executed !== is.executed || was.late !== is.late;

const sameFigures = (a: GroupFigures, b: GroupFigures): boolean =>
  a.projects === b.projects && a.plan === b.plan && a.executed === b.executed && a.late === b.late;

/** All that one build has of a project that is shown. */
export interface ProjectCells {
  readonly code: string;
  /** Figures and columns by name; `facts` apart. */
  readonly cells: Readonly<Record<string, string | number | null>>;
  /** One of `FACT_WIDTH` numbers for each event, in stream order. */
  readonly facts: readonly number[];
}

export interface ShownProject {
  readonly id: string;
  readonly before: ProjectCells | null;
  readonly after: ProjectCells | null;
  /** Every event of the project's stream up to the position of both builds, in order. */
  readonly events: readonly Omit<EventBehind, 'error'>[];
  /** Where the stream waits in the build that answers; null: nowhere. */
  readonly parked: { readonly fromRevision: number; readonly error: string } | null;
}

/** What of a project is not the same, and the events behind it: the parked one, those whose facts differ, or the last that touch what differs. */
export function projectDifference({ id, before, after, events, parked }: ShownProject): ProjectDifference {
  const what = before === null ? 'appears' : after === null ? 'disappears' : 'changes';
  const figures = before === null || after === null ? [] : figuresThatDiffer(before, after);
  const revisions = new Set(revisionsThatDiffer(before?.facts ?? [], after?.facts ?? []));
  if (parked !== null) revisions.add(parked.fromRevision);
  const exact = events.filter(({ revision }) => revisions.has(revision));
  const behind = exact.length > 0 ? exact : events.filter(({ type }) => figures.some(({ figure }) => touches(type, figure))).toReversed();
  const shown = behind.slice(0, EVENTS_MAX).map((event) => ({
    ...event,
    error: parked?.fromRevision === event.revision ? parked.error : null,
  }));
  const found = { id, code: (after ?? before)?.code ?? '', what, figures, events: shown, eventsInAll: behind.length } as const;
  return { ...found, sentence: projectSentence(found) };
}

function figuresThatDiffer(before: ProjectCells, after: ProjectCells): readonly DifferingFigure[] {
  const figures = new Set([...Object.keys(before.cells), ...Object.keys(after.cells)]);
  const found = [...figures].flatMap((figure) => {
    const [was, is] = [before.cells[figure] ?? null, after.cells[figure] ?? null];
    return was === is ? [] : [{ figure, name: nameOf(figure), before: was, after: is }];
  });
  if (found.length > 0 || revisionsThatDiffer(before.facts, after.facts).length === 0) return found;
  const [was, is] = [before.facts.length / FACT_WIDTH, after.facts.length / FACT_WIDTH];
  return [{ figure: 'facts', name: nameOf('facts'), before: was, after: is }]; // Of another day than the one asked for.
}

/** A fact's place is its event's revision. */
function revisionsThatDiffer(before: readonly number[], after: readonly number[]): readonly number[] {
  const revisions: number[] = [];
  for (let at = 0; at < Math.max(before.length, after.length); at += FACT_WIDTH) {
    let same = true;
    for (let number = at; number < at + FACT_WIDTH; number += 1) same &&= before[number] === after[number];
    if (!same) revisions.push(at / FACT_WIDTH);
  }
  return revisions;
}

/** Joins what was found; counts are exact, whatever is shown. */
export function businessDifferences(
  asOf: string,
  { before, after }: { readonly before: Side; readonly after: Side },
  groups: readonly GroupFound[],
  shown: ReadonlyMap<string, ProjectDifference>,
): BusinessDifferences {
  const [was, is] = [before.projects, after.projects];
  const appearing = [...is.keys()].filter((id) => !was.has(id)).length;
  const disappearing = [...was.keys()].filter((id) => !is.has(id)).length;
  return {
    asOf,
    appearing,
    disappearing,
    changing: is.size - appearing,
    groups: groups.map(({ shown: ids, ...group }) => ({
      ...group,
      samples: ids.flatMap((id) => shown.get(id) ?? []),
      sentence: groupSentence(group),
    })),
  };
}
