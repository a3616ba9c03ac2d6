import { BusinessDay } from '../asked/body.ts';

/** What every act says: the business day on which it happened. */
export class DatedDto {
  @BusinessDay('Ngày việc xảy ra / business day on which it happened')
  readonly occurredOn!: string;
}

/** An act that only has to be said. */
export class ReasonDto extends DatedDto {}
