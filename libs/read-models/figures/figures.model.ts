import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Details, Draft, Need, ProjectEvent } from '#lifecycle/project/project.events';
import type { ModelEvent, ModelWriter, ReadModel } from '../model.ts';
import { Days } from './days.ts';
import { FACT_OF, FACT_WIDTH, factOf, writeFacts } from './facts.ts';

/**
 * The money ledger and milestones of every project with both of their times: one row a project, its facts packed behind one
 * another in stream order (see `writeFacts`). A row depends on its own stream only and grows only at its end, so the writer never
 * reads, and the rows come out the same whatever the batches. Why not one row a fact: docs/adr/0008-one-row-a-project.md.
 */
export const figures: ReadModel = {
  name: 'figures',
  // 2: facts 27 to 36; a corrected title counts.
  version: 3,
  tables: `
    CREATE TABLE figures_project (
      id TEXT PRIMARY KEY,
      code TEXT NOT NULL,
      title TEXT NOT NULL,
      source TEXT NOT NULL,
      plan_year INTEGER NOT NULL,
      province_set TEXT NOT NULL,
      province TEXT NOT NULL,
      content TEXT NOT NULL,
      contract TEXT,
      facts TEXT NOT NULL,
      changed TEXT NOT NULL,
      events INTEGER NOT NULL
    ) STRICT`,
  // A reader that keeps the ledger in memory asks for what changed since; `events` makes the check of the sum a walk of the index.
  indexes: 'CREATE INDEX figures_project_changed ON figures_project (changed, events)',
  types: new Set(Object.keys(FACT_OF)),
  open: (db) => new FiguresWriter(db),
};

const STREAM_PREFIX = 'project-';
/** A rebuild keeps so many projects open, about 1 KB each, before it writes the half that began first: most of those have ended. */
const OPEN_PROJECTS_MAX = 20_000;

/** What the events since the last write add to one project. */
interface Pending {
  survey: Survey | null;
  title: string | null;
  contract: string | null;
  /** As `readFacts` gives them: written as text only once. */
  readonly facts: number[];
  changed: string;
}

type Survey = Pick<Need, 'code' | 'source' | 'planYear' | 'province' | 'content'>;

class FiguresWriter implements ModelWriter {
  readonly #open: StatementSync;
  readonly #extend: StatementSync;
  readonly #pending = new Map<string, Pending>();
  readonly #days = new Days();

  constructor(db: DatabaseSync) {
    this.#open = db.prepare(`
      INSERT INTO figures_project VALUES (?, ?, coalesce(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET code = excluded.code, source = excluded.source, plan_year = excluded.plan_year,
        province_set = excluded.province_set, province = excluded.province, content = excluded.content,
        title = CASE excluded.title WHEN '' THEN title ELSE excluded.title END, contract = coalesce(excluded.contract, contract),
        facts = facts || excluded.facts, changed = excluded.changed, events = events + excluded.events`);
    this.#extend = db.prepare(`
      UPDATE figures_project SET title = coalesce(?2, title), contract = coalesce(?3, contract),
        facts = facts || ?4, changed = ?5, events = events + ?6 WHERE id = ?1`);
  }

  /** @throws Error a stream that does not begin with its survey, or dates that are none: it is damaged */
  apply(event: ModelEvent): void {
    const type = event.type as ProjectEvent['type'];
    const survey = type === 'NeedSurveyed' || type === 'NeedFoundNotEligible' ? surveyOf(event.data as unknown as Need) : null;
    if (event.revision === 0 && survey === null) throw new Error(`${event.stream} begins with ${type}`);
    const { kind, value } = factOf(type, event);
    const [occurred, known] = [this.#days.occurred(event.occurredOn), this.#days.known(event.recordedAt)];
    const title = titleOf(type, event);
    const pending = this.#pendingOf(event.stream);
    pending.survey = survey ?? pending.survey;
    pending.title = title ?? pending.title;
    if (type === 'ContractSigned') pending.contract = event.member('contract') as string;
    pending.facts.push(kind, occurred, known, value);
    pending.changed = event.position;
  }

  flush(): void {
    this.#write(this.#pending.size);
  }

  relieve(): void {
    if (this.#pending.size > OPEN_PROJECTS_MAX) this.#write(OPEN_PROJECTS_MAX / 2);
  }

  reset(): void {
    this.#pending.clear();
  }

  /** Writes the `count` projects that have waited longest. */
  #write(count: number): void {
    let left = count;
    for (const [stream, { survey, title, contract, facts: numbers, changed }] of this.#pending) {
      if (left-- === 0) return;
      const id = stream.slice(STREAM_PREFIX.length);
      const facts = writeFacts(numbers);
      const events = numbers.length / FACT_WIDTH;
      if (survey === null) {
        const { changes } = this.#extend.run(id, title, contract, facts, changed, events);
        if (changes === 0) throw new Error(`project ${id} has events but no survey`);
      } else {
        const { code, source, planYear, province, content } = survey;
        this.#open.run(id, code, title, source, planYear, province.set, province.code, content, contract, facts, changed, events);
      }
      this.#pending.delete(stream);
    }
  }

  #pendingOf(stream: string): Pending {
    let pending = this.#pending.get(stream);
    if (pending === undefined) {
      pending = { survey: null, title: null, contract: null, facts: [], changed: '' };
      this.#pending.set(stream, pending);
    }
    return pending;
  }
}

const surveyOf = ({ code, source, planYear, province, content }: Need): Survey => ({ code, source, planYear, province, content });

/** null: the event says none. */
function titleOf(type: ProjectEvent['type'], event: ModelEvent): string | null {
  if (type === 'ProjectDrafted' || type === 'ProjectRegistered') return (event.data as unknown as Draft).title;
  return type === 'DetailsCorrected' ? ((event.data['details'] as Details).title ?? null) : null;
}
