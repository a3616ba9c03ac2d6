import { BusinessDay, Line } from '../asked/body.ts';

/** `POST /api/v1/projects/{project}/withdrawal` */
export class WithdrawProjectDto {
  @BusinessDay('Ngày rút / day of the withdrawal')
  readonly occurredOn!: string;

  @Line(2_000, 'Lý do / reason')
  readonly reason!: string;
}
