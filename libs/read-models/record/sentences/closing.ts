/** Acceptance, settlement, and what keeps the record in order. */
import type { Details, ProjectEvent } from '#lifecycle/project/project.events';
import { inBoth } from '#reference/rules/legal-basis';
import { amountText, because, type Sentence } from '../wording.ts';
import { aside, list, type Sentences, told } from './told.ts';

type ClosingType =
  | 'AcceptanceHeld'
  | 'SettlementDossierLodged'
  | 'ContractLiquidated'
  | 'SettlementApproved'
  | 'CarriedOver'
  | 'DocumentAttached'
  | 'NoteAdded'
  | 'HandedOver'
  | 'DetailsCorrected'
  | 'ActReversed'
  | 'MovedToDefinition';

const DETAILS: { readonly [Detail in keyof Details]-?: Sentence } = {
  title: { vi: 'tên đề án', en: 'title' },
  commune: { vi: 'địa điểm', en: 'place' },
  beneficiaryName: { vi: 'tên đơn vị thụ hưởng', en: 'name of the beneficiary' },
  taxCode: { vi: 'mã số thuế', en: 'tax code' },
  implementingUnit: { vi: 'đơn vị thực hiện', en: 'implementing unit' },
};

/** Acts that may be reversed, as a person calls them. */
const ACTS: Readonly<Partial<Record<ProjectEvent['type'], Sentence>>> = {
  BaseAppraisalConcluded: { vi: 'kết luận thẩm định cấp cơ sở', en: 'conclusion of the base appraisal' },
  FinalAppraisalConcluded: { vi: 'kết luận thẩm định', en: 'conclusion of the final appraisal' },
  VolumeConfirmed: { vi: 'xác nhận khối lượng', en: 'confirmation of volume' },
  AdvancePaid: { vi: 'chi tạm ứng', en: 'payment of an advance' },
  AdvanceRecovered: { vi: 'thu hồi tạm ứng', en: 'recovery of an advance' },
  ProgressReported: { vi: 'báo cáo tiến độ', en: 'progress report' },
  ContentResultReported: { vi: 'báo cáo kết quả nội dung', en: 'report of a content' },
  AcceptanceHeld: { vi: 'nghiệm thu', en: 'acceptance' },
  SettlementDossierLodged: { vi: 'nộp hồ sơ quyết toán', en: 'lodging of the settlement dossier' },
  ContractLiquidated: { vi: 'thanh lý hợp đồng', en: 'liquidation of the contract' },
};

export const closingSentences: Sentences<ClosingType> = {
  AcceptanceHeld: ({ result, amount, remarks }) => {
    const money = amountText(amount);
    if (result === 'not-accepted') return told(`Nghiệm thu: không đạt${because(remarks)}`, `Acceptance: not accepted${because(remarks)}`);
    return result === 'full'
      ? told(`Nghiệm thu toàn bộ, giá trị ${money.vi}${because(remarks)}`, `Accepted in full, worth ${money.en}${because(remarks)}`, amount)
      : told(
          `Nghiệm thu một phần, giá trị ${money.vi}${because(remarks)}`,
          `Accepted in part, worth ${money.en}${because(remarks)}`,
          amount,
        );
  },
  SettlementDossierLodged: ({ documents }) =>
    told(`Nộp hồ sơ quyết toán gồm ${documents.length} tài liệu`, `Settlement dossier lodged with ${documents.length} documents`),
  ContractLiquidated: ({ minutesNo }) =>
    told(`Thanh lý hợp đồng theo biên bản ${minutesNo}`, `Contract liquidated by minutes ${minutesNo}`),
  SettlementApproved: ({ amount }) => {
    const money = amountText(amount);
    return told(`Phê duyệt quyết toán ${money.vi}`, `Settlement of ${money.en} approved`, amount);
  },
  CarriedOver: ({ amount, toYear, decisionNo }) => {
    const money = amountText(amount);
    return told(
      `Chuyển nguồn ${money.vi} sang năm ${toYear} theo Quyết định ${decisionNo}`,
      `${money.en} carried over to ${toYear} by decision ${decisionNo}`,
      amount,
    );
  },
  DocumentAttached: ({ title, number, proves }) => {
    const [vi, en] = proves === null ? ['', ''] : [`, chứng minh ${proves}`, `, proving ${proves}`];
    return told(`Bổ sung tài liệu “${title}”${aside(number)}${vi}`, `Document “${title}”${aside(number)} attached${en}`);
  },
  NoteAdded: ({ text, audience }) =>
    audience === 'internal' ? told(`Ghi chú nội bộ: ${text}`, `Internal note: ${text}`) : told(`Ghi chú: ${text}`, `Note: ${text}`),
  HandedOver: ({ from, to, reason, openWork }) => {
    const giver = from === null ? { vi: '', en: '' } : { vi: ` từ ${from}`, en: ` from ${from}` };
    const [vi, en] = openWork.length === 0 ? ['', ''] : [`; việc còn lại: ${list(openWork)}`, `; open work: ${list(openWork)}`];
    return told(
      `Bàn giao đề án${giver.vi} cho ${to}${because(reason)}${vi}`,
      `Project handed over${giver.en} to ${to}${because(reason)}${en}`,
    );
  },
  DetailsCorrected: ({ details, before, reason }) => {
    const corrected = (Object.keys(DETAILS) as (keyof Details)[]).filter((detail) => details[detail] !== undefined);
    const inLanguage = (language: keyof Sentence) =>
      list(corrected.map((detail) => `${DETAILS[detail][language]} “${before[detail] ?? ''}” → “${details[detail] ?? ''}”`));
    return told(`Đính chính ${inLanguage('vi')}${because(reason)}`, `Corrected: ${inLanguage('en')}${because(reason)}`);
  },
  ActReversed: ({ reversed, revision, reason, amount }) => {
    const act = ACTS[reversed as ProjectEvent['type']] ?? { vi: reversed, en: reversed };
    const [vi, en] = amount === 0 ? ['', ''] : [`, ${amountText(amount).vi}`, `, ${amountText(amount).en}`];
    return told(
      `Hủy ${act.vi} đã ghi ở sự kiện số ${revision}${vi}${because(reason)}`,
      `The ${act.en} recorded as event ${revision} is reversed${en}${because(reason)}`,
      amount === 0 ? null : -amount,
    );
  },
  MovedToDefinition: ({ from, to, legalBasis }) => {
    const { vi, en } = inBoth(legalBasis);
    return told(`Chuyển quy trình từ ${from} sang ${to} theo ${vi}`, `Moved from process ${from} to ${to} under ${en}`);
  },
};
