import { contents } from '#reference/contents';
import {
  BusinessDay,
  Choice,
  Flag,
  Integer,
  Line,
  LongText,
  Money,
  Name,
  Optional,
  OptionalLine,
  OptionalLongText,
  OrNull,
  Part,
  Pattern,
} from '../asked/body.ts';
import { DatedDto } from './dated.dto.ts';
import { PartyDto } from './proposal.dto.ts';

export class ChangeDto {
  @Optional(Money('Kinh phí hỗ trợ sau điều chỉnh / support after the change'))
  readonly support?: number;

  @Optional(Money('Tổng kinh phí sau điều chỉnh / total cost after the change'))
  readonly totalCost?: number;

  @Optional(
    Choice(
      contents.map(({ code }) => code),
      'Nội dung / content',
    ),
  )
  readonly content?: string;

  @Optional(Name(200, 'Địa điểm / place'))
  readonly commune?: string;

  @Optional(Part(() => PartyDto))
  readonly beneficiary?: PartyDto;

  @Optional(Name(300, 'Đơn vị phối hợp / co-operating unit'))
  readonly coordinatingUnit?: string;

  @Optional(BusinessDay('Thực hiện đến ngày / to be done by'))
  readonly endsOn?: string;

  @Optional(Integer(1, 1_000_000_000, 'Khối lượng / quantity'))
  readonly planned?: number;
}

export class RequestAdjustmentDto extends DatedDto {
  @Part(() => ChangeDto)
  readonly change!: ChangeDto;

  @LongText(4_000, 'Lý do / reason')
  readonly reason!: string;
}

export class ConfirmAdjustmentDto extends DatedDto {
  @BusinessDay('Ngày kiểm tra thực địa / day of the visit')
  readonly visitedOn!: string;

  @LongText(4_000, 'Ý kiến của Sở / opinion')
  readonly opinion!: string;
}

export class DecideAdjustmentDto extends DatedDto {
  @Flag('Đồng ý / approved')
  readonly approved!: boolean;

  @Line(100, 'Số quyết định hoặc phụ lục / decision or appendix')
  readonly decisionNo!: string;

  @OptionalLongText(4_000, 'Lý do / reason')
  readonly reason?: string;
}

export class StopProjectDto extends DatedDto {
  @LongText(4_000, 'Lý do / reason')
  readonly reason!: string;

  @Line(100, 'Số quyết định / decision')
  readonly decisionNo!: string;

  @Optional(Choice(['subjective', 'objective'], 'Nguyên nhân chủ quan, khách quan / cause'))
  readonly cause?: string;
}

export class PauseDeadlineDto extends DatedDto {
  @Line(80, 'Thời hạn, ví dụ first-advance hoặc obstacle-answer:o1 / deadline')
  readonly deadline!: string;

  @Line(100, 'Số văn bản / document')
  readonly document!: string;

  @LongText(4_000, 'Lý do / reason')
  readonly reason!: string;
}

export class ResumeDeadlineDto extends DatedDto {
  @Line(80, 'Thời hạn đã tạm dừng / deadline as it was paused')
  readonly deadline!: string;

  @LongText(4_000, 'Lý do / reason')
  readonly reason!: string;
}

export class HandOverProjectDto extends DatedDto {
  @Line(100, 'Người nhận bàn giao / who takes over')
  readonly to!: string;

  @Line(2_000, 'Lý do / reason')
  readonly reason!: string;
}

export class DetailsDto {
  @OptionalLine(500, 'Tên đề án / title')
  readonly title?: string;

  @Optional(Name(200, 'Xã, phường / commune'))
  readonly commune?: string;

  @Optional(Name(300, 'Tên đơn vị thụ hưởng / beneficiary'))
  readonly beneficiaryName?: string;

  @Optional(OrNull(Pattern(/^\d{10}(-?\d{3})?$/, 'Mã số thuế / tax code')))
  readonly taxCode?: string | null;

  @Optional(Name(300, 'Đơn vị thực hiện / implementing unit'))
  readonly implementingUnit?: string;
}

export class CorrectDetailsDto extends DatedDto {
  @Part(() => DetailsDto)
  readonly details!: DetailsDto;

  @Line(2_000, 'Lý do đính chính / reason')
  readonly reason!: string;
}

export class ReverseActDto extends DatedDto {
  @Integer(0, 1_000_000_000, 'Số thứ tự sự kiện cần hủy hiệu lực / revision of the event')
  readonly revision!: number;

  @Line(2_000, 'Lý do / reason')
  readonly reason!: string;
}

export class MoveToDefinitionDto extends DatedDto {
  @Line(20, 'Quy trình mới, ví dụ KCQG-2 / stage graph')
  readonly to!: string;

  @Line(300, 'Căn cứ / legal basis')
  readonly legalBasis!: string;
}
