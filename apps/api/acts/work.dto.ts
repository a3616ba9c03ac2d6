import {
  BusinessDay,
  Choice,
  Flag,
  Integer,
  Line,
  ListOfLines,
  LongText,
  MoneyOrZero,
  Month,
  Optional,
  OptionalLine,
  OptionalLongText,
  Percent,
} from '../asked/body.ts';
import { YEARS } from '../asked/choices.ts';
import { DatedDto } from './dated.dto.ts';

export class ReportProgressDto extends DatedDto {
  @Month('Kỳ báo cáo / month reported')
  readonly period!: string;

  @Percent('Khối lượng hoàn thành, % / done volume')
  readonly percent!: number;

  @MoneyOrZero('Giá trị khối lượng, đồng / value of the volume')
  readonly value!: number;

  @Optional(BusinessDay('Dự kiến hoàn thành / expected to finish'))
  readonly finishOn?: string;

  @OptionalLongText(4_000, 'Khó khăn, kiến nghị / difficulties')
  readonly difficulties?: string;
}

export class ReportContentResultDto extends DatedDto {
  @Line(20, 'Nội dung / content')
  readonly content!: string;

  @Integer(YEARS.least, YEARS.most, 'Năm / year')
  readonly year!: number;

  @Integer(0, 1_000_000_000, 'Kết quả / actual')
  readonly actual!: number;

  @MoneyOrZero('Kinh phí đã dùng, đồng / money spent')
  readonly spent!: number;

  @OptionalLongText(2_000, 'Vì sao không đạt chỉ tiêu / why the target was missed')
  readonly shortfall?: string;
}

export class HoldInspectionDto extends DatedDto {
  @LongText(4_000, 'Kết quả kiểm tra / findings')
  readonly findings!: string;

  @ListOfLines(500, { least: 0, most: 50 }, 'Yêu cầu sau kiểm tra / demands')
  readonly demands!: string[];
}

export class DeclareForceMajeureDto extends DatedDto {
  @Line(300, 'Sự kiện bất khả kháng / event')
  readonly event!: string;

  @LongText(4_000, 'Giải trình / explanation')
  readonly explanation!: string;
}

export class ConfirmForceMajeureDto extends DatedDto {
  @Percent('Khối lượng đã thực hiện, % / volume done')
  readonly percent!: number;

  @Line(100, 'Số biên bản / minutes')
  readonly minutesNo!: string;
}

const LEVELS = ['commune', 'department', 'agency', 'treasury', 'enterprise'] as const;

export class RaiseObstacleDto extends DatedDto {
  @Choice(LEVELS, 'Cấp giải quyết / whose court it lies in')
  readonly level!: (typeof LEVELS)[number];

  @Choice(['procedure', 'money', 'dossier', 'enterprise', 'price', 'weather', 'other'], 'Nguyên nhân / cause')
  readonly cause!: string;

  @LongText(4_000, 'Khó khăn, vướng mắc / obstacle')
  readonly text!: string;

  @OptionalLine(200, 'Người hoặc đơn vị giải quyết / owner')
  readonly owner?: string;
}

const OBSTACLE = 'Mã vướng mắc, ví dụ o1 / obstacle';

export class PromiseAnswerDto extends DatedDto {
  @Line(20, OBSTACLE)
  readonly obstacle!: string;

  @Line(200, 'Người hoặc đơn vị giải quyết / owner')
  readonly owner!: string;

  @BusinessDay('Hẹn trả lời ngày / promised by')
  readonly promisedOn!: string;
}

export class AnswerObstacleDto extends DatedDto {
  @Line(20, OBSTACLE)
  readonly obstacle!: string;

  @LongText(4_000, 'Trả lời / answer')
  readonly answer!: string;

  @Flag('Đã tháo gỡ / resolved')
  readonly resolved!: boolean;
}
