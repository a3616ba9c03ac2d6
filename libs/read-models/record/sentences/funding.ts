/** The plan, the contract and the advances. */
import { amountText, because, dayText, percentText } from '../wording.ts';
import { type Sentences, told, TRANCHES } from './told.ts';

type FundingType =
  | 'ApprovedInPlan'
  | 'LeftOutOfPlan'
  | 'ApprovalAdjusted'
  | 'GroupPlanApproved'
  | 'ContractSigned'
  | 'ContractExtended'
  | 'TaskAssigned'
  | 'SupportContractSigned'
  | 'AdvanceRequested'
  | 'VolumeConfirmed'
  | 'AdvancePaid'
  | 'AdvanceRecovered';

export const fundingSentences: Sentences<FundingType> = {
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
  ApprovalAdjusted: ({ decisionNo, amount, before, reason }) => {
    const [from, to] = [amountText(before), amountText(amount)];
    return told(
      `Điều chỉnh kinh phí kế hoạch từ ${from.vi} thành ${to.vi} theo Quyết định ${decisionNo}${because(reason)}`,
      `Approved amount changed from ${from.en} to ${to.en} by decision ${decisionNo}${because(reason)}`,
      amount,
    );
  },
  GroupPlanApproved: ({ decisionNo, places }) => {
    const total = places.reduce((amount, place) => amount + place.amount, 0);
    const money = amountText(total);
    return told(
      `Phê duyệt kế hoạch chi tiết đề án nhóm theo Quyết định ${decisionNo}: ${places.length} địa điểm, ${money.vi}`,
      `Detailed plan of the group scheme approved by decision ${decisionNo}: ${places.length} places, ${money.en}`,
      total,
    );
  },
  ContractSigned: ({ contractNo, endsOn }) =>
    told(
      `Ký hợp đồng ${contractNo}, thực hiện đến ngày ${dayText(endsOn)}`,
      `Contract ${contractNo} signed, to be carried out by ${dayText(endsOn)}`,
    ),
  ContractExtended: ({ appendixNo, endsOn }) =>
    told(
      `Gia hạn hợp đồng đến ngày ${dayText(endsOn)} theo phụ lục ${appendixNo}`,
      `Contract extended to ${dayText(endsOn)} by appendix ${appendixNo}`,
    ),
  TaskAssigned: ({ decisionNo, endsOn }) =>
    told(
      `Giao nhiệm vụ theo Quyết định ${decisionNo}, thực hiện đến ngày ${dayText(endsOn)}`,
      `Task assigned by decision ${decisionNo}, to be carried out by ${dayText(endsOn)}`,
    ),
  SupportContractSigned: ({ contractNo, investor }) =>
    told(`Ký hợp đồng hỗ trợ ${contractNo} với ${investor}`, `Support contract ${contractNo} signed with ${investor}`),
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
  AdvanceRecovered: ({ amount, reason }) => {
    const money = amountText(amount);
    return told(`Thu hồi tạm ứng ${money.vi}${because(reason)}`, `${money.en} of advances recovered${because(reason)}`, amount);
  },
};
