import type { Holder } from './record-parts.ts';

export const HOLDERS: Readonly<Record<Holder, { readonly vi: string; readonly en: string }>> = {
  centre: { vi: 'Trung tâm khuyến công', en: 'promotion centre' },
  commune: { vi: 'UBND cấp xã', en: 'commune' },
  department: { vi: 'Sở Công Thương', en: 'department' },
  agency: { vi: 'Cục', en: 'managing agency' },
  province: { vi: 'UBND cấp tỉnh', en: 'provincial committee' },
  ministry: { vi: 'Bộ Công Thương', en: 'ministry' },
  treasury: { vi: 'Kho bạc', en: 'treasury' },
  enterprise: { vi: 'Doanh nghiệp', en: 'enterprise' },
};
