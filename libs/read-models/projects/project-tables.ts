import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { STAGES } from '#contracts/figures';
import type { ProjectState } from './project-row.ts';
import type { ProjectText } from './project-text.ts';
import { nameKeyIn } from './words.ts';

const STATE =
  'stage, stage_on, before_return, requested, appraised, appraised_before, approved, executed, settled, officer, obstacles, pending, revision';
type StateRow = readonly [
  n: number,
  stage: number,
  stageOn: string,
  beforeReturn: number,
  requested: number | null,
  appraised: number | null,
  appraisedBefore: number | null,
  approved: number | null,
  executed: number,
  settled: number | null,
  officer: string | null,
  openObstacles: number,
  pending: string | null,
  revision: number,
];

const TEXT_COLUMNS = 16;
const STATE_COLUMNS = 14;
const places = (columns: number): string => Array.from({ length: columns }, () => '?').join(', ');

/** The two rows of a project. */
export class ProjectTables {
  readonly #find: StatementSync;
  readonly #text: StatementSync;
  readonly #insertText: StatementSync;
  readonly #deleteText: StatementSync;
  readonly #putState: StatementSync;

  constructor(db: DatabaseSync) {
    this.#find = db.prepare(`SELECT s.n, ${STATE} FROM projects_text t JOIN projects_state s ON s.n = t.n WHERE t.id = ?`);
    this.#find.setReturnArrays(true);
    this.#text = db.prepare(
      'SELECT id, code, title, implementing_unit, beneficiary, tax_code, commune, source, plan_year, province_set, province, content, serials FROM projects_text WHERE n = ?',
    );
    this.#insertText = db.prepare(`INSERT INTO projects_text VALUES (${places(TEXT_COLUMNS)})`);
    this.#deleteText = db.prepare('DELETE FROM projects_text WHERE n = ?');
    this.#putState = db.prepare(`INSERT OR REPLACE INTO projects_state VALUES (${places(STATE_COLUMNS)})`);
  }

  find(id: string): { readonly n: number; readonly state: ProjectState } | null {
    const row = this.#find.get(id) as unknown as StateRow | undefined;
    if (row === undefined) return null;
    const [n, stage, stageOn, beforeReturn, requested, appraised, appraisedBefore, approved, executed, ...rest] = row;
    const [settled, officer, openObstacles, pending, revision] = rest;
    return {
      n,
      state: {
        stage: stageOf(stage),
        stageOn,
        beforeReturn: stageOf(beforeReturn),
        requested,
        appraised,
        appraisedBefore,
        approved,
        executed,
        settled,
        officer,
        openObstacles,
        pending,
        revision,
      },
    };
  }

  text(n: number): ProjectText {
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
      serials: row['serials'] as never,
    };
  }

  insertText(n: number, text: ProjectText, search: string): void {
    const { id, code, title, implementingUnit, beneficiary, taxCode, commune, source, planYear, province, content, serials } = text;
    this.#insertText.run(
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
      serials,
      nameKeyIn(search),
    );
  }

  deleteText(n: number): void {
    this.#deleteText.run(n);
  }

  putState(n: number, state: ProjectState): void {
    const { stage, stageOn, beforeReturn, requested, appraised, appraisedBefore, approved, executed, settled } = state;
    const { officer, openObstacles, pending, revision } = state;
    this.#putState.run(
      n,
      STAGES.indexOf(stage),
      stageOn,
      STAGES.indexOf(beforeReturn),
      requested,
      appraised,
      appraisedBefore,
      approved,
      executed,
      settled,
      officer,
      openObstacles,
      pending,
      revision,
    );
  }
}

function stageOf(code: number) {
  const stage = STAGES[code];
  if (stage === undefined) throw new RangeError(`no stage ${code}`);
  return stage;
}
