/** A contact's fields as an officer calls them, and what can be wrong with one: for files, and for the API's refusals. */
import type { ContactField, ContactProblem } from '#lifecycle/contact/contact-faults';

export interface Words {
  readonly vi: string;
  readonly en: string;
}

export const fieldNames: Readonly<Record<ContactField, Words>> = {
  person: { vi: 'Mã người', en: 'Person' },
  name: { vi: 'Tên', en: 'Name' },
  role: { vi: 'Vai trò', en: 'Role' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  province: { vi: 'Tỉnh', en: 'Province' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  language: { vi: 'Ngôn ngữ', en: 'Language' },
  activeFrom: { vi: 'Ngày bắt đầu', en: 'First day' },
  activeTo: { vi: 'Ngày kết thúc', en: 'Last day' },
  ownActions: { vi: 'Nhận thư về việc của chính mình', en: 'Own actions' },
};

export const problemWords: Readonly<Record<ContactProblem, Words>> = {
  missing: { vi: 'để trống', en: 'is empty' },
  'person-format': {
    vi: 'chỉ gồm a–z, 0–9, dấu chấm, gạch ngang, gạch dưới; bắt đầu bằng chữ hoặc số; tối đa 40 ký tự',
    en: 'must be of a–z, 0–9, dot, dash and underscore, begin with a letter or digit and have at most 40 characters',
  },
  'control-char': { vi: 'có ký tự điều khiển hoặc ký tự ẩn', en: 'holds a control or invisible character' },
  untidy: { vi: 'chưa ở dạng NFC hoặc còn dấu cách ở đầu, cuối', en: 'is not in NFC, or has blanks around it' },
  'too-long': { vi: 'quá dài', en: 'is too long' },
  'unknown-role': { vi: 'không phải vai trò của hệ thống', en: 'is no role of the system' },
  'unknown-province': { vi: 'không có tỉnh này trong bộ mã vn63 hoặc vn34', en: 'is no province of vn63 or vn34' },
  'province-missing': { vi: 'vai trò này thuộc một tỉnh, phải ghi tỉnh', en: 'is needed: this role is one of a province' },
  email: { vi: 'không phải địa chỉ thư điện tử (ASCII, tối đa 254 ký tự)', en: 'is no e-mail address (ASCII, at most 254 characters)' },
  'unknown-language': { vi: 'phải là vi hoặc en', en: 'must be vi or en' },
  date: { vi: 'không phải ngày có thật, dạng NNNN-TT-NN', en: 'is no real day, YYYY-MM-DD' },
  'date-order': { vi: 'trước ngày bắt đầu', en: 'is before the first day' },
};
