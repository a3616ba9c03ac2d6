/** Why a decision of a plan or a contract did not reach the project. */
import type { DeclinedFollowUp, FollowUpType } from '#lifecycle/project/project.events';
import { stages } from '#reference/definitions/stages';
import type { Sentence } from '../wording.ts';
import { type Sentences, told } from './told.ts';

const ASKED: Readonly<Record<FollowUpType, (document: string) => Sentence>> = {
  ApproveInPlan: (no) => ({ vi: `phê duyệt vào kế hoạch theo Quyết định ${no}`, en: `approval in the plan by decision ${no}` }),
  LeaveOutOfPlan: (no) => ({ vi: `quyết định ${no} không đưa vào kế hoạch`, en: `leaving out of the plan by decision ${no}` }),
  AdjustApproval: (no) => ({ vi: `điều chỉnh kinh phí theo Quyết định ${no}`, en: `change of the approved amount by decision ${no}` }),
  SignContract: (no) => ({ vi: `hợp đồng ${no}`, en: `contract ${no}` }),
  ExtendContract: (no) => ({ vi: `gia hạn theo phụ lục ${no}`, en: `extension by appendix ${no}` }),
};

/** Codes of refusals with which a project may answer them; any other is shown as it is. */
const WHY: Readonly<Record<string, Sentence | undefined>> = {
  'date-order': { vi: 'văn bản có ngày trước việc gần nhất của đề án', en: 'it is dated before the last act of the project' },
  'not-your-role': { vi: 'người ký không có thẩm quyền', en: 'whoever signed it has no power to do so' },
  segregation: { vi: 'người ký đã làm việc khác của đề án mà không được kiêm', en: 'whoever signed it did a duty that excludes it' },
  'plan-conflict': { vi: 'đề án thuộc kế hoạch khác', en: 'the project belongs to another plan' },
  'amount-over-appraised': { vi: 'số tiền lớn hơn mức thẩm định', en: 'the amount is more than was appraised' },
  'amount-under-spent': { vi: 'số tiền thấp hơn số đã chi hoặc đã nghiệm thu', en: 'the amount is less than was paid or accepted' },
  counterpart: { vi: 'số tiền lớn hơn tổng kinh phí', en: 'the amount is more than the total cost' },
  ceiling: { vi: 'số tiền vượt mức hỗ trợ tối đa', en: 'the amount is over the ceiling' },
  'contract-conflict': { vi: 'đề án theo hợp đồng khác', en: 'the project has another contract' },
};

function whyNot({ reason, status }: DeclinedFollowUp): Sentence {
  const stage: Sentence | undefined = reason === 'illegal-transition' ? stages[status as keyof typeof stages] : undefined;
  if (stage !== undefined) return { vi: `đề án đang ở bước “${stage.vi}”`, en: `the project is at the stage “${stage.en}”` };
  return WHY[reason] ?? { vi: reason, en: reason };
}

export const declinedSentences: Sentences<'FollowUpDeclined'> = {
  FollowUpDeclined: (data) => {
    const [asked, why] = [ASKED[data.asked](data.document), whyNot(data)];
    return told(`Đề án không nhận được ${asked.vi}: ${why.vi}`, `The project could not take the ${asked.en}: ${why.en}`);
  },
};
