import type { Message, MessageItem } from '../channel.ts';

/** Messages as the sweep would make them, for tests. */

export const item = (over: Partial<MessageItem> = {}): MessageItem => ({
  projectId: '7f1f6f8e-2b1f-5a55-9a43-0f6f2f4f9d11',
  code: 'KCQG-2022-38-001',
  title: 'Hỗ trợ ứng dụng máy móc tiên tiến trong chế biến lâm sản',
  province: 'Thanh Hóa',
  kind: 'settlement-dossier',
  obligation: 'settlement-dossier',
  step: 'after-5',
  due: '2022-09-25',
  left: -5,
  unit: 'calendar',
  late: false,
  vnd: 300_000_000,
  holder: { vi: 'Trung tâm khuyến công', en: 'Promotion centre' },
  legalBasis: 'khoản 1 Điều 18 Thông tư 36/2013/TT-BCT',
  ruleStatus: 'verified',
  movedFrom: null,
  expected: [],
  ...over,
});

export const soon = item({
  code: 'KCDP-2022-24-017',
  title: 'Xây dựng mô hình trình diễn kỹ thuật sản xuất bánh đa nem',
  province: 'Bắc Giang',
  kind: 'base-appraisal',
  obligation: 'base-appraisal',
  step: 'before-3',
  due: '2022-10-05',
  left: 3,
  unit: 'working',
  vnd: null,
  holder: { vi: 'Sở Công Thương', en: 'Department of Industry and Trade' },
  legalBasis: 'thiết lập: 15 ngày (Tiendo)',
  ruleStatus: 'unverified',
  movedFrom: { due: '2022-10-04', why: 'Thông báo 3521/TB-BLĐTBXH' },
  expected: ['2022-10-10'],
});

export const today = item({
  code: 'KCQG-2022-02-004',
  title: 'Đào tạo nghề may công nghiệp cho lao động nông thôn',
  province: 'Hà Giang',
  kind: 'monthly-report',
  obligation: 'monthly-report:2022-09',
  step: 'due',
  due: '2022-09-30',
  left: 0,
  unit: 'fixed',
  late: true,
  vnd: null,
  legalBasis: 'điểm a khoản 3 Điều 23 Thông tư 36/2013/TT-BCT',
});

export const message = (over: Partial<Message> = {}): Message => ({
  delivery: 'reminder-delivery~lan.nguyen~2022-09-30~email',
  messageId: 'c0c5e2d4-7a2b-5d1f-8f6e-3f0e4f3b8f10@tiendo.invalid',
  day: '2022-09-30',
  language: 'vi',
  to: { recipient: 'lan.nguyen', name: 'Nguyễn Thị Lan', email: 'lan@example.invalid', url: null },
  items: [soon, item(), today],
  consoleUrl: 'http://127.0.0.1:3000/',
  ...over,
});
