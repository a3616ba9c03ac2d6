import type { ProvinceRef, ProvinceSet } from '#reference/province-ref';
import { provinces34, provinces63, predecessorsOf, type Region, regionOf, successorOf } from '#reference/provinces';

/**
 * The row that a project counts under. In a table of the 34 a project of the 63 counts under its successor; a project registered
 * under one of the 34 stays there in either table, because a merged province cannot be taken apart again.
 */
const rowOf = (province: ProvinceRef, set: ProvinceSet): ProvinceRef => (set === 'vn34' ? successorOf(province) : province);

/**
 * A project's region is that of the province it was registered in, so a region's total is the same in both sets: in the table of
 * the 34 Lâm Đồng (68) is a row of the Central region with its own and Đắk Nông's projects, and one of the South with Bình Thuận's.
 */
export const isIn = (region: Region | null, province: ProvinceRef): boolean => region === null || regionOf(province) === region;

/** The provinces of a region's table, by code: of the 34 all that have a member in the region. */
function rowsOf(region: Region | null, set: ProvinceSet): readonly ProvinceRef[] {
  if (set === 'vn63')
    return provinces63.filter((province) => region === null || province.region === region).map(({ code }) => ({ set, code }));
  return provinces34
    .filter(({ code }) => region === null || predecessorsOf(code).some((member) => member.region === region))
    .map(({ code }) => ({ set, code }));
}

/** The rows of a table by province, made for the region's provinces at once and for others when a project counts under them. */
export class PlaceRows<Row> {
  readonly #rows = new Map<string, Row>();
  /** By identity: a ledger has one object a province, and a lookup by it spares a million texts. null: outside the region. */
  readonly #ofProvince = new Map<ProvinceRef, Row | null>();

  constructor(
    private readonly region: Region | null,
    private readonly set: ProvinceSet,
    private readonly make: (province: ProvinceRef) => Row,
  ) {
    for (const province of rowsOf(region, set)) this.#row(province);
  }

  /** The row that a project of this province counts under; null: it lies outside the region. */
  of(province: ProvinceRef): Row | null {
    let row = this.#ofProvince.get(province);
    if (row === undefined) {
      row = isIn(this.region, province) ? this.#row(rowOf(province, this.set)) : null;
      this.#ofProvince.set(province, row);
    }
    return row;
  }

  /** By code, those of the 63 before those of the 34. */
  all(): readonly Row[] {
    return [...this.#rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  #row(province: ProvinceRef): Row {
    const key = `${province.set === 'vn63' ? 0 : 1}${province.code}`;
    let row = this.#rows.get(key);
    if (row === undefined) this.#rows.set(key, (row = this.make(province)));
    return row;
  }
}
