import type { Region } from '#contracts/figures';
import type { Bilingual } from '../problems/fact-names.ts';

/** Regions of the conferences, TT 26/2014/TT-BCT art. 3(1)c. */
export const regionNames = {
  north: { vi: 'Phía Bắc', en: 'North' },
  central: { vi: 'Miền Trung – Tây Nguyên', en: 'Central and Highlands' },
  south: { vi: 'Phía Nam', en: 'South' },
} as const satisfies Record<Region, Bilingual>;
