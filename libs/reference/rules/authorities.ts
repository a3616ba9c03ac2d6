import type { Source } from '../province-ref.ts';
import type { Role } from '../roles.ts';
import type { Rule } from './rule.ts';
import { ND235, ND45, sinceTt36, TT46 } from './wordings.ts';

/** Changes of an approved project that differ in who decides (TT 36/2013 art. 11). */
export type ChangeKind =
  'increase' | 'decrease' | 'content' | 'next-year' | 'place' | 'beneficiary' | 'coordinating-unit' | 'within-year' | 'cost' | 'other';
/** What else somebody must be competent for. */
export type Matter = ChangeKind | 'addition' | 'stop' | 'stop-for-wrongdoing' | 'plan' | 'programme' | 'group-plan' | 'advance-exception';

/** Who decides on a matter. */
export interface Authority extends Rule {
  readonly matter: Matter;
  readonly source: Source;
  /** Group schemes (đề án nhóm) only; absent: every kind that no row of its own names. */
  readonly scheme?: 'group';
  readonly who: readonly Role[];
}

const MINISTRY: readonly Role[] = ['ministry-leader'];
const AGENCY: readonly Role[] = ['agency-leader'];
const DEPARTMENT: readonly Role[] = ['department-leader'];
const PROVINCE: readonly Role[] = ['province-leader'];

const national = (article: string, who: readonly Role[], matters: readonly Matter[], scheme?: 'group'): readonly Authority[] =>
  matters.flatMap((matter) =>
    sinceTt36(`authority-${scheme === undefined ? '' : `${scheme}-`}${matter}`, article, {
      matter,
      source: 'KCQG' as const,
      ...(scheme === undefined ? {} : { scheme }),
      who,
    }),
  );

const provincial = (matter: Matter): Authority => ({
  id: `authority-kcdp-${matter}`,
  matter,
  source: 'KCDP',
  who: PROVINCE,
  ...TT46,
  article: 'art. 8(3)b',
  status: 'unverified',
  note: 'The province rules its own process; until it has said otherwise, whoever approves the plan decides.',
});

const CHANGES: readonly Matter[] = [
  'increase',
  'decrease',
  'content',
  'next-year',
  'place',
  'beneficiary',
  'coordinating-unit',
  'within-year',
  'cost',
  'other',
  'addition',
  'stop',
  'stop-for-wrongdoing',
];

export const authorities: readonly Authority[] = [
  ...national('art. 11(2)a', MINISTRY, ['increase', 'content', 'next-year', 'addition', 'stop']),
  ...national('art. 11(2)b', AGENCY, ['place', 'beneficiary', 'coordinating-unit', 'within-year', 'decrease', 'cost', 'other']),
  ...national('art. 11(3)', MINISTRY, ['stop-for-wrongdoing']),
  ...national('art. 11(4)', DEPARTMENT, ['place', 'beneficiary', 'coordinating-unit'], 'group'),
  ...national('art. 21(2)a, 23(3)', DEPARTMENT, ['group-plan'], 'group'),
  ...national('art. 16', AGENCY, ['advance-exception']),
  { id: 'authority-plan', matter: 'plan', source: 'KCQG', who: MINISTRY, ...ND45, article: 'art. 2(2)', status: 'verified' },
  {
    id: 'authority-programme-2025',
    matter: 'programme',
    source: 'KCQG',
    who: MINISTRY,
    ...ND235,
    article: 'approval of the programme',
    status: 'verified',
    note: 'Until then the Prime Minister (NĐ 45/2012 art. 2(1)). From news; the article was not read.',
  },
  { id: 'authority-kcdp-plan', matter: 'plan', source: 'KCDP', who: PROVINCE, ...ND45, article: 'art. 2(2)', status: 'verified' },
  ...CHANGES.map(provincial),
];
