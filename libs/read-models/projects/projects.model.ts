import type { DatabaseSync } from 'node:sqlite';
import type { Stage } from '#contracts/figures';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { fold } from '#reference/fold';
import { projectTypes } from '../known-events.ts';
import type { ModelEvent, ModelWriter, ReadModel } from '../model.ts';
import { holdsPostings, joinPostings, Postings, POSTINGS_TABLE } from './postings.ts';
import { Happened } from './moved-project.ts';
import { type ProjectState, moved } from './project-row.ts';
import { ProjectTables } from './project-tables.ts';
import { type ProjectText, serialsOf, textOfDetails, textOfDraft, textOfNeed, textOfPending } from './project-text.ts';
import { filterWords, stageWord } from './filter-words.ts';
import { searchable } from './words.ts';

/**
 * The project list: one row of texts and one of state for each project, and the words by which it is found and filtered. A
 * project's number is the place of its first event in the log, so that it is the same however the rows were built.
 */
export const projects: ReadModel = {
  name: 'projects',
  // 2: the stages submitted and proposed, amounts appraised, officers, obstacles, serials; texts follow adjustments and corrections.
  version: 2,
  tables: `
CREATE TABLE projects_text (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, code TEXT NOT NULL, title TEXT NOT NULL, implementing_unit TEXT,
  beneficiary TEXT NOT NULL, tax_code TEXT, commune TEXT NOT NULL, source TEXT NOT NULL, plan_year INTEGER NOT NULL,
  province_set TEXT NOT NULL, province TEXT NOT NULL, content TEXT NOT NULL, search TEXT NOT NULL, serials TEXT, name_key INTEGER NOT NULL
) STRICT;
CREATE TABLE projects_state (
  n INTEGER PRIMARY KEY, stage INTEGER NOT NULL, stage_on TEXT NOT NULL, before_return INTEGER NOT NULL, requested INTEGER,
  appraised INTEGER, appraised_before INTEGER, approved INTEGER, executed INTEGER NOT NULL, settled INTEGER, officer TEXT,
  obstacles INTEGER NOT NULL, pending TEXT, revision INTEGER NOT NULL
) STRICT;
${POSTINGS_TABLE};`,
  indexes: `
CREATE INDEX projects_by_code ON projects_text (code);
CREATE INDEX projects_by_name ON projects_text (name_key);
CREATE INDEX projects_by_title ON projects_text (substr(search, 1, 80));
CREATE INDEX projects_by_approved ON projects_state (ifnull(approved, -1));
CREATE INDEX projects_by_executed ON projects_state (executed);
CREATE INDEX projects_by_stage_on ON projects_state (stage_on);`,
  types: projectTypes,
  open: (db) => new ProjectsWriter(db),
  merge: { projects_word: { key: ['word', 'block'], column: 'projects', join: joinPostings, holds: holdsPostings } },
};

const PREFIX = 'project-';

/** Projects kept in memory between flushes, about 300 bytes each. */
const KEPT_MAX = 20_000;

/** In a rebuild, where writing a project once and not again is what counts; those that came to their end go first. */
const KEPT_IN_REBUILD_MAX = 60_000;

/** Stages after which events are rare. */
const ENDS: ReadonlySet<string> = new Set(['settled', 'not-eligible', 'rejected', 'not-in-plan', 'stopped', 'withdrawn', 'kept-for-later']);

/** Stages whose texts will change again. */
const UNREGISTERED: ReadonlySet<string> = new Set(['surveyed', 'draft']);

interface Kept {
  readonly n: number;
  /** null: as in the table. */
  text: ProjectText | null;
  readonly state: ProjectState;
  changed: boolean;
  /** Whether the tables have its texts. */
  textStored: boolean;
  /** Stage, officer and obstacle that the tables have words for; null: none. */
  stageStored: Stage | null;
  officerStored: string | null;
  obstacleStored: boolean;
}

const NOTHING_STORED = { stageStored: null, officerStored: null, obstacleStored: false };

class ProjectsWriter implements ModelWriter {
  readonly #kept = new Map<string, Kept>();
  readonly #postings: Postings;
  readonly #tables: ProjectTables;

  constructor(db: DatabaseSync) {
    this.#postings = new Postings(db);
    this.#tables = new ProjectTables(db);
  }

  /** @throws Error an event before the survey: the stream is damaged */
  apply(event: ModelEvent): void {
    const kept = this.#kept.get(event.stream) ?? (event.revision === 0 ? null : this.#load(event.stream.slice(PREFIX.length)));
    const happened = new Happened(event) as unknown as ProjectEvent;
    const text = this.#textAfter(kept, happened, event);
    if (kept === null && text === null) throw new Error(`${event.stream} begins with ${event.type}`);
    const state = moved(kept?.state ?? null, happened, event);
    const now = kept ?? { n: event.streamNumber, text, state, changed: false, textStored: false, ...NOTHING_STORED };
    if (!now.changed) this.#kept.set(event.stream, now);
    now.changed = true;
    if (text !== null) now.text = text;
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
      if (!kept.textStored && !UNREGISTERED.has(kept.state.stage)) this.#writeText(kept);
      if (ENDS.has(kept.state.stage) && this.#kept.size > KEPT_IN_REBUILD_MAX / 2) {
        if (kept.changed) this.#write(kept);
        this.#kept.delete(stream);
      }
    }
    if (this.#kept.size > KEPT_IN_REBUILD_MAX) this.flush();
    if (this.#postings.full) this.#postings.flush();
  }

  /** null: the texts stay. Asked before `moved`, which forgets the pending change. */
  #textAfter(kept: Kept | null, event: ProjectEvent, { stream }: ModelEvent): ProjectText | null {
    if (event.type === 'NeedSurveyed' || event.type === 'NeedFoundNotEligible') return textOfNeed(stream.slice(PREFIX.length), event.data);
    if (kept === null) return null;
    switch (event.type) {
      case 'ProjectDrafted':
      case 'ProjectRegistered':
        return textOfDraft(this.#textOf(kept), event.data);
      case 'DetailsCorrected':
        return textOfDetails(this.#textOf(kept), event.data.details);
      case 'AdjustmentDecided':
        return event.data.approved ? this.#textChanged(kept, event.data.adjustment) : null;
      case 'ApprovalAdjusted':
        return this.#textChanged(kept, event.data.adjustment);
      default:
        return null;
    }
  }

  #textChanged(kept: Kept, adjustment: string | undefined): ProjectText | null {
    return kept.state.pending === null ? null : textOfPending(this.#textOf(kept), kept.state.pending, adjustment);
  }

  #textOf(kept: Kept): ProjectText {
    return kept.text ?? this.#tables.text(kept.n);
  }

  #load(id: string): Kept | null {
    const found = this.#tables.find(id);
    if (found === null) return null;
    const { stage: stageStored, officer: officerStored, openObstacles } = found.state;
    return { ...found, text: null, changed: false, textStored: true, stageStored, officerStored, obstacleStored: openObstacles > 0 };
  }

  #write(kept: Kept): void {
    this.#writeText(kept);
    this.#writeStage(kept);
    this.#writeOfficer(kept);
    this.#writeObstacle(kept);
    this.#tables.putState(kept.n, kept.state);
    kept.changed = false;
  }

  #writeText(kept: Kept): void {
    const { n, text } = kept;
    if (text === null) return;
    if (kept.textStored) this.#replaceText(n, text);
    else
      this.#tables.insertText(
        n,
        text,
        eachWord(text, (word) => this.#postings.gain(n, word)),
      );
    kept.text = null;
    kept.textStored = true;
  }

  #replaceText(n: number, text: ProjectText): void {
    const [before, after] = [new Set<string>(), new Set<string>()];
    eachWord(this.#tables.text(n), (word) => before.add(word));
    const search = eachWord(text, (word) => after.add(word));
    for (const word of after) if (!before.has(word)) this.#postings.gain(n, word);
    for (const word of before) if (!after.has(word)) this.#postings.lose(n, word);
    this.#tables.deleteText(n);
    this.#tables.insertText(n, text, search);
  }

  #writeStage(kept: Kept): void {
    const { stage } = kept.state;
    if (kept.stageStored === stage) return;
    if (kept.stageStored !== null) this.#postings.lose(kept.n, stageWord(kept.stageStored));
    this.#postings.gain(kept.n, stageWord(stage));
    kept.stageStored = stage;
  }

  #writeOfficer(kept: Kept): void {
    const { officer } = kept.state;
    if (kept.officerStored === officer) return;
    if (kept.officerStored !== null) this.#postings.lose(kept.n, filterWords.officer(kept.officerStored));
    if (officer !== null) this.#postings.gain(kept.n, filterWords.officer(officer));
    kept.officerStored = officer;
  }

  #writeObstacle(kept: Kept): void {
    const open = kept.state.openObstacles > 0;
    if (kept.obstacleStored === open) return;
    if (open) this.#postings.gain(kept.n, filterWords.obstacle());
    else this.#postings.lose(kept.n, filterWords.obstacle());
    kept.obstacleStored = open;
  }
}

/** Tells the words of a project's texts and filters; returns the text that a search compares. */
function eachWord(text: ProjectText, add: (word: string) => void): string {
  add(filterWords.source(text.source));
  add(filterWords.year(text.planYear));
  add(filterWords.province(text.province.set, text.province.code));
  add(filterWords.content(text.content));
  if (text.serials !== null) for (const serial of serialsOf(text)) add(filterWords.serial(fold(serial)));
  return searchable(text, add);
}
