import type { Language } from '#config/config';
import { legalBasisText } from '#reference/rules/legal-basis';
import type { RefusedBy } from '#lifecycle/refusal';

/** A refusal's text as officers of the language cite it: `khoản 1 Điều 18 Thông tư 36/2013/TT-BCT`. */
export function inWords(refusedBy: RefusedBy, language: Language): RefusedBy & { readonly words: string } {
  const [, instrument = '', article = ''] = /^(Tiendo|.*?), (art\. .*|configurable.*)$/.exec(refusedBy.legalBasis) ?? [];
  return { ...refusedBy, words: instrument === '' ? refusedBy.legalBasis : legalBasisText({ instrument, article }, language) };
}
