/** Sub-kinds of a content to which the circulars give rules of their own. A project names one, or none: then the content's own rows hold. */
export interface Variant {
  readonly code: string;
  readonly content: string;
  readonly vi: string;
  readonly en: string;
}

const of = (content: string, code: string, vi: string, en: string): Variant => ({ code, content, vi, en });

export const variants: readonly Variant[] = [
  of('ND2a', 'study-abroad', 'Khảo sát, học tập ở nước ngoài', 'Study trip abroad'),
  of('ND3a', 'efficient-model', 'Mô hình tại cơ sở đang hoạt động có hiệu quả', 'Model at an efficient establishment, to spread'),
  of('ND3b', 'production-line', 'Dây chuyền công nghệ', 'Production line'),
  of('ND4a', 'voting-region', 'Bình chọn cấp khu vực', 'Voting at regional level'),
  of('ND4a', 'prize-region', 'Thưởng sản phẩm đạt giải cấp khu vực', 'Prize for a product at regional level'),
  of('ND4a', 'prize-national', 'Thưởng sản phẩm đạt giải cấp quốc gia', 'Prize for a product at national level'),
  of('ND4b', 'fair-organised', 'Tổ chức hội chợ, triển lãm trong nước', 'Organising a domestic fair'),
  of('ND4b', 'fair-joined', 'Tham gia hội chợ, triển lãm trong nước', 'Taking part in a domestic fair'),
  of('ND4b', 'fair-abroad', 'Hội chợ, triển lãm tại nước ngoài', 'Fair abroad'),
  of('ND6', 'media-contract', 'Truyền hình, truyền thanh, bản tin, ấn phẩm', 'Television, radio, bulletins, print'),
  of('ND7a', 'association-region', 'Thành lập hội, hiệp hội cấp vùng', 'Founding an association of a region'),
  of('ND7a', 'association-national', 'Thành lập hội, hiệp hội cấp quốc gia', 'Founding a national association'),
  of('ND7a', 'linkage-cluster', 'Cụm liên kết doanh nghiệp công nghiệp', 'Enterprise linkage cluster'),
  of('ND7b', 'cluster-planning', 'Lập quy hoạch chi tiết cụm công nghiệp', 'Detailed planning of an industrial cluster'),
  of('ND7c', 'relocation-interest', 'Lãi suất vốn vay để di dời vào khu, cụm công nghiệp', 'Loan interest of a relocation'),
  of('ND7c', 'pollution-establishment', 'Xử lý ô nhiễm tại cơ sở công nghiệp nông thôn', 'Pollution treatment at an establishment'),
  of('ND7c', 'pollution-cluster', 'Xử lý ô nhiễm tại cụm công nghiệp', 'Pollution treatment at an industrial cluster'),
];

export const isVariant = (content: string, code: string): boolean =>
  variants.some((variant) => variant.content === content && variant.code === code);

/** @throws RangeError the content has no such variant */
export function variantOf(content: string, code: string): Variant {
  const variant = variants.find((one) => one.content === content && one.code === code);
  if (variant === undefined) throw new RangeError(`${content} has no variant ${code}`);
  return variant;
}
