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
  | 'acceptance'
  | 'year-end-adjustment';

/**
 * A day of the year before (`monthDayBefore`) or after (`monthDayAfter`) the plan year, a day of each month, days after a start, plain
 * ("ngày") or worked ("ngày làm việc"), or plain days after the end of the contract.
 */
export type Term =
  | { readonly monthDayBefore: string }
  | { readonly monthDayAfter: string }
  | { readonly dayOfMonth: number }
  | { readonly days: number }
  | { readonly workingDays: number }
  | { readonly afterContractEnd: number };

export interface TermRule extends Rule {
  readonly term: TermFor;
  /** KCQG alone, because the text speaks of nothing else; absent: both programmes, or the province whose own row it is. */
  readonly source?: 'KCQG';
  /** The day that the text names. "Before" a day is read as up to it, like the registration day of the registers. */
  readonly by: Term;
}

/** No article limits an appraisal, a completion or an answer: these are the service level, a setting like any other. */
const serviceLevel = (term: TermFor, workingDays: number): TermRule => ({
  id: `term-${term}`,
  term,
  by: { workingDays },
  ...TIENDO,
  article: `configurable: ${workingDays} working days`,
  note: 'No article sets a time.',
});

const [registration2014] = sinceTt36('term-registration-at-department', 'art. 10(1)b', {
  term: 'registration-at-department' as const,
  source: 'KCQG' as const,
  by: { monthDayBefore: '05-20' },
});

export const terms: readonly TermRule[] = [
  { ...registration2014, note: '"Before 20 May", or as the Sở guides. The excerpt of TT 17/2018 no longer names the day.' },
  ...sinceTt36('term-monthly-report', 'art. 22(2), 23(3)a', {
    term: 'monthly-report' as const,
    source: 'KCQG' as const,
    by: { dayOfMonth: 25 },
  }),
  serviceLevel('base-appraisal', 15),
  serviceLevel('final-appraisal', 30),
  serviceLevel('dossier-completion', 10),
  serviceLevel('obstacle-answer', 10),
  serviceLevel('adjustment-decision', 15),
  {
    id: 'term-acceptance',
    term: 'acceptance',
    by: { afterContractEnd: 0 },
    ...TIENDO,
    article: 'configurable: end of the contract',
    note: 'No article sets a time; TT 36/2013 art. 12(2), 18(4) measure the work by the contract and its time.',
  },
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
