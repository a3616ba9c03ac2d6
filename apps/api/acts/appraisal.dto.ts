import { BusinessDay, Choice, Line, ListOf, LongText, Money, Optional, OptionalLongText, OrNull } from '../asked/body.ts';
import { DatedDto } from './dated.dto.ts';
import { Multiplier } from './fields.ts';

export class CouncilMemberDto {
  @Line(100, 'Người / person')
  readonly person!: string;

  @Choice(['chair', 'member', 'secretary'], 'Chức danh / seat')
  readonly seat!: 'chair' | 'member' | 'secretary';
}

export class ConveneCouncilDto extends DatedDto {
  @BusinessDay('Ngày họp / day of the meeting')
  readonly meetingOn!: string;

  @ListOf(() => CouncilMemberDto, { least: 3, most: 30 }, 'Thành viên / members')
  readonly members!: CouncilMemberDto[];
}

export class CastVoteDto extends DatedDto {
  @Choice(['for', 'against', 'abstain'], 'Biểu quyết / vote')
  readonly vote!: 'for' | 'against' | 'abstain';

  @OptionalLongText(2_000, 'Lý do / reason')
  readonly reason?: string;
}

export class ConcludeAppraisalDto extends DatedDto {
  @Choice(['pass', 'pass_reduced', 'fail'], 'Kết quả / result')
  readonly result!: 'pass' | 'pass_reduced' | 'fail';

  @OrNull(Money('Mức hỗ trợ thẩm định; null khi không đạt / support appraised; null when failed'))
  readonly amount!: number | null;

  @OptionalLongText(4_000, 'Lý do / reason')
  readonly reason?: string;

  @Optional(Multiplier('Hệ số ưu tiên đề nghị / priority multiplier proposed'))
  readonly multiplier?: number;
}

export class SubmitForFinalAppraisalDto extends DatedDto {
  @Line(100, 'Số công văn / number of the letter')
  readonly letterNo!: string;
}

export class ProposeForPlanDto extends DatedDto {
  @Line(100, 'Số tờ trình / number of the statement')
  readonly statementNo!: string;

  @ListOf(() => PriorityDto, { least: 0, most: 10 }, 'Tiêu chí ưu tiên / order of preference')
  readonly priority!: PriorityDto[];
}

export class PriorityDto {
  @Line(60, 'Mã tiêu chí / code')
  readonly code!: string;
}

export class GroupPlaceDto {
  @Line(200, 'Xã, phường / commune')
  readonly commune!: string;

  @Line(300, 'Đơn vị thụ hưởng / beneficiary')
  readonly beneficiary!: string;

  @Money('Kinh phí hỗ trợ / support')
  readonly amount!: number;
}

export class ApproveGroupPlanDto extends DatedDto {
  @Line(100, 'Số quyết định / decision')
  readonly decisionNo!: string;

  @ListOf(() => GroupPlaceDto, 200, 'Địa điểm, đơn vị thụ hưởng / places and beneficiaries')
  readonly places!: GroupPlaceDto[];
}

export class AddNoteDto extends DatedDto {
  @Line(200, 'Về mục nào: record, tiêu chí, mục hồ sơ / about what')
  readonly about!: string;

  @LongText(4_000, 'Nội dung / text')
  readonly text!: string;

  @Choice(['internal', 'shared'], 'Nội bộ hoặc chia sẻ với Trung tâm / internal or shared with the centre')
  readonly audience!: 'internal' | 'shared';
}
