/** Organisations that act in khuyến công, by their names on a day (NĐ 45/2012 art. 7, 8; QĐ of each ministry's structure). */
import type { ProvinceRef } from './province-ref.ts';
import { provinceName } from './provinces.ts';

interface NamedFrom {
  readonly from: string;
  readonly name: string;
}

/** The managing agency in the Ministry. Its last change: NĐ 40/2025/NĐ-CP, in force 01/03/2025; the day of 2017 was not read. */
const agencyNames: readonly NamedFrom[] = [
  { from: '2025-03-01', name: 'Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công' },
  { from: '2017-08-18', name: 'Cục Công Thương địa phương' },
  { from: '1900-01-01', name: 'Cục Công nghiệp địa phương' },
];

export const agencyOn = (day: string): string => agencyNames.find(({ from }) => from <= day)?.name ?? 'Cục';

export const departmentOf = (province: ProvinceRef): string => `Sở Công Thương ${provinceName(province)}`;

export const committeeOf = (province: ProvinceRef): string => `UBND ${provinceName(province)}`;

export const centreOf = (province: ProvinceRef): string => `Trung tâm Khuyến công ${provinceName(province)}`;
