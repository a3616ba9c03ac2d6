import type { CitedRule } from '#contracts/cited-rule';
import type { DelayedReport, DelayedRow, ObligationKind, ObligationState } from '#contracts/figures';
import { dayNumber, fromDayNumber } from '#lifecycle/calendar-date';
import type { Ledger } from '#read-models/figures/ledger';
import { type Obligation, obligations, type ObligationsAsked, obligationsOf } from '#read-models/figures/obligations';
import { inBoth } from '#reference/rules/legal-basis';
import { legalBasisOf, type Rule } from '#reference/rules/rule';
import { whoCanAct } from './who-can-act.ts';

export type DelayedReportAsked = ObligationsAsked & {
  readonly obligation?: ObligationKind | null;
  readonly state?: ObligationState | null;
  /** Log position that the read model stands at; null: empty log. */
  readonly position: string | null;
};

/** Disbursements and settlements that are late or due soon: the most overdue first, then by project code. */
export function delayedReport(ledger: Ledger, asked: DelayedReportAsked): DelayedReport {
  const { asOf, knownAt, position, region = null, obligation = null, state = null } = asked;
  const asOfDay = dayNumber(asOf);
  const rows = obligations(ledger, asked)
    .filter((found) => (obligation === null || found.kind === obligation) && (state === null || found.state === state))
    .map((found) => delayedRow(found, asOfDay));
  return { asOf, knownAt, position, region, rows };
}

/** The same for one project's record; empty when it is unknown. */
export const delayedOf = (
  ledger: Ledger,
  projectId: string,
  at: { readonly asOf: string; readonly knownAt: string | null },
): readonly DelayedRow[] => obligationsOf(ledger, projectId, at).map((found) => delayedRow(found, dayNumber(at.asOf)));

function delayedRow({ project, kind, state, dueDay, vnd, rule, awaits }: Obligation, asOfDay: number): DelayedRow {
  const { id, code, title, source, province } = project;
  return {
    project: code,
    projectId: id,
    title,
    source,
    province,
    obligation: kind,
    state,
    due: fromDayNumber(dueDay),
    days: asOfDay - dueDay,
    vnd,
    whoCanAct: whoCanAct(awaits, source),
    rule: citedRule(rule),
  };
}

function citedRule(rule: Rule): CitedRule {
  const legalBasis = legalBasisOf(rule);
  return { id: rule.id, legalBasis, words: inBoth(legalBasis), status: rule.status };
}
