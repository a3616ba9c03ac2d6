import type { Source } from '#contracts/figures';
import type { Awaited } from '#read-models/figures/obligations';

interface InTwoLanguages {
  readonly vi: string;
  readonly en: string;
}

const UNIT_REQUESTS: InTwoLanguages = { vi: 'Đơn vị thực hiện: lập đề nghị tạm ứng', en: 'Implementing unit: request the advance' };
const UNIT_LODGES: InTwoLanguages = { vi: 'Đơn vị thực hiện: nộp hồ sơ quyết toán', en: 'Implementing unit: lodge the settlement dossier' };
const DEPARTMENT_CONFIRMS: InTwoLanguages = {
  vi: 'Sở Công Thương: xác nhận khối lượng',
  en: 'Department of Industry and Trade: confirm the volume',
};

/**
 * Who holds the next step of a late disbursement. KCQG: the managing agency in the Ministry signs, pays and settles (TT 36/2013
 * art. 12-16, 18), the Sở confirms the volume (art. 21(4)). KCDP: the Sở pays and settles (TTLT 26/2014 art. 8); a province's own
 * process may name others.
 */
const HOLDERS: { readonly [awaited in Awaited]: { readonly [source in Source]: InTwoLanguages } } = {
  request: { KCQG: UNIT_REQUESTS, KCDP: UNIT_REQUESTS },
  volume: { KCQG: DEPARTMENT_CONFIRMS, KCDP: DEPARTMENT_CONFIRMS },
  payment: {
    KCQG: { vi: 'Cục quản lý khuyến công: chi tạm ứng', en: 'Managing agency in the Ministry: pay the advance' },
    KCDP: { vi: 'Sở Công Thương: chi tạm ứng', en: 'Department of Industry and Trade: pay the advance' },
  },
  dossier: { KCQG: UNIT_LODGES, KCDP: UNIT_LODGES },
  settlement: {
    KCQG: { vi: 'Cục quản lý khuyến công: phê duyệt quyết toán', en: 'Managing agency in the Ministry: approve the settlement' },
    KCDP: { vi: 'Sở Công Thương: phê duyệt quyết toán', en: 'Department of Industry and Trade: approve the settlement' },
  },
};

export const whoCanAct = (awaited: Awaited, source: Source): InTwoLanguages => HOLDERS[awaited][source];
