import type { Source } from '#reference/province-ref';

/** Who holds the next step of a project. The contracts have the same names (`#contracts/record-parts`). */
export type Holder = 'centre' | 'commune' | 'department' | 'agency' | 'province' | 'ministry' | 'treasury' | 'enterprise';

/** Who manages a project's money and contract: KCQG the Cục (TT 36/2013 art. 12), KCĐP the Sở. */
export const MANAGER: Readonly<Record<Source, Holder>> = { KCQG: 'agency', KCDP: 'department' };
