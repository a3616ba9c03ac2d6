import type { Rule } from './rule.ts';
import { ND235, ND45, TT46 } from './wordings.ts';

/** Kinds of place where an establishment produces, as the texts tell them apart. */
export const areas = {
  commune: { vi: 'xã', en: 'commune' },
  township: { vi: 'thị trấn', en: 'township' },
  town: { vi: 'thị xã', en: 'town' },
  'ward-of-class-3-city': { vi: 'phường của thành phố loại 3', en: 'ward of a class-3 city' },
  'ward-of-class-2-city': { vi: 'phường của thành phố loại 2', en: 'ward of a class-2 city' },
  'new-ward-of-class-1-city': {
    vi: 'phường của thành phố loại 1 chuyển từ xã chưa quá 5 năm',
    en: 'ward of a class-1 city, a commune less than 5 years ago',
  },
  'ward-of-class-1-city': { vi: 'phường của thành phố loại 1', en: 'ward of a class-1 city' },
  /** Since communes answer to provinces alone. */
  'ward-of-province': { vi: 'phường thuộc tỉnh', en: 'ward of a province' },
  'special-zone': { vi: 'đặc khu', en: 'special zone' },
  'ward-of-city': { vi: 'phường thuộc thành phố trực thuộc trung ương', en: 'ward of a centrally-run city' },
  'commune-of-city': { vi: 'xã thuộc thành phố trực thuộc trung ương', en: 'commune of a centrally-run city' },
  /** Recognised by the provincial committee, wherever it lies. */
  'craft-village': { vi: 'làng nghề được công nhận', en: 'recognised craft village' },
} as const satisfies Readonly<Record<string, { readonly vi: string; readonly en: string }>>;
export type Area = keyof typeof areas;

/** Where a rural industrial establishment may produce. */
export interface PlaceRule extends Rule {
  readonly areas: readonly Area[];
}

export const placeRules: readonly PlaceRule[] = [
  {
    id: 'place-2012',
    areas: ['commune', 'township', 'town', 'ward-of-class-3-city', 'ward-of-class-2-city', 'new-ward-of-class-1-city', 'commune-of-city'],
    ...ND45,
    to: '2025-10-14',
    article: 'art. 1(2)a',
    status: 'verified',
  },
  {
    id: 'place-2025',
    areas: ['commune', 'ward-of-province', 'special-zone', 'commune-of-city', 'craft-village'],
    ...ND235,
    article: 'art. 1(1)',
    status: 'verified',
    note: 'Wards of centrally-run cities are outside, unless in a recognised craft village.',
  },
];

/** A trade that is supported, or is not. */
export interface TradeRule extends Rule {
  /** Letter of NĐ 45/2012 art. 5(1); a name where no letter was read. */
  readonly trade: string;
  readonly vi: string;
  readonly en: string;
  readonly excluded?: true;
}

const trade = (letter: string, vi: string, en: string): TradeRule => ({
  id: `trade-${letter}`,
  trade: letter,
  vi,
  en,
  ...ND45,
  article: `art. 5(1)${letter}`,
  status: 'verified',
});

const trade2025 = (name: string, vi: string, en: string): TradeRule => ({
  id: `trade-${name}`,
  trade: name,
  vi,
  en,
  ...ND235,
  article: 'eligible trades',
  status: 'verified',
  note: 'From news; the new article was not read.',
});

export const tradeRules: readonly TradeRule[] = [
  trade('a', 'Chế biến nông - lâm - thủy sản, thực phẩm', 'Agro-forestry-fishery processing, food'),
  trade('b', 'Hàng tiêu dùng, xuất khẩu, thay thế nhập khẩu', 'Consumer, export and import-substitute goods'),
  trade('c', 'Hóa chất phục vụ nông nghiệp; vật liệu xây dựng', 'Chemicals for agriculture; building materials'),
  trade('d', 'Cơ khí, điện, điện tử - tin học; công nghiệp hỗ trợ', 'Machinery, electrical, electronics; supporting industry'),
  trade('đ', 'Tiểu thủ công nghiệp', 'Handicraft'),
  trade('e', 'Khai thác, chế biến khoáng sản tại địa bàn khó khăn', 'Mining in difficult areas'),
  trade('g', 'Sản xuất sạch hơn; xử lý ô nhiễm môi trường', 'Cleaner production; pollution treatment'),
  trade2025('high-technology', 'Công nghệ cao', 'High technology'),
  trade2025('clean-industry', 'Công nghiệp sạch', 'Clean industry'),
  trade2025('energy-saving', 'Tiết kiệm năng lượng', 'Energy saving'),
  trade2025('environmental-industry', 'Công nghiệp môi trường', 'Environmental industry'),
  {
    id: 'trade-clay-brick',
    trade: 'clay-brick',
    vi: 'Gạch đất sét nung bằng lò thủ công cải tiến, lò vòng gây ô nhiễm',
    en: 'Fired clay bricks from polluting kilns',
    excluded: true,
    ...TT46,
    article: 'art. 5(1)',
    status: 'verified',
  },
];

/** Order in which projects are preferred when the plan is drawn up: the lower rank first, place before trade. */
export interface Preference extends Rule {
  readonly rank: number;
  readonly by: 'scheme' | 'place' | 'trade' | 'unit' | 'owner';
  readonly preferred: string;
  readonly vi: string;
  readonly en: string;
}

type Preferred = Pick<Preference, 'rank' | 'by' | 'preferred' | 'vi' | 'en'>;

const preference = (text: Pick<Rule, 'from' | 'to' | 'instrument' | 'article'>, what: Preferred, note?: string): Preference => ({
  id: `preference-${what.preferred}`,
  ...what,
  ...text,
  status: 'verified',
  ...(note === undefined ? {} : { note }),
});

const ART_7 = { from: '2014-02-10', to: null, instrument: 'TT 36/2013/TT-BCT' } as const;
type Named = readonly [preferred: string, vi: string, en: string];
const place = (rank: number, letter: string, ...[preferred, vi, en]: Named): Preference =>
  preference({ ...TT46, article: `art. 6(1)${letter}, 6(3)a` }, { rank, by: 'place', preferred, vi, en });
const trades = (rank: number, letter: string, ...[preferred, vi, en]: Named): Preference =>
  preference({ ...TT46, article: `art. 6(3)a; NĐ 45/2012/NĐ-CP art. 6(2)${letter}` }, { rank, by: 'trade', preferred, vi, en });

export const preferences: readonly Preference[] = [
  preference(
    { ...ART_7, article: 'art. 7(1)' },
    { rank: 1, by: 'scheme', preferred: 'key-scheme', vi: 'Đề án điểm', en: 'Key schemes' },
    'TT 17/2018 on this article was not read.',
  ),
  place(
    2,
    'a',
    'highland-island-border',
    'Vùng cao, hải đảo, biên giới, dân tộc thiểu số',
    'Highland, island, border, ethnic-minority areas',
  ),
  place(3, 'b', 'poor-district', 'Huyện nghèo theo Nghị quyết 30a', 'Poor districts (NQ 30a/2008)'),
  place(4, 'c', 'new-rural-commune', 'Xã trong kế hoạch nông thôn mới', "Communes in the year's new-rural plan"),
  place(5, 'd', 'difficult-area', 'Địa bàn khó khăn, đặc biệt khó khăn', 'Difficult and specially difficult areas'),
  trades(
    6,
    'b',
    'typical-key-export-local-labour',
    'Sản phẩm tiêu biểu, chủ lực, xuất khẩu; nguyên liệu tại chỗ trên 50 %; từ 50 lao động',
    'Typical, key and export products; local materials over 50 %; 50 workers or more',
  ),
  trades(
    7,
    'a',
    'mechanical-agro-supporting',
    'Cơ khí, hóa chất nông nghiệp, chế biến nông sản, công nghiệp hỗ trợ',
    'Mechanical, farm chemicals, agro-processing, supporting industry',
  ),
  preference(
    { ...ART_7, article: 'art. 7(2)' },
    { rank: 8, by: 'unit', preferred: 'experience', vi: 'Đơn vị có kinh nghiệm, năng lực tốt hơn', en: 'The unit with better experience' },
    'TT 17/2018 on this article was not read.',
  ),
  preference(
    { ...ND235, article: 'preference' },
    {
      rank: 9,
      by: 'owner',
      preferred: 'women-or-minority-owned',
      vi: 'Cơ sở do phụ nữ, người dân tộc thiểu số làm chủ',
      en: 'Owned by women or ethnic minorities',
    },
    'From news; the article and the rank were not read.',
  ),
];
