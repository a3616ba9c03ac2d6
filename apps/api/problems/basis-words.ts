import type { Language } from '#config/config';
import { citation } from '#reference/rules/legal-basis';
import type { RefusedBy } from '#lifecycle/refusal';

/** A refusal's text as officers of the language cite it: `khoản 1 Điều 18 Thông tư 36/2013/TT-BCT`. */
export function inWords(refusedBy: RefusedBy, language: Language): RefusedBy & { readonly words: string } {
  return { ...refusedBy, words: citation(refusedBy.legalBasis, language) };
}
