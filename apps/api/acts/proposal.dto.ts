import { contents } from '#reference/contents';
import {
  Choice,
  Flag,
  Integer,
  Line,
  ListOf,
  ListOfLines,
  LongText,
  Money,
  MoneyOrZero,
  Name,
  Optional,
  OptionalLine,
  OptionalLongText,
  Part,
  Pattern,
  PatternOrNull,
} from '../asked/body.ts';
import { BusinessDay } from '../asked/body.ts';
import { SOURCES, YEARS } from '../asked/choices.ts';
import { ProvinceDto } from '../asked/province.dto.ts';
import { DatedDto } from './dated.dto.ts';
import { Quantity } from './fields.ts';
import type { Source } from '#contracts/figures';

/** 10 digits, or 13 for a branch, with or without its dash (Luật Quản lý thuế 2019, art. 35). */
const TAX_CODE = /^\d{10}(-?\d{3})?$/;
const CONTENTS = contents.map(({ code }) => code);

export class PartyDto {
  @Name(300, 'Tên / name')
  readonly name!: string;

  @PatternOrNull(TAX_CODE, 'Mã số thuế; null với tổ, nhóm / tax code; null for groups')
  readonly taxCode!: string | null;
}

export class SurveyDto {
  @Line(
    100,
    'Điểm của Điều 5 Nghị định 45/2012, hoặc tên ngành nghề bổ sung sau / letter of NĐ 45/2012 art. 5, or name of a trade added since',
  )
  readonly trade!: string;

  @Line(100, 'Loại địa bàn / kind of place')
  readonly place!: string;

  @LongText(4_000, 'Kế hoạch đầu tư / investment plan')
  readonly investmentPlan!: string;

  @MoneyOrZero('Vốn đối ứng có hoặc cam kết, đồng / own money there or committed')
  readonly ownMoney!: number;

  @ListOfLines(300, { least: 0, most: 50 }, 'Căn cứ: tệp (SHA-256) hoặc số văn bản / evidence: files or paper numbers')
  readonly evidence!: string[];
}

const OUTCOMES = ['recorded', 'kept-for-later', 'not-eligible'] as const;

/** `POST /api/v1/projects`: a need found by the survey, which opens a project. */
export class SurveyNeedDto extends DatedDto {
  @Pattern(/^(KCQG|KCDP)-\d{4}-\d{2}-\d{3,5}$/, 'Mã đề án, ví dụ KCQG-2022-38-001 / project code')
  readonly code!: string;

  @Choice(SOURCES, 'Nguồn kinh phí / source of the money')
  readonly source!: Source;

  @Integer(YEARS.least, YEARS.most, 'Năm kế hoạch / plan year')
  readonly planYear!: number;

  @Part(() => ProvinceDto)
  readonly province!: ProvinceDto;

  @Name(200, 'Xã, phường, huyện / commune and district')
  readonly commune!: string;

  @Choice(CONTENTS, 'Nội dung khuyến công / content')
  readonly content!: string;

  @Part(() => PartyDto)
  readonly beneficiary!: PartyDto;

  @Choice(OUTCOMES, 'Kết quả khảo sát / outcome of the survey')
  readonly outcome!: (typeof OUTCOMES)[number];

  @OptionalLine(2_000, 'Lý do, khi không đủ điều kiện / reason, when not eligible')
  readonly reason?: string;

  @OptionalLine(100, 'Mã nguyên nhân / code of the cause')
  readonly cause?: string;

  @Optional(Part(() => SurveyDto))
  readonly survey?: SurveyDto;
}

export class OutputDto {
  @Line(50, 'Đơn vị tính / unit')
  readonly unit!: string;

  @Integer(1, 1_000_000_000, 'Khối lượng kế hoạch / planned quantity')
  readonly planned!: number;
}

export class ScheduleStepDto {
  @Line(300, 'Công việc / step')
  readonly step!: string;

  @BusinessDay('Từ ngày / from')
  readonly from!: string;

  @BusinessDay('Đến ngày / to')
  readonly to!: string;

  @Name(300, 'Đơn vị chịu trách nhiệm / responsible party')
  readonly responsible!: string;
}

export class EstimateLineDto {
  @Line(500, 'Khoản chi / item')
  readonly item!: string;

  @Line(50, 'Đơn vị tính / unit')
  readonly unit!: string;

  @Quantity('Số lượng, tối đa 4 chữ số thập phân / quantity, at most 4 decimals')
  readonly quantity!: number;

  @Money('Đơn giá, đồng / unit price')
  readonly unitPrice!: number;

  @Money('Thành tiền = số lượng × đơn giá / amount')
  readonly amount!: number;

  @Choice(['support', 'own', 'other'], 'Nguồn chi: khuyến công, đối ứng, chương trình khác / who pays')
  readonly payer!: 'support' | 'own' | 'other';

  @Optional(Flag('Chi quản lý của đơn vị thực hiện / management cost of the implementing unit'))
  readonly management?: true;
}

export class YearTargetDto {
  @Integer(YEARS.least, YEARS.most, 'Năm / year')
  readonly year!: number;

  @Integer(0, 1_000_000_000, 'Chỉ tiêu / target')
  readonly target!: number;

  @MoneyOrZero('Kinh phí, đồng / money')
  readonly money!: number;
}

export class ContentPlanDto {
  @Choice(CONTENTS, 'Nội dung / content')
  readonly content!: string;

  @Line(50, 'Đơn vị tính / unit')
  readonly unit!: string;

  @ListOf(() => YearTargetDto, 10, 'Chỉ tiêu từng năm / target of each year')
  readonly years!: YearTargetDto[];
}

/** The draft of a project; its eight compulsory contents are those of TT 36/2013/TT-BCT art. 5. */
export class DraftProjectDto extends DatedDto {
  @Line(500, 'Tên đề án / title')
  readonly title!: string;

  @Name(300, 'Đơn vị thực hiện / implementing unit')
  readonly implementingUnit!: string;

  @Part(() => PartyDto)
  readonly beneficiary!: PartyDto;

  @Money('Tổng kinh phí / total cost')
  readonly totalCost!: number;

  @Money('Kinh phí đề nghị hỗ trợ / support requested')
  readonly supportRequested!: number;

  @MoneyOrZero('Vốn đối ứng = tổng kinh phí − hỗ trợ / own money')
  readonly counterpart!: number;

  @Part(() => OutputDto)
  readonly output!: OutputDto;

  @OptionalLongText(4_000, 'Ghi chú / note')
  readonly note?: string;

  @Optional(Choice(['single', 'group', 'key'], 'Loại: đơn lẻ, nhóm, điểm / kind'))
  readonly kind?: 'single' | 'group' | 'key';

  @OptionalLine(60, 'Loại chi tiết có mức hỗ trợ riêng / variant with a ceiling of its own')
  readonly variant?: string;

  @Optional(Name(300, 'Đơn vị phối hợp / co-operating unit'))
  readonly coordinatingUnit?: string;

  @OptionalLongText(8_000, '(2) Sự cần thiết và căn cứ / need and basis')
  readonly needBasis?: string;

  @OptionalLongText(8_000, '(3) Mục tiêu / aims')
  readonly aims?: string;

  @OptionalLongText(8_000, '(4) Quy mô / scale')
  readonly scale?: string;

  @Optional(ListOf(() => ScheduleStepDto, 100, '(5) Nội dung và tiến độ / content and schedule'))
  readonly schedule?: ScheduleStepDto[];

  @Optional(ListOf(() => EstimateLineDto, 500, '(6) Dự toán, Mẫu số 1 / estimate'))
  readonly estimate?: EstimateLineDto[];

  @OptionalLongText(8_000, '(7) Tổ chức thực hiện / organisation')
  readonly organisation?: string;

  @OptionalLongText(8_000, '(8) Hiệu quả / effect')
  readonly effect?: string;

  @Optional(ListOf(() => ContentPlanDto, 18, 'Đề án điểm: từng nội dung / key schemes: every content'))
  readonly contents?: ContentPlanDto[];

  @Optional(ListOfLines(100, 100, 'Số sê-ri máy / serial numbers'))
  readonly serials?: string[];

  @Optional(Flag('Cam kết không trùng hỗ trợ / no double support'))
  readonly noDoubleSupport?: boolean;

  @Optional(Flag('Cam kết đủ vốn đối ứng / own money committed'))
  readonly ownMoneyCommitted?: boolean;
}

export class WithdrawProjectDto extends DatedDto {
  @Line(2_000, 'Lý do / reason')
  readonly reason!: string;
}
