/**
 * The 63 provinces until 30 June 2025 and the 34 from 1 July 2025, by GSO code, with the successor map of Nghị quyết
 * 202/2025/QH15 and the regions of the khuyến công conferences (TT 26/2014/TT-BCT art. 3(1)c). Made from data/provinces63.csv
 * and data/provinces34.csv; a test keeps them equal.
 */
import type { ProvinceRef, ProvinceSet } from './province-ref.ts';

/** Regions of the conferences: North 28, Central and Highlands 15, South 20 provinces of the 63. */
export type Region = 'north' | 'central' | 'south';

export interface Province63 {
  readonly code: string;
  readonly name: string;
  readonly region: Region;
  /** Code in the set of 34. */
  readonly successor: string;
}

export interface Province34 {
  readonly code: string;
  readonly name: string;
}

export const provinces63: readonly Province63[] = [
  { code: '01', name: 'Hà Nội', region: 'north', successor: '01' },
  { code: '02', name: 'Hà Giang', region: 'north', successor: '08' },
  { code: '04', name: 'Cao Bằng', region: 'north', successor: '04' },
  { code: '06', name: 'Bắc Kạn', region: 'north', successor: '19' },
  { code: '08', name: 'Tuyên Quang', region: 'north', successor: '08' },
  { code: '10', name: 'Lào Cai', region: 'north', successor: '15' },
  { code: '11', name: 'Điện Biên', region: 'north', successor: '11' },
  { code: '12', name: 'Lai Châu', region: 'north', successor: '12' },
  { code: '14', name: 'Sơn La', region: 'north', successor: '14' },
  { code: '15', name: 'Yên Bái', region: 'north', successor: '15' },
  { code: '17', name: 'Hòa Bình', region: 'north', successor: '25' },
  { code: '19', name: 'Thái Nguyên', region: 'north', successor: '19' },
  { code: '20', name: 'Lạng Sơn', region: 'north', successor: '20' },
  { code: '22', name: 'Quảng Ninh', region: 'north', successor: '22' },
  { code: '24', name: 'Bắc Giang', region: 'north', successor: '24' },
  { code: '25', name: 'Phú Thọ', region: 'north', successor: '25' },
  { code: '26', name: 'Vĩnh Phúc', region: 'north', successor: '25' },
  { code: '27', name: 'Bắc Ninh', region: 'north', successor: '24' },
  { code: '30', name: 'Hải Dương', region: 'north', successor: '31' },
  { code: '31', name: 'Hải Phòng', region: 'north', successor: '31' },
  { code: '33', name: 'Hưng Yên', region: 'north', successor: '33' },
  { code: '34', name: 'Thái Bình', region: 'north', successor: '33' },
  { code: '35', name: 'Hà Nam', region: 'north', successor: '37' },
  { code: '36', name: 'Nam Định', region: 'north', successor: '37' },
  { code: '37', name: 'Ninh Bình', region: 'north', successor: '37' },
  { code: '38', name: 'Thanh Hóa', region: 'north', successor: '38' },
  { code: '40', name: 'Nghệ An', region: 'north', successor: '40' },
  { code: '42', name: 'Hà Tĩnh', region: 'north', successor: '42' },
  { code: '44', name: 'Quảng Bình', region: 'central', successor: '44' },
  { code: '45', name: 'Quảng Trị', region: 'central', successor: '44' },
  { code: '46', name: 'Thừa Thiên Huế', region: 'central', successor: '46' },
  { code: '48', name: 'Đà Nẵng', region: 'central', successor: '48' },
  { code: '49', name: 'Quảng Nam', region: 'central', successor: '48' },
  { code: '51', name: 'Quảng Ngãi', region: 'central', successor: '51' },
  { code: '52', name: 'Bình Định', region: 'central', successor: '52' },
  { code: '54', name: 'Phú Yên', region: 'central', successor: '66' },
  { code: '56', name: 'Khánh Hòa', region: 'central', successor: '56' },
  { code: '58', name: 'Ninh Thuận', region: 'central', successor: '56' },
  { code: '60', name: 'Bình Thuận', region: 'south', successor: '68' },
  { code: '62', name: 'Kon Tum', region: 'central', successor: '51' },
  { code: '64', name: 'Gia Lai', region: 'central', successor: '52' },
  { code: '66', name: 'Đắk Lắk', region: 'central', successor: '66' },
  { code: '67', name: 'Đắk Nông', region: 'central', successor: '68' },
  { code: '68', name: 'Lâm Đồng', region: 'central', successor: '68' },
  { code: '70', name: 'Bình Phước', region: 'south', successor: '75' },
  { code: '72', name: 'Tây Ninh', region: 'south', successor: '80' },
  { code: '74', name: 'Bình Dương', region: 'south', successor: '79' },
  { code: '75', name: 'Đồng Nai', region: 'south', successor: '75' },
  { code: '77', name: 'Bà Rịa - Vũng Tàu', region: 'south', successor: '79' },
  { code: '79', name: 'Hồ Chí Minh', region: 'south', successor: '79' },
  { code: '80', name: 'Long An', region: 'south', successor: '80' },
  { code: '82', name: 'Tiền Giang', region: 'south', successor: '82' },
  { code: '83', name: 'Bến Tre', region: 'south', successor: '86' },
  { code: '84', name: 'Trà Vinh', region: 'south', successor: '86' },
  { code: '86', name: 'Vĩnh Long', region: 'south', successor: '86' },
  { code: '87', name: 'Đồng Tháp', region: 'south', successor: '82' },
  { code: '89', name: 'An Giang', region: 'south', successor: '91' },
  { code: '91', name: 'Kiên Giang', region: 'south', successor: '91' },
  { code: '92', name: 'Cần Thơ', region: 'south', successor: '92' },
  { code: '93', name: 'Hậu Giang', region: 'south', successor: '92' },
  { code: '94', name: 'Sóc Trăng', region: 'south', successor: '92' },
  { code: '95', name: 'Bạc Liêu', region: 'south', successor: '96' },
  { code: '96', name: 'Cà Mau', region: 'south', successor: '96' },
];

export const provinces34: readonly Province34[] = [
  { code: '01', name: 'Hà Nội' },
  { code: '04', name: 'Cao Bằng' },
  { code: '08', name: 'Tuyên Quang' },
  { code: '11', name: 'Điện Biên' },
  { code: '12', name: 'Lai Châu' },
  { code: '14', name: 'Sơn La' },
  { code: '15', name: 'Lào Cai' },
  { code: '19', name: 'Thái Nguyên' },
  { code: '20', name: 'Lạng Sơn' },
  { code: '22', name: 'Quảng Ninh' },
  { code: '24', name: 'Bắc Ninh' },
  { code: '25', name: 'Phú Thọ' },
  { code: '31', name: 'Hải Phòng' },
  { code: '33', name: 'Hưng Yên' },
  { code: '37', name: 'Ninh Bình' },
  { code: '38', name: 'Thanh Hóa' },
  { code: '40', name: 'Nghệ An' },
  { code: '42', name: 'Hà Tĩnh' },
  { code: '44', name: 'Quảng Trị' },
  { code: '46', name: 'Huế' },
  { code: '48', name: 'Đà Nẵng' },
  { code: '51', name: 'Quảng Ngãi' },
  { code: '52', name: 'Gia Lai' },
  { code: '56', name: 'Khánh Hòa' },
  { code: '66', name: 'Đắk Lắk' },
  { code: '68', name: 'Lâm Đồng' },
  { code: '75', name: 'Đồng Nai' },
  { code: '79', name: 'Hồ Chí Minh' },
  { code: '80', name: 'Tây Ninh' },
  { code: '82', name: 'Đồng Tháp' },
  { code: '86', name: 'Vĩnh Long' },
  { code: '91', name: 'An Giang' },
  { code: '92', name: 'Cần Thơ' },
  { code: '96', name: 'Cà Mau' },
];

/** The first day of the 34 provinces. */
export const MERGER_DAY = '2025-07-01';

const by63 = new Map(provinces63.map((province) => [province.code, province]));
const by34 = new Map(provinces34.map((province) => [province.code, province]));

export const isProvince = ({ set, code }: ProvinceRef): boolean => (set === 'vn63' ? by63 : by34).has(code);

/** @throws RangeError no such code in that set */
export function provinceName({ set, code }: ProvinceRef): string {
  const province = (set === 'vn63' ? by63 : by34).get(code);
  if (province === undefined) throw new RangeError(`no province ${code} in ${set}`);
  return province.name;
}

/** The province of the 34 to which it belongs since 1 July 2025; one of the 34 is its own. */
export function successorOf(ref: ProvinceRef): ProvinceRef {
  if (ref.set === 'vn34') return ref;
  const province = by63.get(ref.code);
  if (province === undefined) throw new RangeError(`no province ${ref.code} in vn63`);
  return { set: 'vn34', code: province.successor };
}

/** The provinces of the 63 that one of the 34 was formed from. */
export const predecessorsOf = (code34: string): readonly Province63[] => provinces63.filter((province) => province.successor === code34);

/** Region of a province; one of the 34 whose members lie in two regions (68 Lâm Đồng) takes that of the member whose name it keeps. */
export function regionOf(ref: ProvinceRef): Region {
  if (ref.set === 'vn63') {
    const province = by63.get(ref.code);
    if (province === undefined) throw new RangeError(`no province ${ref.code} in vn63`);
    return province.region;
  }
  const name = provinceName(ref);
  const members = predecessorsOf(ref.code);
  const namesake = members.find((member) => member.name === name) ?? members[0];
  if (namesake === undefined) throw new RangeError(`no member of ${ref.code} in vn34`);
  return namesake.region;
}

/** The provinces of a region, by code. */
export function provincesOf(region: Region, set: ProvinceSet): readonly ProvinceRef[] {
  const all: readonly { readonly code: string }[] = set === 'vn63' ? provinces63 : provinces34;
  return all.map(({ code }) => ({ set, code })).filter((ref) => regionOf(ref) === region);
}
