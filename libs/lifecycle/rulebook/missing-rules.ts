/** Which provinces have not set what is theirs to set for KCDP. */
import type { ProvinceRef } from '#reference/province-ref';
import { inForce } from '#reference/rules/rule';
import type { RuleBook } from '../context.ts';
import { isOwn } from '../rules.ts';

/** The lists without which a province's projects are judged by nothing but form, order and sums. */
const NEEDED = ['ceilings', 'advanceLimits', 'dossierPapers'] as const;

export interface MissingRules {
  readonly province: ProvinceRef;
  readonly lacks: readonly (typeof NEEDED)[number][];
}

/** Provinces that lack own KCDP rows on a day, in the order given, with the lists that they lack. */
export const missingProvinceRules = (rules: RuleBook, provinces: readonly ProvinceRef[], day: string): readonly MissingRules[] =>
  provinces
    .map((province) => ({
      province,
      lacks: NEEDED.filter((list) => !rules[list].some((row) => inForce(row, day) && isOwn(row, { source: 'KCDP', province }))),
    }))
    .filter(({ lacks }) => lacks.length > 0);
