/** Fields that only acts have. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Rule } from '../asked/body.ts';
import { fault } from '../asked/fault.ts';

const Decimal = (least: number, most: number, decimals: number, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'number', minimum: least, maximum: most, description }),
    Rule('isDecimal', (value) => {
      if (typeof value !== 'number') return fault('type', 'must be a number');
      if (!(value >= least && value <= most)) return fault('range', `must be from ${least} to ${most}`);
      return new RegExp(`^\\d+(\\.\\d{1,${decimals}})?$`).test(String(value))
        ? null
        : fault('decimals', `must have at most ${decimals} decimals`);
    }),
  );

/** More than nothing, with at most four decimals. */
export const Quantity = (description: string): PropertyDecorator => Decimal(0.0001, 1_000_000_000, 4, description);

/** Priority multiplier: the rules say how much it may be on a day. */
export const Multiplier = (description: string): PropertyDecorator => Decimal(1, 10, 2, description);
