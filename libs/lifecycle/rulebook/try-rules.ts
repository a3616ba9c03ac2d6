/** What a set of rules would have refused, had it been in force: asked before anything is activated. */
import type { Ceiling } from '#reference/rules/ceilings';
import { legalBasisOf } from '#reference/rules/rule';
import type { RuleBook } from '../context.ts';
import type { Dong } from '../money.ts';
import { ceilingOn, mostAllowed, type Supported } from '../rules.ts';
import type { ActivatedRow, RuleListName } from './rulebook.events.ts';

/** A project as its plan was approved. */
export interface ApprovedProject {
  readonly project: string;
  readonly code: string;
  readonly approvedOn: string;
  readonly approved: Dong;
  readonly supported: Supported;
}

export interface WouldRefuse {
  readonly project: string;
  readonly code: string;
  readonly approvedOn: string;
  readonly approved: Dong;
  readonly most: Dong;
  readonly rule: string;
  readonly legalBasis: string;
}

/** Lists of the candidate rows by which an approved amount is judged; the rest of an activation is not tried. */
const TRIED: readonly RuleListName[] = ['ceilings'];

export const notTried = (rows: readonly ActivatedRow[]): readonly RuleListName[] => [
  ...new Set(rows.map(({ list }) => list).filter((list) => !TRIED.includes(list))),
];

/**
 * Judges approved amounts by candidate rows as if these had been in force on the day of approval. A project whose sub-kind keeps a row of
 * its own is judged by that one, which the candidate does not touch.
 */
export class Trial {
  readonly #rules: RuleBook;
  readonly #candidates: ReadonlySet<string>;

  constructor(rules: RuleBook, rows: readonly ActivatedRow[]) {
    const candidates = rows.filter(({ list }) => list === 'ceilings').map(({ row }) => ({ ...row, from: '1900-01-01', to: null }));
    this.#candidates = new Set(candidates.map(({ id }) => id));
    this.#rules = { ...rules, ceilings: [...(candidates as unknown as readonly Ceiling[]), ...rules.ceilings] };
  }

  /** null: the candidate rows would have let it pass, or do not speak of it. */
  judge({ supported, approved, ...project }: ApprovedProject): WouldRefuse | null {
    const ceiling = ceilingOn(this.#rules, supported, project.approvedOn);
    if (ceiling === undefined || !this.#candidates.has(ceiling.id)) return null;
    const most = mostAllowed(ceiling, supported);
    if (most === null || approved <= most) return null;
    return { ...project, approved, most, rule: ceiling.id, legalBasis: legalBasisOf(ceiling) };
  }
}
