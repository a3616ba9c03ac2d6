/**
 * A province is a code in a set: the same two digits mean different provinces before and after 1 July 2025 (15, 24, 44, 46,
 * 52, 80, 82, 91), so a bare code is never an identity. Source: Nghị quyết 202/2025/QH15.
 */
export interface ProvinceRef {
  readonly set: ProvinceSet;
  /**
   * GSO code, two digits.
   * @pattern ^\d{2}$
   */
  readonly code: string;
}

/** `vn63`: to 30 June 2025. `vn34`: from 1 July 2025. */
export type ProvinceSet = 'vn63' | 'vn34';

/** Who pays: KCQG the central budget, KCDP the province's own (NĐ 45/2012 art. 2; TTLT 26/2014 art. 4). */
export type Source = 'KCQG' | 'KCDP';
export const SOURCES: readonly Source[] = ['KCQG', 'KCDP'];
