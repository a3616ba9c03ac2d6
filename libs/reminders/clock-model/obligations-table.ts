import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ladderOf, type Step, stepsOf } from '#lifecycle/obligation/ladder-steps';
import type { Obligation, ObligationKind } from '#lifecycle/obligation/obligation';
import type { Subject } from '#lifecycle/obligation/course';
import type { Track } from '#lifecycle/obligation/track';
import type { Ladder } from '#reference/rules/ladders';
import type { Grounds } from './grounds.ts';

/** What moved or ended a deadline: an event of this type, or the notice of a day off; both null: a day passed. */
export interface Why {
  readonly event: string | null;
  readonly notice: string | null;
  /** UTC instant. */
  readonly at: string;
}

interface Judged {
  readonly why: Why | ((obligation: Obligation | null) => Why);
  readonly again: boolean;
}

/** The open obligations, one row each, and how their days have moved. */
export class Obligations {
  readonly #end: StatementSync;
  readonly #begin: StatementSync;
  readonly #of: StatementSync;
  readonly #upsert: StatementSync;
  readonly #delete: StatementSync;
  readonly #move: StatementSync;
  readonly #unsuppress: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly grounds: Grounds,
  ) {
    this.#of = db.prepare(
      'SELECT key, due, paused, holder, pays, started_by, rule, calendar, wake_on, first_on, turn FROM clock_obligation WHERE project = ?',
    );
    this.#upsert = db.prepare('INSERT OR REPLACE INTO clock_obligation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#delete = db.prepare('DELETE FROM clock_obligation WHERE project = ? AND key = ?');
    this.#move = db.prepare(`
      INSERT INTO clock_move SELECT ?1, ?2, coalesce(max(n), 0) + 1, ?3, ?4, ?5, ?6, ?7 FROM clock_move WHERE project = ?1 AND key = ?2`);
    this.#end = db.prepare(`
      INSERT OR REPLACE INTO clock_ended SELECT project, key, kind, due, holder, rule, ?3 FROM clock_obligation WHERE project = ?1 AND key = ?2`);
    this.#begin = db.prepare('DELETE FROM clock_ended WHERE project = ? AND key = ? RETURNING due');
    this.#unsuppress = db.prepare('DELETE FROM clock_suppressed WHERE project = ? AND key = ?');
  }

  /** Makes the rows of a project these obligations, and no others. */
  set({ n, track }: { readonly n: number; readonly track: Track }, now: readonly Obligation[], judged: Judged): void {
    const { subject } = track;
    const before = new Map(this.#of.all(n).map((row) => [String(row['key']), row]));
    for (const obligation of now) {
      const row = before.get(obligation.key);
      before.delete(obligation.key);
      this.#put(n, { track, subject: subject as Subject, obligation }, { row, judged });
    }
    for (const [key, row] of before) {
      const { event, notice, at } = whyOf(judged, null);
      this.#end.run(n, key, at);
      this.#move.run(n, key, String(row['due']), ENDED, at, notice, event);
      this.#delete.run(n, key);
      this.#unsuppress.run(n, key);
    }
  }

  #put(n: number, { track, subject, obligation }: Owed, { row, judged }: { readonly row: Row | undefined; readonly judged: Judged }): void {
    const { key, paused, holder, startedBy, rule, calendar } = obligation;
    // Until the pause ends the day drifts on; what it has moved by is told then.
    const due = paused && row !== undefined ? String(row['due']) : obligation.due;
    const pays = isPayment(track, obligation.kind);
    const told = `${due} ${Number(paused)} ${holder} ${Number(pays)} ${startedBy.eventId}`;
    const same = row !== undefined && told === `${row['due']} ${row['paused']} ${row['holder']} ${row['pays']} ${row['started_by']}`;
    if (same && !judged.again && row['rule'] === rule.id && row['calendar'] === calendar) return;
    const { ladder, steps } = ladderSteps(this.grounds, subject, { ...obligation, due });
    const looked = same && !judged.again;
    const wake = looked ? (row['wake_on'] as string | null) : paused ? null : wakeOf(steps, this.grounds.today);
    const turn = Number(row?.['turn'] ?? 0) + (looked ? 0 : 1);
    this.#upsert.run(
      ...[n, key, obligation.kind, obligation.startedOn, startedBy.eventId, startedBy.actor, due, obligation.unit, Number(paused)],
      ...[holder, Number(pays), rule.id, calendar, steps[0]?.on ?? null, ladder === undefined ? null : wake, turn],
    );
    const was = row === undefined ? this.#begin.get(n, key) : row;
    if (was === undefined || (row !== undefined && was['due'] === due)) return;
    const { event, notice, at } = whyOf(judged, obligation);
    this.#move.run(n, key, row === undefined ? ENDED : String(was['due']), due, at, notice, event);
  }
}

/** Whether it waits for money to be paid: the Sở has confirmed the volume. */
export const isPayment = ({ request }: Track, kind: ObligationKind): boolean => request?.confirmed === true && /-advance$/.test(kind);

/** In place of a day, where a deadline ended or came back. */
export const ENDED = '';

const whyOf = ({ why }: Judged, obligation: Obligation | null): Why => (typeof why === 'function' ? why(obligation) : why);

type Row = Readonly<Record<string, unknown>>;

interface Owed {
  readonly track: Track;
  readonly subject: Subject;
  readonly obligation: Obligation;
}

/** The rules in force on the day it started say how it is reminded of. */
export function ladderSteps(
  grounds: Grounds,
  { source, province }: Pick<Subject, 'source' | 'province'>,
  obligation: Pick<Obligation, 'kind' | 'startedOn' | 'due'>,
): { readonly ladder: Ladder | undefined; readonly steps: readonly Step[] } {
  const ladder = ladderOf(grounds.rulesFor({ source, province }), { kind: obligation.kind, source, province }, obligation.startedOn);
  return { ladder, steps: ladder === undefined ? [] : stepsOf(ladder, obligation, grounds.calendarOf(province)) };
}

/** The day of the latest step that has come, else of the first; null: there is none. */
const wakeOf = (steps: readonly Step[], today: string): string | null => (steps.findLast(({ on }) => on <= today) ?? steps[0])?.on ?? null;
