import type { Rule } from './rule.ts';
import { sinceTt36, TIENDO } from './wordings.ts';

/** Which step a term is for. Disbursement and settlement have their own: `deadlines.ts`. */
export type TermFor =
  /** The Sở's call for dossiers, in the year before the plan year. */
  | 'registration-at-department'
  | 'base-appraisal'
  | 'final-appraisal'
  | 'dossier-completion'
  | 'obstacle-answer'
  | 'adjustment-decision'
  | 'monthly-report'
  | 'year-end-adjustment';

/** A day of the year before (`monthDayBefore`) or after (`monthDayAfter`) the plan year, a day of each month, or days after a start. */
export type Term =
  { readonly monthDayBefore: string } | { readonly monthDayAfter: string } | { readonly dayOfMonth: number } | { readonly days: number };

export interface TermRule extends Rule {
  readonly term: TermFor;
  /** The day that the text names. "Before" a day is read as up to it, like the registration day of the registers. */
  readonly by: Term;
}

/** Calendar days. No article limits an appraisal, a completion or an answer: these are the service level, a setting like any other. */
const serviceLevel = (term: TermFor, days: number): TermRule => ({
  id: `term-${term}`,
  term,
  by: { days },
  ...TIENDO,
  article: `configurable: ${days} days`,
  note: 'No article sets a time.',
});

const [registration2014] = sinceTt36('term-registration-at-department', 'art. 10(1)b', {
  term: 'registration-at-department' as const,
  by: { monthDayBefore: '05-20' },
});

export const terms: readonly TermRule[] = [
  { ...registration2014, note: '"Before 20 May", or as the Sở guides. The excerpt of TT 17/2018 no longer names the day.' },
  ...sinceTt36('term-monthly-report', 'art. 22(2), 23(3)a', { term: 'monthly-report' as const, by: { dayOfMonth: 25 } }),
  serviceLevel('base-appraisal', 15),
  serviceLevel('final-appraisal', 30),
  serviceLevel('dossier-completion', 10),
  serviceLevel('obstacle-answer', 10),
  serviceLevel('adjustment-decision', 15),
  {
    id: 'term-year-end-adjustment',
    term: 'year-end-adjustment',
    by: { monthDayAfter: '01-31' },
    from: '1900-01-01',
    to: null,
    instrument: 'Luật Ngân sách nhà nước',
    article: 'chỉnh lý quyết toán',
    status: 'unverified',
    note: 'From memory.',
  },
];
