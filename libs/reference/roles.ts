/**
 * In which capacity a person acts. Powers follow NĐ 45/2012 art. 7, 8, 15, 16 and TT 36/2013 art. 8, 11, 20 to 23; which person has
 * which role, and for which province, comes with access control.
 */
export type Role =
  /** Trung tâm Khuyến công or another implementing unit of a province (đơn vị thực hiện). */
  | 'centre-officer'
  /** Trung tâm Khuyến công quốc gia vùng: registers directly with the Cục (TT 36/2013 art. 8(1)b). */
  | 'regional-centre-officer'
  /** UBND cấp xã: proposes, confirms volume in force majeure (TT 36/2013 art. 18(4)). */
  | 'commune-officer'
  /** Sở Công Thương: base-level appraisal, volume, base-level acceptance. */
  | 'appraisal-officer'
  /** Giám đốc Sở Công Thương. */
  | 'department-leader'
  /** Kế toán ở Sở: pays KCDP. */
  | 'department-accountant'
  /** Cục: ministry-level appraisal, contracts, minor adjustments, settlement. */
  | 'agency-officer'
  /** Cục trưởng. */
  | 'agency-leader'
  /** Kế toán ở Cục: pays KCQG. */
  | 'agency-accountant'
  /** Bộ trưởng or whom he empowers: KCQG plan and the big adjustments. */
  | 'ministry-leader'
  /** Chủ tịch UBND cấp tỉnh or whom he empowers: KCDP plan. */
  | 'province-leader'
  /** Thành viên Hội đồng thẩm định. */
  | 'council-member'
  /** Looks and notes; moves nothing. */
  | 'supervisor'
  | 'auditor'
  /** Keeps rule sets, calendars and reminders. */
  | 'operator';

export const ROLES: Readonly<Record<Role, { readonly vi: string; readonly en: string }>> = {
  'centre-officer': { vi: 'Cán bộ Trung tâm Khuyến công', en: 'Promotion-centre officer' },
  'regional-centre-officer': { vi: 'Cán bộ Trung tâm Khuyến công vùng', en: 'Regional-centre officer' },
  'commune-officer': { vi: 'Cán bộ xã, phường', en: 'Commune officer' },
  'appraisal-officer': { vi: 'Cán bộ thẩm định Sở Công Thương', en: 'Appraisal officer of the department' },
  'department-leader': { vi: 'Lãnh đạo Sở Công Thương', en: 'Leader of the department' },
  'department-accountant': { vi: 'Kế toán Sở Công Thương', en: 'Accountant of the department' },
  'agency-officer': { vi: 'Chuyên viên Cục', en: 'Officer of the managing agency' },
  'agency-leader': { vi: 'Lãnh đạo Cục', en: 'Leader of the managing agency' },
  'agency-accountant': { vi: 'Kế toán Cục', en: 'Accountant of the managing agency' },
  'ministry-leader': { vi: 'Lãnh đạo Bộ Công Thương', en: 'Leader of the ministry' },
  'province-leader': { vi: 'Lãnh đạo UBND tỉnh', en: 'Leader of the provincial committee' },
  'council-member': { vi: 'Thành viên Hội đồng thẩm định', en: 'Member of the appraisal council' },
  supervisor: { vi: 'Cán bộ giám sát', en: 'Supervisor' },
  auditor: { vi: 'Kiểm toán', en: 'Auditor' },
  operator: { vi: 'Quản trị hệ thống', en: 'Operator' },
};

export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);
