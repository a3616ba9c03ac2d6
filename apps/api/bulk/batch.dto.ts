import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ListOf, Optional, Pattern, Rule, Uuid } from '../asked/body.ts';
import { fault } from '../asked/fault.ts';
import { OneOf } from '../asked/parameters.ts';

/** Commands of one batch. */
export const ITEMS_MAX = 200;

/** An object that is checked later, by the class of its act. */
const BodyOfAct = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'object', additionalProperties: true, description }),
    Rule('isObject', (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? null : fault('type', 'must be an object'),
    ),
  );

export class BatchItemDto {
  @Optional(Pattern(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'Mã đề án hoặc id; bỏ trống khi mở đề án / code or id; none when it opens one'))
  readonly project?: string;

  @Pattern(/^[a-z][a-z-]{0,49}$/, 'Phần cuối địa chỉ của thao tác, ví dụ withdrawal / last part of the act’s address')
  readonly act!: string;

  @Optional(Pattern(/^(W\/)?"[^"]{1,20}"$|^\*$/, 'ETag đã xem / the tag that you saw'))
  readonly ifMatch?: string;

  @Uuid('Idempotency-Key của riêng lệnh này / of this command alone')
  readonly commandId!: string;

  @BodyOfAct('Nội dung như tại địa chỉ của thao tác / the body as at the act’s own address')
  readonly body!: object;
}

/** `POST /api/v1/commands/batch` */
export class BatchDto {
  @ListOf(() => BatchItemDto, ITEMS_MAX, 'Các lệnh, làm theo thứ tự / the commands, in their order')
  readonly items!: readonly BatchItemDto[];
}

export class BatchQueryDto {
  @OneOf(['true', 'false'], 'true: chỉ thử, không ghi gì / only try, write nothing')
  readonly dryRun?: 'true' | 'false';
}
