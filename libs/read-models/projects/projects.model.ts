import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { STAGES } from '#contracts/figures';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { projectTypes } from '../known-events.ts';
import type { ModelEvent, ModelWriter, ReadModel } from '../model.ts';
import { joinPostings, Postings, POSTINGS_TABLE } from './postings.ts';
import { type ProjectState, type ProjectText, stateAfter, textOfDraft, textOfNeed } from './project-row.ts';
import { filterWords, stageWord } from './filter-words.ts';
import { searchable } from './words.ts';

/**
 * The project list: one row of texts and one of state for each project, and the words by which it is found and filtered. A
 * project's number is the place of its first event in the log, so that it is the same however the rows were built.
 */
export const projects: ReadModel = {
  name: 'projects',
  version: 1,
  tables: `
CREATE TABLE projects_text (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, code TEXT NOT NULL, title TEXT NOT NULL, implementing_unit TEXT,
  beneficiary TEXT NOT NULL, tax_code TEXT, commune TEXT NOT NULL, source TEXT NOT NULL, plan_year INTEGER NOT NULL,
  province_set TEXT NOT NULL, province TEXT NOT NULL, content TEXT NOT NULL, search TEXT NOT NULL
) STRICT;
CREATE TABLE projects_state (
  n INTEGER PRIMARY KEY, stage INTEGER NOT NULL, stage_on TEXT NOT NULL, before_return INTEGER NOT NULL, requested INTEGER,
  approved INTEGER, executed INTEGER NOT NULL, settled INTEGER, revision INTEGER NOT NULL
) STRICT;
${POSTINGS_TABLE};`,
  indexes: `
CREATE INDEX projects_by_code ON projects_text (code);
CREATE INDEX projects_by_title ON projects_text (substr(search, 1, 80));
CREATE INDEX projects_by_approved ON projects_state (ifnull(approved, -1));
CREATE INDEX projects_by_executed ON projects_state (executed);
CREATE INDEX projects_by_stage_on ON projects_state (stage_on);`,
  types: projectTypes,
  open: (db) => new ProjectsWriter(db),
  merge: { projects_word: { key: ['word', 'block'], column: 'projects', join: joinPostings } },
};

const PREFIX = 'project-';

/** Projects kept in memory between flushes, about 300 bytes each. */
const KEPT_MAX = 20_000;

/** In a rebuild, where writing a project once and not again is what counts; those that came to their end go first. */
const KEPT_IN_REBUILD_MAX = 100_000;

/** Stages after which events are rare. */
const ENDS: ReadonlySet<string> = new Set(['settled', 'not-eligible', 'rejected', 'not-in-plan', 'stopped', 'withdrawn', 'kept-for-later']);

/** Stages whose texts will change again. */
const UNREGISTERED: ReadonlySet<string> = new Set(['surveyed', 'draft']);

interface Kept {
  readonly n: number;
  /** null: as in the table. */
  text: ProjectText | null;
  state: ProjectState;
  changed: boolean;
  /** Whether the tables have a row of it. */
  stored: boolean;
}

type StateRow = readonly [
  n: number,
  stage: number,
  stageOn: string,
  beforeReturn: number,
  requested: number | null,
  approved: number | null,
  executed: number,
  settled: number | null,
  revision: number,
];

class ProjectsWriter implements ModelWriter {
  readonly #kept = new Map<string, Kept>();
  readonly #postings: Postings;
  readonly #find: StatementSync;
  readonly #text: StatementSync;
  readonly #putText: StatementSync;
  readonly #dropText: StatementSync;
  readonly #putState: StatementSync;
  readonly #stage: StatementSync;

  constructor(db: DatabaseSync) {
    this.#postings = new Postings(db);
    this.#find = db.prepare(
      'SELECT s.n, stage, stage_on, before_return, requested, approved, executed, settled, revision FROM projects_text t JOIN projects_state s ON s.n = t.n WHERE t.id = ?',
    );
    this.#find.setReturnArrays(true);
    this.#text = db.prepare(
      'SELECT id, code, title, implementing_unit, beneficiary, tax_code, commune, source, plan_year, province_set, province, content FROM projects_text WHERE n = ?',
    );
    this.#putText = db.prepare(`INSERT INTO projects_text VALUES (${Array.from({ length: 14 }, () => '?').join(', ')})`);
    this.#dropText = db.prepare('DELETE FROM projects_text WHERE n = ?');
    this.#putState = db.prepare('INSERT OR REPLACE INTO projects_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#stage = db.prepare('SELECT stage FROM projects_state WHERE n = ?');
  }

  /** @throws Error an event before the survey: the stream is damaged */
  apply(event: ModelEvent): void {
    const kept = this.#kept.get(event.stream) ?? this.#load(event.stream.slice(PREFIX.length));
    const happened = new Happened(event) as unknown as ProjectEvent;
    const state = stateAfter(kept?.state ?? null, happened, event);
    const text = this.#textAfter(kept, happened, event);
    if (kept === null && text === null) throw new Error(`${event.stream} begins with ${event.type}`);
    const now = kept ?? { n: numberOf(event.position), text: null, state, changed: true, stored: false };
    now.state = state;
    now.changed = true;
    if (text !== null) now.text = text;
    if (this.#kept.get(event.stream) !== now) this.#kept.set(event.stream, now);
  }

  flush(): void {
    for (const kept of [...this.#kept.values()].filter(({ changed }) => changed).sort((a, b) => a.n - b.n)) this.#write(kept);
    this.#postings.flush();
    if (this.#kept.size > KEPT_MAX) this.#kept.clear();
  }

  reset(): void {
    this.#kept.clear();
    this.#postings.reset();
  }

  relieve(): void {
    for (const [stream, kept] of this.#kept) {
      const ended = ENDS.has(kept.state.stage);
      if (kept.text !== null && !kept.stored && !UNREGISTERED.has(kept.state.stage)) this.#write(kept);
      if (ended && this.#kept.size > KEPT_IN_REBUILD_MAX / 2) {
        if (kept.changed) this.#write(kept);
        this.#kept.delete(stream);
      }
    }
    if (this.#kept.size > KEPT_IN_REBUILD_MAX) this.flush();
    if (this.#postings.full) this.#postings.flush();
  }

  #textAfter(kept: Kept | null, event: ProjectEvent, { stream }: ModelEvent): ProjectText | null {
    if (event.type === 'NeedSurveyed' || event.type === 'NeedFoundNotEligible') return textOfNeed(stream.slice(PREFIX.length), event.data);
    if (kept === null || (event.type !== 'ProjectDrafted' && event.type !== 'ProjectRegistered')) return null;
    return textOfDraft(kept.text ?? this.#storedText(kept.n), event.data);
  }

  #load(id: string): Kept | null {
    const row = this.#find.get(id) as unknown as StateRow | undefined;
    if (row === undefined) return null;
    const [n, stage, stageOn, beforeReturn, requested, approved, executed, settled, revision] = row;
    const state: ProjectState = {
      stage: stageOf(stage),
      stageOn,
      beforeReturn: stageOf(beforeReturn),
      requested,
      approved,
      executed,
      settled,
      revision,
    };
    return { n, text: null, state, changed: false, stored: true };
  }

  #storedText(n: number): ProjectText {
    const row = this.#text.get(n) as Readonly<Record<string, never>>;
    return {
      id: row['id'] as never,
      code: row['code'] as never,
      title: row['title'] as never,
      implementingUnit: row['implementing_unit'] as never,
      beneficiary: row['beneficiary'] as never,
      taxCode: row['tax_code'] as never,
      commune: row['commune'] as never,
      source: row['source'] as never,
      planYear: row['plan_year'] as never,
      province: { set: row['province_set'] as never, code: row['province'] as never },
      content: row['content'] as never,
    };
  }

  #write(kept: Kept): void {
    const { n, text, state } = kept;
    const words = new Set([stageWord(state.stage)]);
    const before = new Set<string>();
    if (kept.stored) before.add(stageWord(this.#storedStage(n)));
    if (text !== null) {
      if (kept.stored) addWords(before, this.#storedText(n));
      const search = addWords(words, text);
      if (kept.stored) this.#dropText.run(n);
      this.#writeText(n, text, search);
    }
    this.#postings.change(n, before, words);
    const { stage, stageOn, beforeReturn, requested, approved, executed, settled, revision } = state;
    this.#putState.run(n, STAGES.indexOf(stage), stageOn, STAGES.indexOf(beforeReturn), requested, approved, executed, settled, revision);
    kept.text = null;
    kept.changed = false;
    kept.stored = true;
  }

  #writeText(n: number, text: ProjectText, search: string): void {
    const { id, code, title, implementingUnit, beneficiary, taxCode, commune, source, planYear, province, content } = text;
    this.#putText.run(
      n,
      id,
      code,
      title,
      implementingUnit,
      beneficiary,
      taxCode,
      commune,
      source,
      planYear,
      province.set,
      province.code,
      content,
      search,
    );
  }

  #storedStage(n: number): string {
    return stageOf((this.#stage.get(n) as { stage: number }).stage);
  }
}

/** Type and data of an event as the rules know them; the data is parsed only when a rule asks for it. */
class Happened {
  readonly type: string;
  readonly #event: ModelEvent;

  constructor(event: ModelEvent) {
    this.type = event.type;
    this.#event = event;
  }

  get data(): object {
    return this.#event.data;
  }
}

/** @throws TypeError not a position of digits that fit a number */
function numberOf(position: string): number {
  const number = Number(position);
  if (!Number.isSafeInteger(number)) throw new TypeError(`not a position that can number a project: ${position}`);
  return number;
}

const stageOf = (code: number) => {
  const stage = STAGES[code];
  if (stage === undefined) throw new RangeError(`no stage ${code}`);
  return stage;
};

/** Adds the words of a project's texts and filters; returns the text that a search compares. */
function addWords(to: Set<string>, text: ProjectText): string {
  const search = searchable(text, to);
  to.add(filterWords.source(text.source));
  to.add(filterWords.year(text.planYear));
  to.add(filterWords.province(text.province.set, text.province.code));
  to.add(filterWords.content(text.content));
  return search;
}
