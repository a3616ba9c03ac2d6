import type { Need } from '#lifecycle/project/project.events';

/** A need as a survey finds it, with that code. */
export const needOf = (code: string): Need => ({
  code,
  source: 'KCQG',
  planYear: 2027,
  province: { set: 'vn34', code: '38' },
  commune: 'Xã Hoằng Hóa',
  content: 'ND3b',
  beneficiary: { name: 'Công ty TNHH Mây tre', taxCode: null },
});

/** The body of `POST /projects` that opens its project. */
export const surveyOf = (code: string): object => ({ occurredOn: '2026-11-01', ...needOf(code), outcome: 'recorded' });
