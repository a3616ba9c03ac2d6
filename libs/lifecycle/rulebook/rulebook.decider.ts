/** How the dated rules change: by an activation that names its text, taken back by a revocation. */
import { isProvince } from '#reference/provinces';
import type { ProvinceRef } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import type { Rule } from '#reference/rules/rule';
import { isDate } from '../calendar-date.ts';
import { type Context, currentRules, type RuleBook } from '../context.ts';
import { type Asked, type Decider, unreachable } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import { ruleBookWith } from './merged.ts';
import { MONEY_OF_PROVINCES, PROCESS_OF_PROVINCES, refuseForeignRow, refuseOverlap, refuseRow } from './row-faults.ts';
import { type AnyRow, RULE_LIST_NAMES } from './rule-lists.ts';
import {
  type ActivatedRow,
  type LegalBasis,
  type RulebookEvent,
  type RuleListName,
  type RulesActivated,
  scopeOf,
} from './rulebook.events.ts';

/** A row as given: what it does not say of its validity and text is the activation's. */
export type GivenRow = {
  readonly list: string;
  readonly row: Readonly<Record<string, unknown>> & Pick<Rule, 'id'> & Partial<Omit<Rule, 'id' | 'province'>>;
};

export type ActivateRules = Asked & {
  readonly type: 'ActivateRules';
  /** null: national. */
  readonly province: ProvinceRef | null;
  readonly from: string;
  readonly legalBasis: LegalBasis;
  readonly rows: readonly GivenRow[];
  readonly replaces: readonly string[];
};
export type RevokeRules = Asked & {
  readonly type: 'RevokeRules';
  readonly province: ProvinceRef | null;
  readonly activation: string;
  readonly reason: string;
};
export type RulebookCommand = ActivateRules | RevokeRules;

export interface Rulebook {
  /** In the order in which they were decided; a revoked one is no longer there. */
  readonly activations: readonly RulesActivated[];
  readonly revoked: readonly string[];
  /** Events so far: the n of a rule set's name. */
  readonly revision: number;
}

/** Who may set rules: for the whole country, for a province. */
const WHO: Readonly<Record<'national' | 'province', readonly Role[]>> = {
  national: ['operator', 'agency-leader'],
  province: ['operator', 'department-leader'],
};
/** Rows of one activation; the event stays well under the log's 256 KiB. */
export const ACTIVATED_ROWS_MAX = 200;

export const rulebook: Decider<RulebookCommand, Rulebook, RulebookEvent, Context> = {
  initial: { activations: [], revoked: [], revision: 0 },

  decide(command, state, { today }) {
    if (command.occurredOn > today) throw new Refusal('in-the-future', { occurredOn: command.occurredOn, today });
    refuseRole(command);
    switch (command.type) {
      case 'ActivateRules':
        return activate(command, state);
      case 'RevokeRules':
        return revoke(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    const revision = state.revision + 1;
    if (event.type === 'RulesActivated') return { ...state, revision, activations: [...state.activations, event.data] };
    const { activation } = event.data;
    return {
      revision,
      activations: state.activations.filter((one) => one.activation !== activation),
      revoked: [...state.revoked, activation],
    };
  },
};

function refuseRole({ type, province, role }: RulebookCommand): void {
  if (province !== null && !isProvince(province))
    throw new Refusal('unknown-name', { field: 'province', given: scopeOf(province), known: [] });
  const who = WHO[province === null ? 'national' : 'province'];
  if (role === undefined || !who.includes(role))
    throw new Refusal('not-your-role', { command: type, role: role ?? null, who }, province === null ? undefined : MONEY_OF_PROVINCES);
}

function activate(command: ActivateRules, state: Rulebook): readonly RulebookEvent[] {
  const { province, from, legalBasis, replaces } = command;
  refuseText(command);
  const rows = rowsOf(command);
  if (state.activations.some((one) => sameText(one, { from, legalBasis, rows, replaces }))) return [];
  for (const [index, row] of rows.entries()) {
    refuseRow(row, index);
    if (row.row.from < from) throw new Refusal('date-order', { field: `rows/${index}/from`, rowFrom: row.row.from, from });
    if (province !== null) refuseForeignRow(row, province);
  }
  refuseNames(rows, replaces, rulesOf(state, currentRules), province);
  refuseOverlap(ruleBookWith(currentRules, ...state.activations, { province, from, rows, replaces }), rows);
  const activation = `${scopeOf(province)}-${numberOf(state)}`;
  return [{ type: 'RulesActivated', data: { activation, province, from, legalBasis, rows, replaces } }];
}

const numberOf = ({ activations, revoked }: Rulebook): number => activations.length + revoked.length + 1;

/** The rows that a scope sees: the base, as its own activations have changed it. */
export const rulesOf = ({ activations }: Rulebook, base: RuleBook): RuleBook => ruleBookWith(base, ...activations);

function refuseText({ from, legalBasis, rows, replaces, occurredOn }: ActivateRules): void {
  const { instrument, article, decidedOn } = legalBasis;
  for (const [field, text] of Object.entries({ instrument, article })) if (text.trim() === '') throw new Refusal('blank', { field });
  for (const [field, day] of Object.entries({ from, decidedOn })) if (!isDate(day)) throw new Refusal('date-order', { field, given: day });
  if (decidedOn > occurredOn) throw new Refusal('date-order', { field: 'decidedOn', decidedOn, occurredOn });
  if (from < decidedOn) throw new Refusal('date-order', { field: 'from', from, decidedOn });
  if (rows.length === 0 && replaces.length === 0) throw new Refusal('blank', { field: 'rows' });
  if (rows.length > ACTIVATED_ROWS_MAX) throw new Refusal('rule-row', { row: rows.length, field: 'rows', most: ACTIVATED_ROWS_MAX });
}

/** The rows as they would be activated: with everything that they left to the activation. @throws Refusal `rule-row` */
export const rowsOf = (command: ActivateRules): readonly ActivatedRow[] =>
  command.rows.map((given, index) => completed(given, index, command));

function completed({ list, row }: GivenRow, index: number, { from, legalBasis, province }: ActivateRules): ActivatedRow {
  // Whose the row is, the activation says.
  if ('province' in row) throw new Refusal('rule-row', { row: index + 1, list, id: String(row.id), field: 'province' });
  const { instrument, article } = legalBasis;
  const frame = { from, to: null, instrument, article, status: 'verified' as const };
  return { list: list as RuleListName, row: { ...frame, ...row, ...(province === null ? {} : { province }) } as AnyRow };
}

/** @throws Refusal a name that another row has or had, a replaced row that is not there or not the province's own */
function refuseNames(rows: readonly ActivatedRow[], replaces: readonly string[], rules: RuleBook, province: ProvinceRef | null): void {
  const known = new Map(RULE_LIST_NAMES.flatMap((list) => rules[list].map((row) => [row.id, row] as const)));
  const names = rows.map(({ row }) => row.id);
  const taken = names.find((id, index) => known.has(id) || names.indexOf(id) !== index);
  if (taken !== undefined) throw new Refusal('named-twice', { field: 'rows', name: taken });
  for (const id of replaces) {
    const row = known.get(id);
    if (row === undefined) throw new Refusal('unknown-name', { field: 'replaces', given: id, known: [] });
    if (province !== null && row.province === undefined)
      throw new Refusal('not-own-rule', { id, province: scopeOf(province) }, PROCESS_OF_PROVINCES);
  }
}

function revoke({ activation, reason }: RevokeRules, state: Rulebook): readonly RulebookEvent[] {
  if (state.revoked.includes(activation)) return [];
  if (reason.trim() === '') throw new Refusal('blank', { field: 'reason' });
  const known = state.activations.map((one) => one.activation);
  const revoked = state.activations.find((one) => one.activation === activation);
  if (revoked === undefined) throw new Refusal('unknown-name', { field: 'activation', given: activation, known });
  const own = new Set(revoked.rows.map(({ row }) => row.id));
  const built = state.activations.find((one) => one !== revoked && one.replaces.some((id) => own.has(id)));
  if (built !== undefined) throw new Refusal('rules-in-use', { activation, later: built.activation });
  return [{ type: 'RulesRevoked', data: { activation, reason } }];
}

type Text = Pick<RulesActivated, 'from' | 'legalBasis' | 'rows' | 'replaces'>;

/** The same rules by the same text, whatever the order of their fields. */
const sameText = (a: Text, b: Text): boolean => stable(textOf(a)) === stable(textOf(b));
const textOf = ({ from, legalBasis, rows, replaces }: Text) => ({ from, legalBasis, rows, replaces });

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${stable(field)}`).join()}}`;
}
