import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Obligation } from '#lifecycle/obligation/obligation';
import { addDays, days } from '#lifecycle/calendar-date';
import { scopeOf } from '#lifecycle/rulebook/rulebook.events';
import { predecessorsOf, successorOf } from '#reference/provinces';
import { instantOf } from '../vietnam-time.ts';
import { provinceOf } from '../scope.ts';
import type { Grounds } from './grounds.ts';
import { CHUNK_PROJECTS, type Projects, trackedOf } from './projects.ts';
import type { Why } from './obligations-table.ts';

/** Work over many projects that a change asks for: done in small steps, and taken up again after a crash. */
export type Task =
  /** Rules changed, or the day went back: every deadline is looked at. `scope` null: of all provinces. */
  | { readonly do: 'judge'; readonly scope: string | null; readonly event: string | null }
  /** Days off changed: the running deadlines that count them, and steps near them. */
  | { readonly do: 'recount'; readonly scope: string | null; readonly days: readonly ChangedDay[]; readonly event: string | null }
  /** Who is reminded, or of what, changed. `kind` null: of everything. */
  | { readonly do: 'look'; readonly scope: string | null; readonly kind: string | null };

export interface ChangedDay {
  readonly date: string;
  readonly notice: string;
}

/** A step moves off a day off by so many days at most (Tết with its weekends is nine). */
const NEAR_DAYS = 15;
const SETTLED_STEPS = 20;

export class Tasks {
  readonly #add: StatementSync;
  readonly #next: StatementSync;
  readonly #after: StatementSync;
  readonly #done: StatementSync;
  readonly #turning: StatementSync;
  readonly #page: StatementSync;
  readonly #near: StatementSync;
  readonly #wake: StatementSync;
  readonly #any: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly grounds: Grounds,
    private readonly projects: Projects,
  ) {
    this.#add = db.prepare(
      'INSERT INTO clock_task (on_day, task, after) VALUES (?, ?, 0) ON CONFLICT (on_day, task) DO UPDATE SET after = 0',
    );
    this.#next = db.prepare('SELECT n, task, after FROM clock_task WHERE on_day <= ? ORDER BY n LIMIT 1');
    this.#after = db.prepare('UPDATE clock_task SET after = ?2 WHERE n = ?1');
    this.#done = db.prepare('DELETE FROM clock_task WHERE n = ?');
    this.#turning = db.prepare('SELECT n, id, track FROM clock_project WHERE turn_on <= ? ORDER BY turn_on LIMIT ?');
    this.#page = db.prepare('SELECT n, id, scope, track FROM clock_project WHERE n > ? ORDER BY n LIMIT ?');
    this.#near = db.prepare(`
      SELECT n, id, scope, track FROM clock_project WHERE n > ?1 AND n IN (
        SELECT project FROM clock_obligation WHERE unit = 'working' AND due >= ?2 AND started_on <= ?3
        UNION SELECT project FROM clock_obligation WHERE wake_on BETWEEN ?4 AND ?5
      ) ORDER BY n LIMIT ?6`);
    this.#any = db.prepare('SELECT 1 FROM clock_obligation LIMIT 1');
    this.#wake = db.prepare(`
      UPDATE clock_obligation SET wake_on = min(coalesce(wake_on, ?2), ?2), turn = turn + 1
      WHERE project = ?1 AND paused = 0 AND first_on <= ?2 AND (?3 IS NULL OR kind = ?3)`);
  }

  /** @param onDay not before */
  add(task: Task, onDay: string = this.grounds.today): void {
    if (onDay > this.grounds.today || this.#any.get() !== undefined) this.#add.run(onDay, JSON.stringify(task));
  }

  /** Before days off or rules change once more: what moved is put down to the change that moved it. At most so many steps, not to block. */
  settle(steps: number = SETTLED_STEPS): void {
    for (let left = steps; left > 0 && this.#next.get(this.grounds.today) !== undefined; left--) this.step();
  }

  /** When a day's own work is done: at its begin in Vietnam. */
  get #at(): string {
    return instantOf(this.grounds.today, '00:00');
  }

  /** The steps of a project's deadlines that have come are looked at again. */
  wake(n: number, kind: string | null): void {
    this.#wake.run(n, this.grounds.today, kind);
  }

  /** The next piece of the first task, or of the projects whose deadlines a new day changes. False: nothing is left to do today. */
  step(): boolean {
    const { today } = this.grounds;
    const task = this.#next.get(today);
    if (task !== undefined) {
      this.#advance(Number(task['n']), JSON.parse(String(task['task'])) as Task, Number(task['after']));
      return true;
    }
    const turning = this.#turning.all(today, CHUNK_PROJECTS);
    for (const row of turning) this.projects.evaluate(trackedOf(row), { event: null, notice: null, at: this.#at });
    return turning.length > 0;
  }

  #advance(n: number, task: Task, after: number): void {
    const rows = this.#rows(task, after);
    const scopes = task.scope === null ? null : scopesUnder(task.scope);
    for (const row of rows) if (scopes === null || scopes.has(String(row['scope']))) this.#do(task, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK_PROJECTS) this.#done.run(n);
    else this.#after.run(n, Number(last['n']));
  }

  #rows(task: Task, after: number) {
    if (task.do !== 'recount') return this.#page.all(after, CHUNK_PROJECTS);
    const dates = task.days.map(({ date }) => date).sort();
    const [first = '', last = ''] = [dates[0], dates.at(-1)];
    return this.#near.all(after, first, last, addDays(first, days(-NEAR_DAYS)), addDays(last, days(NEAR_DAYS)), CHUNK_PROJECTS);
  }

  #do(task: Task, row: Readonly<Record<string, unknown>>): void {
    switch (task.do) {
      case 'judge':
        return this.projects.evaluate(trackedOf(row), { event: task.event, notice: null, at: this.#at }, true);
      case 'recount':
        return this.projects.evaluate(trackedOf(row), (obligation) => whyOf(task, obligation, this.#at), true);
      case 'look':
        return this.wake(Number(row['n']), task.kind);
    }
  }
}

/** The notice of the last changed day up to the due day. */
function whyOf({ days: changed, event }: Extract<Task, { do: 'recount' }>, obligation: Obligation | null, at: string): Why {
  const within = ({ date }: ChangedDay): boolean => obligation !== null && date > obligation.startedOn && date <= obligation.due;
  return { event, notice: (changed.findLast(within) ?? changed.at(-1))?.notice ?? null, at };
}

/** A province, and those that it became or that became it: to look at one too many changes nothing. */
function scopesUnder(scope: string): ReadonlySet<string> {
  const province = provinceOf(scope);
  const others =
    province.set === 'vn34' ? predecessorsOf(province.code).map(({ code }) => `vn63.${code}`) : [scopeOf(successorOf(province))];
  return new Set([scope, ...others]);
}
