import { describe, expect, it } from '@jest/globals';
import type { FollowUpType, ProjectEvent } from '#lifecycle/project/project.events';
import { stoppedLife, wholeLife } from '#testkit/whole-lives.fixture';
import { projectTypes } from '../known-events.ts';
import { tell } from './sentences.ts';

const [survey] = wholeLife;
const others: readonly ProjectEvent[] = [
  { type: 'ProjectWithdrawn', data: { reason: 'Không đủ vốn' } },
  { type: 'NeedFoundNotEligible', data: { ...(survey?.event.data as never as object), reason: 'Ngoài địa bàn' } as never },
  declined('ApproveInPlan', '2801/QĐ-BCT', 'illegal-transition'),
  declined('AdjustApproval', '120/QĐ-ĐCK', 'amount-under-spent'),
  declined('ExtendContract', 'PL-01', 'some-later-code'),
];
function declined(asked: FollowUpType, document: string, reason: string): ProjectEvent {
  return { type: 'FollowUpDeclined', data: { asked, decidedBy: 'e-1', stream: 'plan-KCQG-2022', document, reason, status: 'withdrawn' } };
}
const all = [...wholeLife.map(({ event }) => event), ...stoppedLife.map(({ event }) => event), ...others];

describe('a sentence', () => {
  it('exists in both languages for every type of event, whole', () => {
    expect([...new Set(all.map(({ type }) => type))].sort()).toEqual([...projectTypes].sort());
    for (const event of all) {
      const { vi, en } = tell(event).sentence;
      for (const text of [vi, en])
        expect([event.type, text]).not.toEqual([event.type, expect.stringMatching(/undefined|null|NaN|\[object|: *$/)]);
      expect(en).not.toBe(vi);
    }
  });

  const told = (type: ProjectEvent['type'], index = 0) => tell(all.filter((event) => event.type === type)[index] as ProjectEvent);

  it.each<readonly [ProjectEvent['type'], number, string, string]>([
    [
      'ReturnedItemAnswered',
      0,
      'Trả lời mục “Dự toán” của lần trả 1: Đã bổ sung (Báo giá 12/2025)',
      'Item “Dự toán” of round 1 answered: Đã bổ sung (Báo giá 12/2025)',
    ],
    [
      'EarlierSupportJudged',
      0,
      'Đề án KCDP-2020-24-007 trước đây (cùng mã số thuế) không hỗ trợ cùng hạng mục: Máy khác',
      'Earlier project KCDP-2020-24-007 (same tax code) did not support the same item: Máy khác',
    ],
    [
      'CriterionAssessed',
      0,
      'Thẩm định cấp cơ sở về mục tiêu, nội dung và kinh phí: đạt: Dự toán hợp lý (BB-01)',
      'Appraisal at base level of aims, contents and money: met: Dự toán hợp lý (BB-01)',
    ],
    [
      'ProposedForPlan',
      0,
      'Trình phê duyệt kế hoạch theo tờ trình 7/TTr, ưu tiên: địa bàn khó khăn',
      'Proposed for the plan by statement 7/TTr, priority: địa bàn khó khăn',
    ],
    [
      'ApprovalAdjusted',
      0,
      'Điều chỉnh kinh phí kế hoạch từ 280.000.000 đồng thành 260.000.000 đồng theo Quyết định 1200/QĐ-BCT: Máy rẻ hơn',
      'Approved amount changed from 280,000,000 đồng to 260,000,000 đồng by decision 1200/QĐ-BCT: Máy rẻ hơn',
    ],
    [
      'DeadlinePaused',
      0,
      'Tạm dừng tính thời hạn “Nghiệm thu cơ sở” theo văn bản 31/CTĐP-KC: Chờ hướng dẫn mới',
      'Deadline “Acceptance” paused by document 31/CTĐP-KC: Chờ hướng dẫn mới',
    ],
    [
      'ProgressReported',
      0,
      'Báo cáo tiến độ tháng 03/2026: 30% khối lượng, 250.000.000 đồng: Giá thép tăng',
      'Progress of 03/2026 reported: 30% of the volume, 250,000,000 đồng: Giá thép tăng',
    ],
    ['ObstacleRaised', 0, 'Vướng mắc ở Kho bạc (thủ tục): Thiếu mẫu', 'Obstacle at the treasury (procedure): Thiếu mẫu'],
    [
      'AdjustmentRequested',
      0,
      'Đề nghị điều chỉnh địa điểm, tổng kinh phí, thời gian trong năm thành: tổng kinh phí 860.000.000 đồng, địa điểm Xã Phù Lãng, thực hiện đến ngày 15/12/2026, sản phẩm 3: Chuyển xưởng',
      'Adjustment of place, total cost, time within the year requested to: total cost 860,000,000 đồng, place Xã Phù Lãng, to be carried out by 15/12/2026, output 3: Chuyển xưởng',
    ],
    [
      'AdjustmentDecided',
      0,
      'Chấp thuận điều chỉnh địa điểm, tổng kinh phí, thời gian trong năm theo văn bản 77/CTĐP; thẩm định lại mục tiêu, nội dung và kinh phí',
      'Adjustment of place, total cost, time within the year approved by 77/CTĐP; to be appraised again: aims, contents and money',
    ],
    [
      'ActReversed',
      1,
      'Hủy chi tạm ứng đã ghi ở sự kiện số 29, 110.000.000 đồng: Chi nhầm số tiền',
      'The payment of an advance recorded as event 29 is reversed, 110,000,000 đồng: Chi nhầm số tiền',
    ],
    [
      'DetailsCorrected',
      0,
      'Đính chính tên đề án “Hỗ trợ ứng dụng máy móc trong sản xuất gốm” → “Hỗ trợ máy nghiền gốm”: Sai tên',
      'Corrected: title “Hỗ trợ ứng dụng máy móc trong sản xuất gốm” → “Hỗ trợ máy nghiền gốm”: Sai tên',
    ],
    [
      'FollowUpDeclined',
      0,
      'Đề án không nhận được phê duyệt vào kế hoạch theo Quyết định 2801/QĐ-BCT: đề án đang ở bước “Đã rút”',
      'The project could not take the approval in the plan by decision 2801/QĐ-BCT: the project is at the stage “Withdrawn”',
    ],
    [
      'FollowUpDeclined',
      1,
      'Đề án không nhận được điều chỉnh kinh phí theo Quyết định 120/QĐ-ĐCK: số tiền thấp hơn số đã chi hoặc đã nghiệm thu',
      'The project could not take the change of the approved amount by decision 120/QĐ-ĐCK: the amount is less than was paid or accepted',
    ],
    [
      'FollowUpDeclined',
      2,
      'Đề án không nhận được gia hạn theo phụ lục PL-01: some-later-code',
      'The project could not take the extension by appendix PL-01: some-later-code',
    ],
  ])('of %s %i', (type, index, vi, en) => {
    expect(told(type, index).sentence).toEqual({ vi, en });
  });

  it('of a reversal takes the money back with a sign', () => {
    expect(all.filter(({ type }) => type === 'ActReversed').map((event) => tell(event).amount)).toEqual([null, -110_000_000, -20_000_000]);
  });
});
