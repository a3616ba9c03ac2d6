import type { Rule } from './rule.ts';

/** A deadline: so many calendar days after a start, or a fixed day of the year after the plan year. */
export interface Deadline extends Rule {
  readonly obligation: 'first-advance' | 'remaining-advance' | 'settlement-dossier' | 'settlement';
  readonly after: { readonly days: number } | { readonly monthDay: string };
}

/** Counted in plain days: TT 36/2013 art. 18 says "ngày", not "ngày làm việc". A province may set its own for KCDP. */
export const deadlines: readonly Deadline[] = [
  {
    id: 'deadline-first-advance',
    obligation: 'first-advance',
    after: { days: 60 },
    from: '1900-01-01',
    to: null,
    instrument: 'Tiendo',
    article: 'configurable: contract + 60 days',
    status: 'unverified',
    note: 'No article sets a time for the first advance.',
  },
  {
    id: 'deadline-remaining-advance',
    obligation: 'remaining-advance',
    after: { days: 30 },
    from: '1900-01-01',
    to: null,
    instrument: 'Tiendo',
    article: 'configurable: acceptance + 30 days',
    status: 'unverified',
    note: 'No article sets a time for the remaining advance.',
  },
  {
    id: 'deadline-settlement-dossier',
    obligation: 'settlement-dossier',
    after: { days: 15 },
    from: '1900-01-01',
    to: null,
    instrument: 'TT 36/2013/TT-BCT',
    article: 'art. 18(1)',
    status: 'verified',
    note: 'In force from 10/02/2014; used as the measure for older projects too.',
  },
  {
    id: 'deadline-settlement',
    obligation: 'settlement',
    after: { monthDay: '01-22' },
    from: '1900-01-01',
    to: null,
    instrument: 'TT 36/2013/TT-BCT',
    article: 'art. 18(2)',
    status: 'verified',
    note: 'In force from 10/02/2014; used as the measure for older projects too.',
  },
];

/** An obligation is shown as due soon from so many days before its day. */
export const DUE_SOON_DAYS = 10;
