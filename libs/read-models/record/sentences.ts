import type { AppraisalResult, Finding, ProjectEvent, Tranche } from '#lifecycle/project/project.events';
import { amountText, because, dayText, percentText, type Sentence } from './wording.ts';

type DataOf<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>['data'];

interface Told {
  readonly sentence: Sentence;
  /** đồng that the event fixes or moves. */
  readonly amount: number | null;
}

const told = (vi: string, en: string, amount: number | null = null): Told => ({ sentence: { vi, en }, amount });

const TRANCHES: Readonly<Record<Tranche, Sentence>> = {
  first: { vi: 'tạm ứng lần một', en: 'the first advance' },
  remaining: { vi: 'tạm ứng kinh phí còn lại', en: 'the remaining advance' },
};

interface Concluded {
  readonly result: AppraisalResult;
  readonly amount: number | null;
  readonly reason: string | null;
  readonly findings: readonly Finding[];
}

function appraisal(by: Sentence, { result, amount, reason, findings }: Concluded): Told {
  const unmet = findings.filter(({ met }) => !met).length;
  const failing = unmet === 0 ? { vi: '', en: '' } : { vi: ` (${unmet} nội dung không đạt)`, en: ` (${unmet} contents not met)` };
  if (result === 'fail' || amount === null)
    return told(`${by.vi}: không đạt${failing.vi}${because(reason)}`, `${by.en}: failed${failing.en}${because(reason)}`);
  const money = amountText(amount);
  return result === 'pass'
    ? told(`${by.vi}: đạt, đề nghị hỗ trợ ${money.vi}`, `${by.en}: passed, support of ${money.en} proposed`, amount)
    : told(
        `${by.vi}: đạt, giảm mức hỗ trợ còn ${money.vi}${because(reason)}`,
        `${by.en}: passed with support reduced to ${money.en}${because(reason)}`,
        amount,
      );
}

/** One sentence per kind of event, Vietnamese first. A new event type does not compile until it has its own. */
const SENTENCES: { readonly [Type in ProjectEvent['type']]: (data: DataOf<Type>) => Told } = {
  NeedSurveyed: ({ beneficiary, commune, outcome }) =>
    outcome === 'recorded'
      ? told(`Khảo sát nhu cầu của ${beneficiary.name} tại ${commune}`, `Need of ${beneficiary.name} in ${commune} surveyed`)
      : told(
          `Khảo sát nhu cầu của ${beneficiary.name} tại ${commune}, để lại xem xét sau`,
          `Need of ${beneficiary.name} in ${commune} surveyed and kept for later`,
        ),
  NeedFoundNotEligible: ({ beneficiary, reason }) =>
    told(
      `Nhu cầu của ${beneficiary.name} không thuộc đối tượng hỗ trợ${because(reason)}`,
      `Need of ${beneficiary.name} found not eligible${because(reason)}`,
    ),
  ProjectDrafted: ({ title, supportRequested }) => {
    const money = amountText(supportRequested);
    return told(`Lập đề án “${title}”, đề nghị hỗ trợ ${money.vi}`, `Project “${title}” drafted, asking for ${money.en}`, supportRequested);
  },
  ProjectRegistered: ({ title, supportRequested, totalCost }) => {
    const [money, cost] = [amountText(supportRequested), amountText(totalCost)];
    return told(
      `Đăng ký đề án “${title}”, đề nghị hỗ trợ ${money.vi} trên tổng kinh phí ${cost.vi}`,
      `Project “${title}” registered, asking for ${money.en} of a total cost of ${cost.en}`,
      supportRequested,
    );
  },
  DossierReturned: ({ round, items }) =>
    told(
      `Trả hồ sơ lần ${round}, yêu cầu bổ sung: ${items.map(({ item }) => item).join(', ')}`,
      `Dossier returned (round ${round}) for completion: ${items.map(({ item }) => item).join(', ')}`,
    ),
  DossierCompleted: ({ round }) => told(`Bổ sung hồ sơ lần ${round}`, `Dossier completed (round ${round})`),
  BaseAppraisalConcluded: (data) => appraisal({ vi: 'Thẩm định cấp cơ sở', en: 'Base appraisal' }, data),
  FinalAppraisalConcluded: (data) =>
    appraisal(
      data.level === 'ministry'
        ? { vi: 'Thẩm định cấp Bộ', en: 'Appraisal by the ministry' }
        : { vi: 'Thẩm định cấp tỉnh', en: 'Appraisal by the province' },
      data,
    ),
  ApprovedInPlan: ({ decisionNo, amount }) => {
    const money = amountText(amount);
    return told(
      `Phê duyệt vào kế hoạch với ${money.vi} theo Quyết định ${decisionNo}`,
      `Approved in the plan with ${money.en} by decision ${decisionNo}`,
      amount,
    );
  },
  LeftOutOfPlan: ({ decisionNo, reason }) =>
    told(
      `Không được đưa vào kế hoạch theo Quyết định ${decisionNo}${because(reason)}`,
      `Left out of the plan by decision ${decisionNo}${because(reason)}`,
    ),
  ContractSigned: ({ contractNo, endsOn }) =>
    told(
      `Ký hợp đồng ${contractNo}, thực hiện đến ngày ${dayText(endsOn)}`,
      `Contract ${contractNo} signed, to be carried out by ${dayText(endsOn)}`,
    ),
  AdvanceRequested: ({ tranche, amount }) => {
    const money = amountText(amount);
    return told(`Đề nghị ${TRANCHES[tranche].vi} ${money.vi}`, `${money.en} requested as ${TRANCHES[tranche].en}`, amount);
  },
  VolumeConfirmed: ({ tranche, percent }) =>
    told(
      `Xác nhận khối lượng hoàn thành ${percentText(percent).vi}% để ${TRANCHES[tranche].vi}`,
      `Volume of ${percentText(percent).en}% confirmed for ${TRANCHES[tranche].en}`,
    ),
  AdvancePaid: ({ tranche, amount, treasuryRef }) => {
    const [money, by] = [amountText(amount), TRANCHES[tranche]];
    const [viRef, enRef] = treasuryRef === null ? ['', ''] : [` (chứng từ kho bạc ${treasuryRef})`, ` (treasury reference ${treasuryRef})`];
    return told(`Chi ${by.vi} ${money.vi}${viRef}`, `${money.en} paid as ${by.en}${enRef}`, amount);
  },
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
  AdvanceRecovered: ({ amount, reason }) => {
    const money = amountText(amount);
    return told(`Thu hồi tạm ứng ${money.vi}${because(reason)}`, `${money.en} of advances recovered${because(reason)}`, amount);
  },
  ProjectStopped: ({ reason, decisionNo }) => {
    const [vi, en] = decisionNo === null ? ['', ''] : [` theo Quyết định ${decisionNo}`, ` by decision ${decisionNo}`];
    return told(`Dừng đề án${vi}${because(reason)}`, `Project stopped${en}${because(reason)}`);
  },
  ProjectWithdrawn: ({ reason }) => told(`Rút đề án${because(reason)}`, `Project withdrawn${because(reason)}`),
};

export const tell = ({ type, data }: ProjectEvent): Told => (SENTENCES[type] as (data: ProjectEvent['data']) => Told)(data);
