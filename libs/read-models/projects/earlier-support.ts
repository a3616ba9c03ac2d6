import type { DatabaseSync } from 'node:sqlite';
import { STAGES, type Stage } from '#contracts/figures';
import type { EarlierMatch } from '#lifecycle/project/project.events';
import { fold } from '#reference/fold';
import { filterWords } from './filter-words.ts';
import { withWords } from './matching-projects.ts';
import { nameKey, taxpayerOf, taxpayerWord } from './words.ts';

export interface EarlierSupportAsked {
  readonly name: string;
  /** null: a group, which has none. */
  readonly taxCode: string | null;
  readonly serials: readonly string[];
  /** The project that asks. */
  readonly exceptProject: string;
}

export interface EarlierSupport extends EarlierMatch {
  readonly project: string;
  readonly stage: Stage;
}

/** Projects that promise no money to their beneficiary, and may not either without being registered anew. */
const NO_SUPPORT: ReadonlySet<Stage> = new Set<Stage>([
  'surveyed',
  'draft',
  'kept-for-later',
  'not-eligible',
  'rejected',
  'not-in-plan',
  'withdrawn',
]);

type Match = EarlierMatch['matchedBy'];

/**
 * Other projects of the same beneficiary that have or may get support, newest plan year first, each once: by tax code (a branch
 * counts as its taxpayer), else by machine serial, else by folded name. Whether it was for the same item is for the appraiser to
 * say: TTLT 26/2014/TTLT-BTC-BCT art. 7(4).
 */
export function earlierSupportOf(db: DatabaseSync, asked: EarlierSupportAsked): readonly EarlierSupport[] {
  const found = new Map<number, EarlierSupport>();
  for (const [matchedBy, candidates, same] of searchesOf(db, asked))
    for (const { n, ...row } of rowsOf(db, candidates)) {
      if (found.has(n) || row.id === asked.exceptProject || NO_SUPPORT.has(stageOf(row.stage)) || !same(row)) continue;
      const { id, code, content, plan_year: planYear, stage } = row;
      found.set(n, { project: id, code, content, planYear, stage: stageOf(stage), matchedBy });
    }
  return [...found.values()].sort((a, b) => b.planYear - a.planYear || (a.code < b.code ? -1 : 1));
}

interface Row {
  readonly n: number;
  readonly id: string;
  readonly code: string;
  readonly content: string;
  readonly plan_year: number;
  readonly beneficiary: string;
  readonly tax_code: string | null;
  readonly stage: number;
}

type Search = readonly [Match, candidates: Iterable<number>, same: (row: Omit<Row, 'n'>) => boolean];

/** The indexes give candidates; what they cut off, or took from another field, is compared afterwards. */
function searchesOf(db: DatabaseSync, { name, taxCode, serials }: EarlierSupportAsked): readonly Search[] {
  const searches: Search[] = [];
  const taxpayer = taxCode === null ? '' : taxpayerOf(taxCode);
  if (taxpayer !== '')
    searches.push([
      'tax-code',
      withWords(db, [taxpayerWord(taxpayer)]),
      ({ tax_code }) => tax_code !== null && taxpayerOf(tax_code) === taxpayer,
    ]);
  for (const serial of serials) searches.push(['serial', withWords(db, [filterWords.serial(fold(serial))]), () => true]);
  const folded = fold(name);
  if (folded !== '') searches.push(['name', namedBy(db, folded), ({ beneficiary }) => fold(beneficiary) === folded]);
  return searches;
}

function namedBy(db: DatabaseSync, folded: string): readonly number[] {
  const rows = db.prepare('SELECT n FROM projects_text WHERE name_key = ?').all(nameKey(folded)) as unknown as readonly {
    readonly n: number;
  }[];
  return rows.map(({ n }) => n);
}

function rowsOf(db: DatabaseSync, candidates: Iterable<number>): readonly Row[] {
  const rows = db.prepare(
    `SELECT t.n, t.id, t.code, t.content, t.plan_year, t.beneficiary, t.tax_code, s.stage
     FROM json_each(?) j CROSS JOIN projects_text t ON t.n = j.value JOIN projects_state s ON s.n = t.n`,
  );
  return rows.all(JSON.stringify([...candidates])) as unknown as readonly Row[];
}

/** @throws RangeError not a stage of this build */
function stageOf(code: number): Stage {
  const stage = STAGES[code];
  if (stage === undefined) throw new RangeError(`no stage ${code}`);
  return stage;
}
