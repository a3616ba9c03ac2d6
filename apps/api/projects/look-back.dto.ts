import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import { MomentDto, type Moment, momentOf } from '../asked/moment.dto.ts';
import { Day, RequiredDay, type RuleContext } from '../asked/parameters.ts';
import { isUuid } from '../http/preconditions.ts';

/** Two moments of one record. */
export class DifferenceDto {
  @RequiredDay('Mốc thứ nhất: các việc xảy ra đến hết ngày này / the first moment: facts up to this business day')
  readonly from!: string;

  @Day('Mốc thứ hai; mặc định hôm nay / the second moment; default today')
  readonly to?: string;

  @Day('Biết đến hết ngày này ở mốc thứ nhất; mặc định mọi điều đã ghi / known at the first moment; default all that is recorded')
  readonly knownAtFrom?: string;

  @Day('Biết đến hết ngày này ở mốc thứ hai; mặc định mọi điều đã ghi / known at the second moment; default all that is recorded')
  readonly knownAtTo?: string;
}

export const momentsOf = (
  { from, to, knownAtFrom, knownAtTo }: DifferenceDto,
  today: string,
): { readonly from: Moment; readonly to: Moment } => ({
  from: momentOf({ asOf: from, knownAt: knownAtFrom }, today),
  to: momentOf({ asOf: to, knownAt: knownAtTo }, today),
});

const BAD: { readonly context: RuleContext } = { context: { code: 'bad-parameter' } };

const EventId = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'string', format: 'uuid', description }),
    IsOptional(),
    ValidateBy(
      {
        name: 'isEventId',
        validator: {
          validate: (value) => typeof value === 'string' && isUuid(value),
          defaultMessage: () => 'must be the id of an event, a UUID',
        },
      },
      BAD,
    ),
  );

export class CausationDto extends MomentDto {
  @EventId('Sự kiện cần giải thích; bỏ trống: mọi lệnh của đề án / the event to explain; without: every command of the project')
  readonly event?: string;
}
