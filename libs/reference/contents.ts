/**
 * Contents of khuyến công that a project may have: NĐ 45/2012/NĐ-CP art. 4 in its original wording, split as the ceilings and the
 * reports need it. The codes are Tiendo's own.
 */
export interface Content {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

export const contents: readonly Content[] = [
  { code: 'ND1', vi: 'Đào tạo nghề, truyền nghề, nâng cao tay nghề', en: 'Vocational training' },
  {
    code: 'ND2a',
    vi: 'Nâng cao năng lực quản lý, tập huấn, hội thảo, tham quan',
    en: 'Management capability: courses, seminars, study visits',
  },
  { code: 'ND2b', vi: 'Khởi sự, thành lập doanh nghiệp công nghiệp nông thôn', en: 'Founding rural industrial businesses' },
  { code: 'ND2c', vi: 'Mở rộng thị trường, xuất khẩu', en: 'Market expansion, export' },
  { code: 'ND3a', vi: 'Mô hình trình diễn kỹ thuật', en: 'Technical demonstration models' },
  { code: 'ND3b', vi: 'Ứng dụng máy móc thiết bị tiên tiến, chuyển giao công nghệ', en: 'Advanced machinery, technology transfer' },
  { code: 'ND3c', vi: 'Mô hình thí điểm và đánh giá sản xuất sạch hơn', en: 'Cleaner-production pilots and assessments' },
  { code: 'ND4a', vi: 'Bình chọn sản phẩm công nghiệp nông thôn tiêu biểu', en: 'Voting of typical rural industrial products' },
  { code: 'ND4b', vi: 'Hội chợ, triển lãm', en: 'Fairs and exhibitions' },
  { code: 'ND4c', vi: 'Xây dựng, đăng ký nhãn hiệu', en: 'Brand building and trademark registration' },
  { code: 'ND4d', vi: 'Phòng trưng bày, xúc tiến thương mại', en: 'Showrooms, trade promotion' },
  { code: 'ND5', vi: 'Tư vấn, trợ giúp cơ sở công nghiệp nông thôn', en: 'Consulting for rural establishments' },
  { code: 'ND6', vi: 'Cung cấp thông tin, truyền thông', en: 'Information and communication' },
  { code: 'ND7a', vi: 'Hội, hiệp hội, cụm liên kết doanh nghiệp', en: 'Associations and linkage clusters' },
  { code: 'ND7b', vi: 'Quy hoạch, hạ tầng cụm công nghiệp', en: 'Industrial clusters: planning, infrastructure' },
  { code: 'ND7c', vi: 'Di dời, xử lý ô nhiễm môi trường', en: 'Relocation, pollution treatment' },
  { code: 'ND8', vi: 'Hợp tác quốc tế về khuyến công', en: 'International cooperation' },
  { code: 'ND9', vi: 'Nâng cao năng lực quản lý và tổ chức thực hiện khuyến công', en: 'Capability of the promotion network' },
];

const byCode = new Map(contents.map((content) => [content.code, content]));

export const isContent = (code: string): boolean => byCode.has(code);

/** @throws RangeError no such content */
export function contentOf(code: string): Content {
  const content = byCode.get(code);
  if (content === undefined) throw new RangeError(`no content ${code}`);
  return content;
}
