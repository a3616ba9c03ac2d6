import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ProvinceRef, Source } from '#reference/province-ref';
import { dayNumber } from '#lifecycle/calendar-date';
import { FACT_WIDTH, readFacts } from './facts.ts';
import { PlanYear } from './plan-year.ts';
import type { Moment } from './standing.ts';

/** One project of the ledger. `facts`: see `readFacts`. */
export interface LedgerProject {
  readonly id: string;
  /** Its stream's number, by which the project list knows it too. */
  readonly number: number;
  readonly code: string;
  readonly title: string;
  readonly source: Source;
  readonly planYear: number;
  readonly province: ProvinceRef;
  readonly content: string;
  /** Contract stream; null: no contract. When it was signed is a fact. */
  readonly contract: string | null;
  readonly facts: readonly number[];
}

type Row = readonly [
  ...[id: string, code: string, title: string, source: Source, planYear: number, set: ProvinceRef['set'], province: string],
  ...[content: string, contract: string | null, facts: string, changed: string, events: number, number: number],
];

const COLUMNS = `id, code, title, source, plan_year, province_set, province, content, contract, facts, changed, events,
  (SELECT number FROM stream_revision WHERE stream = 'project-' || id)`;

/**
 * A question folds the projects of a year or two: read in this order they lie side by side in memory, which halves its time where the file has
 * them in another. Only the order is sorted, not the rows; without the LIMIT, SQLite drops it.
 */
const BY_YEAR = `FROM (SELECT rowid AS place FROM figures_project ORDER BY plan_year, rowid LIMIT -1)
  CROSS JOIN figures_project f ON f.rowid = place`;

/**
 * The figures of one read-model file in memory, because a board at any date folds every project anew: about 1 KB a project.
 * It follows the file: rows changed since the last look are read again, and when the sum of events then differs (a parked stream
 * was taken in late, with old positions) everything is. One per connection; a rebuilt file needs a new one.
 */
export class Ledger {
  readonly #version: readonly StatementSync[];
  readonly #all: StatementSync;
  readonly #since: StatementSync;
  readonly #sum: StatementSync;
  readonly #projects = new Map<string, LedgerProject>();
  readonly #byYear = new Map<number, PlanYear<LedgerProject>>();
  readonly #members = new Map<string, LedgerProject[]>();
  readonly #provinces = new Map<string, ProvinceRef>();
  readonly #texts = new Map<string, string>();
  #seenVersion = '';
  #seenPosition = '';
  #seenEvents = 0;

  constructor(db: DatabaseSync) {
    // They change with a commit of another connection, with a row changed by this one, and with a table made anew.
    this.#version = ['PRAGMA data_version', 'SELECT total_changes()', 'PRAGMA schema_version'].map((sql) => db.prepare(sql));
    this.#all = db.prepare(`SELECT ${COLUMNS} ${BY_YEAR}`);
    this.#since = db.prepare(`SELECT ${COLUMNS} FROM figures_project WHERE changed > ?`);
    this.#sum = db.prepare('SELECT coalesce(sum(events), 0) FROM figures_project');
    for (const statement of [...this.#version, this.#all, this.#since, this.#sum]) statement.setReturnArrays(true);
  }

  /** Every project, as the file has it now. */
  projects(): Iterable<LedgerProject> {
    this.#refresh();
    return this.#projects.values();
  }

  /** Those of some plan years. */
  *projectsOf(planYears: readonly number[]): Iterable<LedgerProject> {
    this.#refresh();
    for (const year of planYears) yield* this.#byYear.get(year)?.projects ?? [];
  }

  /** Those that may owe something at a moment, of one plan year or (null) of all. */
  owing(planYear: number | null, moment: Moment): readonly LedgerProject[] {
    this.#refresh();
    const years = planYear === null ? [...this.#byYear.values()] : [this.#byYear.get(planYear)];
    return years.flatMap((year) => year?.owing(moment) ?? []);
  }

  project(id: string): LedgerProject | undefined {
    this.#refresh();
    return this.#projects.get(id);
  }

  /** The projects of a contract, at whatever time they joined it. */
  membersOf(contract: string): readonly LedgerProject[] {
    return this.#members.get(contract) ?? [];
  }

  #refresh(): void {
    const version = this.#version.map((statement) => String((statement.get() as unknown as readonly [number])[0])).join('.');
    if (version === this.#seenVersion) return;
    this.#takeChanged();
    const [events] = this.#sum.get() as unknown as readonly [number];
    if (events !== this.#seenEvents) {
      this.#forget();
      this.#takeChanged();
    }
    this.#seenVersion = version;
  }

  #takeChanged(): void {
    const rows = this.#seenPosition === '' ? this.#all.iterate() : this.#since.iterate(this.#seenPosition);
    for (const row of rows as unknown as Iterable<Row>) this.#take(row);
  }

  #take([id, code, title, source, planYear, set, province, content, contract, text, changed, events, number]: Row): void {
    const facts = readFacts(text);
    const before = this.#projects.get(id);
    const place = this.#province(set, province);
    const project = {
      id,
      number,
      code,
      title,
      source: this.#once(source),
      planYear,
      province: place,
      content: this.#once(content),
      contract,
      facts,
    };
    this.#projects.set(id, project);
    if (before !== undefined && before.planYear !== planYear) this.#byYear.get(before.planYear)?.remove(id);
    let year = this.#byYear.get(planYear);
    if (year === undefined) this.#byYear.set(planYear, (year = new PlanYear()));
    year.put(project);
    this.#seenEvents += events - (before === undefined ? 0 : before.facts.length / FACT_WIDTH);
    if (changed > this.#seenPosition) this.#seenPosition = changed;
    if (before !== undefined) this.#leave(before);
    if (contract === null) return;
    const members = this.#members.get(contract);
    if (members === undefined) this.#members.set(contract, [project]);
    else members.push(project);
  }

  #leave(before: LedgerProject): void {
    const members = before.contract === null ? undefined : this.#members.get(before.contract);
    members?.splice(members.indexOf(before), 1);
  }

  #forget(): void {
    this.#projects.clear();
    this.#byYear.clear();
    this.#members.clear();
    this.#seenPosition = '';
    this.#seenEvents = 0;
  }

  /** One copy of a text that many projects share. */
  #once<Text extends string>(text: Text): Text {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return (known ?? text) as Text;
  }

  #province(set: ProvinceRef['set'], code: string): ProvinceRef {
    const key = set + code;
    let ref = this.#provinces.get(key);
    if (ref === undefined) this.#provinces.set(key, (ref = { set, code }));
    return ref;
  }
}

/** The moment of a pair of dates: facts of the day itself count, and so does all that was recorded before the end of `knownAt`. */
export const momentOf = (asOf: string, knownAt: string | null): Moment => ({
  asOfDay: dayNumber(asOf),
  knownDay: knownAt === null ? Infinity : dayNumber(knownAt),
});
