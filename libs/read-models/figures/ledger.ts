import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ProvinceRef, Source } from '#reference/province-ref';
import { dayNumber } from '#lifecycle/calendar-date';
import { type DueDays, dueDaysOf } from './due-days.ts';
import { FACT_WIDTH, readFacts } from './facts.ts';
import type { Moment } from './standing.ts';

/** One project of the ledger. `facts`: see `readFacts`. */
export interface LedgerProject {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly source: Source;
  readonly planYear: number;
  readonly province: ProvinceRef;
  readonly content: string;
  /** Contract stream; null: no contract. When it was signed is a fact. */
  readonly contract: string | null;
  readonly facts: readonly number[];
  /** Between these days something can be due; seen without a look at the facts. */
  readonly due: DueDays;
}

type Row = readonly [string, string, string, Source, number, ProvinceRef['set'], string, string, string | null, string, string, number];

const COLUMNS = 'id, code, title, source, plan_year, province_set, province, content, contract, facts, changed, events';

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
  readonly #byYear = new Map<number, Map<string, LedgerProject>>();
  readonly #members = new Map<string, Set<string>>();
  readonly #provinces = new Map<string, ProvinceRef>();
  readonly #texts = new Map<string, string>();
  #seenVersion = '';
  #seenPosition = '';
  #seenEvents = 0;

  constructor(db: DatabaseSync) {
    // They change with a commit of another connection, with a row changed by this one, and with a table made anew.
    this.#version = ['PRAGMA data_version', 'SELECT total_changes()', 'PRAGMA schema_version'].map((sql) => db.prepare(sql));
    this.#all = db.prepare(`SELECT ${COLUMNS} FROM figures_project`);
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
    for (const year of planYears) yield* this.#byYear.get(year)?.values() ?? [];
  }

  project(id: string): LedgerProject | undefined {
    this.#refresh();
    return this.#projects.get(id);
  }

  /** The projects of a contract, at whatever time they joined it. */
  membersOf(contract: string): readonly LedgerProject[] {
    return [...(this.#members.get(contract) ?? [])]
      .map((id) => this.#projects.get(id))
      .filter((project) => project?.contract === contract) as LedgerProject[];
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

  #take([id, code, title, source, planYear, set, province, content, contract, text, changed, events]: Row): void {
    const facts = readFacts(text);
    const before = this.#projects.get(id);
    const place = this.#province(set, province);
    const project = {
      id,
      code,
      title,
      source: this.#once(source),
      planYear,
      province: place,
      content: this.#once(content),
      contract,
      facts,
      due: dueDaysOf(facts),
    };
    this.#projects.set(id, project);
    if (before !== undefined && before.planYear !== planYear) this.#byYear.get(before.planYear)?.delete(id);
    const year = this.#byYear.get(planYear);
    if (year === undefined) this.#byYear.set(planYear, new Map([[id, project]]));
    else year.set(id, project);
    this.#seenEvents += events - (before === undefined ? 0 : before.facts.length / FACT_WIDTH);
    if (changed > this.#seenPosition) this.#seenPosition = changed;
    if (contract === null) return;
    const members = this.#members.get(contract);
    if (members === undefined) this.#members.set(contract, new Set([id]));
    else members.add(id);
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
