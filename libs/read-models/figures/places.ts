import type { ProvinceRef, ProvinceSet } from '#reference/province-ref';
import { provinces34, provinces63, predecessorsOf, type Region, regionOf, successorOf } from '#reference/provinces';

/**
 * The row that a project counts under. In a table of the 34 a project of the 63 counts under its successor; a project registered
 * under one of the 34 stays there in either table, because a merged province cannot be taken apart again.
 */
export const rowOf = (province: ProvinceRef, set: ProvinceSet): ProvinceRef => (set === 'vn34' ? successorOf(province) : province);

/**
 * A project's region is that of the province it was registered in, so a region's total is the same in both sets: in the table of
 * the 34 Lâm Đồng (68) is a row of the Central region with its own and Đắk Nông's projects, and one of the South with Bình Thuận's.
 */
export const isIn = (region: Region | null, province: ProvinceRef): boolean => region === null || regionOf(province) === region;

/** The provinces of a region's table, by code: of the 34 all that have a member in the region. */
export function rowsOf(region: Region | null, set: ProvinceSet): readonly ProvinceRef[] {
  if (set === 'vn63')
    return provinces63.filter((province) => region === null || province.region === region).map(({ code }) => ({ set, code }));
  return provinces34
    .filter(({ code }) => region === null || predecessorsOf(code).some((member) => member.region === region))
    .map(({ code }) => ({ set, code }));
}

/** A province as the key of a map; its order is set by set, then by code, the older set first. */
export const placeKey = ({ set, code }: ProvinceRef): string => `${set === 'vn63' ? 0 : 1}${code}`;
