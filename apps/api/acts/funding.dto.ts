import { BusinessDay, Choice, Line, Money, Name, OptionalLine, Percent } from '../asked/body.ts';
import { DatedDto } from './dated.dto.ts';

export class AssignTaskDto extends DatedDto {
  @Line(100, 'Số quyết định giao nhiệm vụ / decision')
  readonly decisionNo!: string;

  @BusinessDay('Thực hiện đến ngày / to be done by')
  readonly endsOn!: string;
}

export class SignSupportContractDto extends DatedDto {
  @Line(100, 'Số hợp đồng hỗ trợ / number of the support contract')
  readonly contractNo!: string;

  @Name(300, 'Đơn vị thụ hưởng, nhà đầu tư / investor')
  readonly investor!: string;
}

const TRANCHES = ['first', 'next', 'remaining'] as const;

export class RequestAdvanceDto extends DatedDto {
  @Choice(TRANCHES, 'Lần tạm ứng: lần một, tiếp theo, còn lại / tranche')
  readonly tranche!: (typeof TRANCHES)[number];

  @Money('Số tiền / amount')
  readonly amount!: number;
}

export class ConfirmVolumeDto extends DatedDto {
  @Percent('Khối lượng hoàn thành, % / done volume')
  readonly percent!: number;
}

export class PayAdvanceDto extends RequestAdvanceDto {
  @OptionalLine(100, 'Chứng từ kho bạc / treasury reference')
  readonly treasuryRef?: string;
}

export class RecoverAdvanceDto extends DatedDto {
  @Money('Số tiền thu hồi / amount recovered')
  readonly amount!: number;

  @OptionalLine(2_000, 'Lý do / reason')
  readonly reason?: string;
}
