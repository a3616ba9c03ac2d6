import type { Stage, Status } from './definition.ts';

/** The stages that both programmes share; what differs between them is who acts. */
export const stages: Readonly<Record<Status, Stage>> = {
  surveyed: { vi: 'Đã khảo sát', en: 'Surveyed' },
  draft: { vi: 'Dự thảo', en: 'Draft' },
  registered: { vi: 'Đã đăng ký', en: 'Registered' },
  returned: { vi: 'Yêu cầu hoàn thiện hồ sơ', en: 'Returned for completion' },
  'base-passed': { vi: 'Đạt thẩm định cấp cơ sở', en: 'Base appraisal passed' },
  submitted: { vi: 'Trình thẩm định', en: 'Submitted for final appraisal' },
  'final-passed': { vi: 'Đạt thẩm định', en: 'Final appraisal passed' },
  proposed: { vi: 'Trình phê duyệt kế hoạch', en: 'Proposed for the plan' },
  'in-plan': { vi: 'Trong kế hoạch', en: 'In the plan' },
  contracted: { vi: 'Đã ký hợp đồng', en: 'Contracted', clocks: ['deadline-first-advance'] },
  executing: { vi: 'Đang thực hiện', en: 'Executing' },
  accepted: {
    vi: 'Đã nghiệm thu',
    en: 'Accepted',
    clocks: ['deadline-remaining-advance', 'deadline-settlement-dossier', 'deadline-settlement'],
  },
  liquidated: { vi: 'Đã thanh lý hợp đồng', en: 'Liquidated', clocks: ['deadline-settlement'] },
  settled: { vi: 'Đã quyết toán', en: 'Settled', end: true },
  'kept-for-later': { vi: 'Để lại xem xét sau', en: 'Kept for later', end: true },
  'not-eligible': { vi: 'Không đủ điều kiện', en: 'Not eligible', end: true },
  rejected: { vi: 'Không đạt thẩm định', en: 'Rejected', end: true },
  'not-in-plan': { vi: 'Không được giao kế hoạch', en: 'Not in the plan', end: true },
  stopped: { vi: 'Ngừng thực hiện', en: 'Stopped' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn', end: true },
};
