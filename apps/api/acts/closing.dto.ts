import {
  BusinessDay,
  Choice,
  Integer,
  Line,
  ListOf,
  ListOfLines,
  Money,
  MoneyOrZero,
  Optional,
  OptionalLine,
  OptionalLongText,
  OrNull,
} from '../asked/body.ts';
import { YEARS } from '../asked/choices.ts';
import { DatedDto } from './dated.dto.ts';

export class HoldAcceptanceDto extends DatedDto {
  @Choice(['full', 'part', 'not-accepted'], 'Kết quả nghiệm thu / result')
  readonly result!: 'full' | 'part' | 'not-accepted';

  @MoneyOrZero('Kinh phí hỗ trợ theo khối lượng nghiệm thu / support that the accepted volume earns')
  readonly amount!: number;

  @OrNull(Integer(0, 1_000_000_000, 'Khối lượng thực hiện / actual output'))
  readonly output!: number | null;

  @OptionalLongText(4_000, 'Nhận xét, tồn tại / remarks')
  readonly remarks?: string;

  @OptionalLine(100, 'Số biên bản / minutes')
  readonly minutesNo?: string;
}

export class VoucherDto {
  @Line(100, 'Số chứng từ / number')
  readonly number!: string;

  @BusinessDay('Ngày / date')
  readonly on!: string;

  @Money('Số tiền / amount')
  readonly amount!: number;
}

export class LodgeSettlementDossierDto extends DatedDto {
  @Choice(['A', 'B'], 'Hồ sơ A: không hóa đơn, B: có hóa đơn / dossier without or with invoice')
  readonly dossier!: 'A' | 'B';

  @ListOfLines(200, { least: 0, most: 100 }, 'Tài liệu khác / further documents')
  readonly documents!: string[];

  @Optional(ListOf(() => VoucherDto, 500, 'Bảng kê chứng từ, Mẫu 8a / voucher list'))
  readonly vouchers?: VoucherDto[];
}

export class LiquidateContractDto extends DatedDto {
  @Line(100, 'Số biên bản thanh lý, Mẫu 6 / minutes')
  readonly minutesNo!: string;
}

export class ApproveSettlementDto extends DatedDto {
  @MoneyOrZero('Số quyết toán, đồng / amount settled')
  readonly amount!: number;
}

export class CarryOverDto extends DatedDto {
  @Money('Số tiền chuyển nguồn / amount')
  readonly amount!: number;

  @Integer(YEARS.least, YEARS.most, 'Sang năm / to the year')
  readonly toYear!: number;

  @Line(100, 'Số quyết định / decision')
  readonly decisionNo!: string;
}
