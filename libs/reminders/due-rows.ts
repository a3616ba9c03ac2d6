import type { DatabaseSync } from 'node:sqlite';
import type { Subject } from '#lifecycle/obligation/course';
import type { Obligation, ObligationKind } from '#lifecycle/obligation/obligation';
import type { Holder } from '#lifecycle/obligation/holder';
import { arraysOf, statementOf } from '#read-models/kept-statements';
import type { Source } from '#reference/province-ref';
import type { Grounds } from './clock-model/grounds.ts';
import { isPayment, ladderSteps } from './clock-model/obligations-table.ts';
import type { TrackedProject } from './clock-model/projects.ts';
import type { Watched } from './look.ts';
import { provinceOf } from './scope.ts';

/** An open obligation with what a sweep needs of it. */
export interface OpenRow extends Watched {
  readonly n: number;
  readonly kind: ObligationKind;
  readonly code: string;
  readonly due: string;
  readonly unit: Obligation['unit'];
  /** Event that started it. */
  readonly event: string;
  readonly rule: string;
  readonly ladder: string;
  readonly calendar: string | null;
  /** Day from which somebody must look; null: none. */
  readonly wakeOn: string | null;
  /** Counts what changed about it: whoever looked at another turn must look again. */
  readonly turn: number;
}

export const OPEN_COLUMNS = `
  o.project, o.key, o.kind, o.started_on, o.started_by, o.actor, o.due, o.unit, o.paused, o.holder, o.pays, o.rule, o.calendar, o.wake_on,
  o.turn, p.id, p.code, p.scope, p.source, p.unit AS organisation FROM clock_obligation o JOIN clock_project p ON p.n = o.project`;

/** Where the next page goes on. */
export type After = readonly [wakeOn: string, due: string, project: number, key: string];
export const FROM_THE_START: After = ['', '', 0, ''];

interface Tables {
  readonly db: DatabaseSync;
  readonly grounds: Grounds;
}

/** Obligations that must be looked at by a day, the longest waiting first. */
export function wakingBy({ db, grounds }: Tables, day: string, after: After, limit: number): readonly OpenRow[] {
  const rows = statementOf(
    db,
    `SELECT ${OPEN_COLUMNS} WHERE o.wake_on <= ? AND (o.wake_on, o.due, o.project, o.key) > (?, ?, ?, ?)
     ORDER BY o.wake_on, o.due, o.project, o.key LIMIT ?`,
  ).all(day, ...after, limit);
  return rows.map((row) => openRow(row, grounds));
}

export const afterOf = ({ wakeOn, due, n, obligation }: OpenRow): After => [wakeOn ?? '', due, n, obligation];

/** The open obligations of a project. */
export const openOf = (db: DatabaseSync, grounds: Grounds, project: string): readonly OpenRow[] =>
  statementOf(db, `SELECT ${OPEN_COLUMNS} WHERE p.id = ? ORDER BY o.due, o.key`)
    .all(project)
    .map((row) => openRow(row, grounds));

/** Steps that a recipient has had for one obligation and due day. */
export function claimedOf(
  db: DatabaseSync,
  { project, obligation, due }: Pick<OpenRow, 'project' | 'obligation' | 'due'>,
): (recipient: string) => ReadonlySet<string> {
  const rows = arraysOf(db, 'SELECT recipient, step FROM clock_step WHERE project = ? AND obligation = ? AND due = ?');
  let steps: Map<string, Set<string>> | null = null;
  return (recipient) => {
    if (steps === null) {
      steps = new Map();
      for (const [who, step] of rows.all(project, obligation, due) as unknown as readonly (readonly [string, string])[]) {
        const had = steps.get(who);
        if (had === undefined) steps.set(who, new Set([step]));
        else had.add(step);
      }
    }
    return steps.get(recipient) ?? NONE;
  };
}

const NONE: ReadonlySet<string> = new Set();

/** An obligation that is not among the rows: as it will be on another day. */
export function openRowOf({ n, id, track }: TrackedProject, obligation: Obligation, grounds: Grounds): OpenRow {
  const subject = track.subject as Subject;
  const { ladder, steps } = ladderSteps(grounds, subject, obligation);
  const { key, kind, startedOn, startedBy, due, unit, paused, holder, rule, calendar } = obligation;
  return {
    ...{ n, project: id, obligation: key, kind, code: subject.code, due, unit, paused, holder, calendar, steps, startedOn },
    ...{ event: startedBy.eventId, startedBy: startedBy.actor, awaitsPayment: isPayment(track, kind), rule: rule.id },
    ...{ source: subject.source, province: subject.province, implementingUnit: subject.implementingUnit },
    ...{ ladder: ladder?.id ?? '', wakeOn: null, turn: 0 },
  };
}

export function openRow(row: Readonly<Record<string, unknown>>, grounds: Grounds): OpenRow {
  const source = row['source'] as Source;
  const province = provinceOf(String(row['scope']));
  const dated = { kind: row['kind'] as ObligationKind, startedOn: String(row['started_on']), due: String(row['due']) };
  const { ladder, steps } = ladderSteps(grounds, { source, province }, dated);
  return {
    ...dated,
    n: Number(row['project']),
    project: String(row['id']),
    code: String(row['code']),
    obligation: String(row['key']),
    unit: row['unit'] as Obligation['unit'],
    event: String(row['started_by']),
    startedBy: String(row['actor']),
    paused: row['paused'] === 1,
    holder: row['holder'] as Holder,
    awaitsPayment: row['pays'] === 1,
    rule: String(row['rule']),
    calendar: row['calendar'] as string | null,
    source,
    province,
    implementingUnit: row['organisation'] as string | null,
    ladder: ladder?.id ?? '',
    steps,
    wakeOn: row['wake_on'] as string | null,
    turn: Number(row['turn']),
  };
}
