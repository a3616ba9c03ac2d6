import type { Rule } from './rule.ts';
import { sinceTt36 } from './wordings.ts';

/** How the implementing unit of a KCQG project is found. */
export interface SelectionRule extends Rule {
  readonly way: /** đấu thầu */ 'tender' | /** xét chọn */ 'selection';
  readonly contents: readonly string[] | null;
  /** Sub-kinds of the contents; null stands for a project that names none. Absent: all. */
  readonly variants?: readonly (string | null)[];
}

const tender = (name: string, contents: readonly string[], variants?: readonly (string | null)[]): readonly SelectionRule[] =>
  sinceTt36(`selection-${name}`, 'art. 3(1)', { way: 'tender' as const, contents, ...(variants === undefined ? {} : { variants }) });

/** By tender only where its conditions are met; the head of the Cục may order one for any other project (TT 36/2013 art. 3(2)). */
export const selectionRules: readonly SelectionRule[] = [
  ...tender('fairs', ['ND4b']),
  ...tender('clusters', ['ND7b'], [null]),
  ...tender('cluster-treatment', ['ND7c'], ['pollution-cluster']),
  ...tender('media', ['ND6']),
  ...sinceTt36('selection-other', 'art. 3(2)', { way: 'selection' as const, contents: null }),
];
