import type { Rule } from './rule.ts';

/** Last day of the year before the plan year on which the Sở reports registrations. Late ones are taken and shown as late. */
export interface RegistrationDay extends Rule {
  readonly monthDay: string;
}

export const registrationDays: readonly RegistrationDay[] = [
  {
    id: 'registration-2014',
    monthDay: '06-15',
    from: '2014-02-10',
    to: '2018-09-14',
    instrument: 'TT 36/2013/TT-BCT',
    article: 'art. 10(2)b',
    status: 'verified',
  },
  {
    id: 'registration-2018',
    monthDay: '06-20',
    from: '2018-09-15',
    to: null,
    instrument: 'TT 17/2018/TT-BCT',
    article: 'art. 1(9)',
    status: 'verified',
  },
];
