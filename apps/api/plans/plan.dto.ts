import { Line, ListOf, LongText, Money, MoneyOrZero, Optional } from '../asked/body.ts';
import { DatedDto } from '../acts/dated.dto.ts';
import { Multiplier } from '../acts/fields.ts';

const PROJECT = 'Mã đề án hoặc id / project code or id';
const DECISION = 'Số quyết định / decision number';

export class AllocatePlanDto extends DatedDto {
  @Money('Dự toán được giao, đồng / money allocated')
  readonly amount!: number;

  @Line(100, 'Số văn bản giao dự toán / number of the paper')
  readonly document!: string;

  @Line(300, 'Căn cứ / legal basis')
  readonly legalBasis!: string;
}

export class PlanItemDto {
  @Line(100, PROJECT)
  readonly project!: string;

  @Money('Kinh phí hỗ trợ được duyệt / support approved')
  readonly amount!: number;

  @Optional(Multiplier('Hệ số ưu tiên theo quyết định / priority multiplier set by the decision'))
  readonly multiplier?: number;
}

export class LeftOutDto {
  @Line(100, PROJECT)
  readonly project!: string;

  @LongText(2_000, 'Lý do / reason')
  readonly reason!: string;
}

export class DecidePlanDto extends DatedDto {
  @Line(100, DECISION)
  readonly decisionNo!: string;

  @ListOf(() => PlanItemDto, { least: 0, most: 500 }, 'Đề án được giao / projects funded')
  readonly items!: PlanItemDto[];

  @ListOf(() => LeftOutDto, { least: 0, most: 500 }, 'Đề án không được giao / projects left out')
  readonly leftOut!: LeftOutDto[];
}

export class AdjustItemDto {
  @Line(100, PROJECT)
  readonly project!: string;

  @MoneyOrZero('Kinh phí hỗ trợ sau điều chỉnh / support after the change')
  readonly amount!: number;

  @LongText(2_000, 'Lý do / reason')
  readonly reason!: string;
}

export class AdjustPlanDto extends DatedDto {
  @Line(100, DECISION)
  readonly decisionNo!: string;

  @ListOf(() => AdjustItemDto, 200, 'Đề án điều chỉnh / projects changed')
  readonly items!: AdjustItemDto[];
}

export class ReleaseItemsDto extends DatedDto {
  @Line(100, DECISION)
  readonly decisionNo!: string;

  @ListOf(() => LeftOutDto, 200, 'Đề án ngừng, rút / projects that ended')
  readonly items!: LeftOutDto[];
}
