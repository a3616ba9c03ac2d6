import type { Region, Stage } from '#contracts/figures';
import type { Bilingual } from '../problems/problem-kind.ts';

/** Stages as the trade calls them, TT 36/2013/TT-BCT. */
export const stageNames = {
  surveyed: { vi: 'Khảo sát nhu cầu', en: 'Need surveyed' },
  draft: { vi: 'Lập đề án', en: 'Being drafted' },
  registered: { vi: 'Đăng ký kế hoạch', en: 'Registered' },
  returned: { vi: 'Yêu cầu hoàn thiện hồ sơ', en: 'Returned for completion' },
  'base-passed': { vi: 'Đạt thẩm định cấp cơ sở', en: 'Base appraisal passed' },
  'final-passed': { vi: 'Đạt thẩm định', en: 'Appraisal passed' },
  'in-plan': { vi: 'Đã duyệt kế hoạch', en: 'Approved in the plan' },
  contracted: { vi: 'Đã ký hợp đồng', en: 'Under contract' },
  executing: { vi: 'Đang thực hiện', en: 'In execution' },
  accepted: { vi: 'Đã nghiệm thu', en: 'Accepted' },
  liquidated: { vi: 'Đã thanh lý hợp đồng', en: 'Contract liquidated' },
  settled: { vi: 'Đã quyết toán', en: 'Settled' },
  'kept-for-later': { vi: 'Để lại kỳ sau', en: 'Kept for later' },
  'not-eligible': { vi: 'Không đủ điều kiện', en: 'Not eligible' },
  rejected: { vi: 'Không đạt thẩm định', en: 'Rejected' },
  'not-in-plan': { vi: 'Không vào kế hoạch', en: 'Not in the plan' },
  stopped: { vi: 'Ngừng triển khai', en: 'Stopped' },
  withdrawn: { vi: 'Rút đề án', en: 'Withdrawn' },
} as const satisfies Record<Stage, Bilingual>;

/** Regions of the conferences, TT 26/2014/TT-BCT art. 3(1)c. */
export const regionNames = {
  north: { vi: 'Phía Bắc', en: 'North' },
  central: { vi: 'Miền Trung – Tây Nguyên', en: 'Central and Highlands' },
  south: { vi: 'Phía Nam', en: 'South' },
} as const satisfies Record<Region, Bilingual>;
