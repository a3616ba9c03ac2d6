/** Decorators of the parameters of an address: each states the rule, its problem code and its line in the API's description. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { isDate } from '#lifecycle/calendar-date';
import type { RequestProblemCode } from '../problems/request-problems.ts';

/** Carried by each rule, so that the pipe knows how to name the fault. */
export interface RuleContext {
  readonly code: RequestProblemCode;
}

const as = (code: RequestProblemCode): { readonly context: RuleContext } => ({ context: { code } });

/** Only plain digits become a number. */
export const Digits = (): PropertyDecorator =>
  Transform(({ value }) => (/^\d{1,9}$/.test(String(value)) ? Number(value) : (value as unknown)));

/** A day that exists, `YYYY-MM-DD`. */
export const IsDay = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isDay',
      validator: {
        validate: (value) => typeof value === 'string' && isDate(value),
        defaultMessage: () => 'must be a real date, YYYY-MM-DD, from 1900 to 2200',
      },
    },
    as('bad-date'),
  );

export const Day = (description: string): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ type: 'string', format: 'date', description }), IsOptional(), IsDay());

export const RequiredDay = (description: string): PropertyDecorator =>
  applyDecorators(ApiProperty({ type: 'string', format: 'date', description }), IsDay());

/** A number of digits only, within bounds; `required` unless said otherwise. */
export const Whole = (range: {
  readonly least: number;
  readonly most: number;
  readonly description: string;
  readonly code?: RequestProblemCode;
}): PropertyDecorator => {
  const { least, most, description, code = 'bad-parameter' } = range;
  const rule = { message: `must be a whole number from ${least} to ${most}`, ...as(code) };
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: least, maximum: most, description }),
    IsOptional(),
    Digits(),
    IsInt(rule),
    Min(least, rule),
    Max(most, rule),
  );
};

export const OneOf = (values: readonly string[], description: string): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ type: 'string', enum: [...values], description }), IsOptional(), among(values));

export const RequiredOneOf = (values: readonly string[], description: string): PropertyDecorator =>
  applyDecorators(ApiProperty({ type: 'string', enum: [...values], description }), among(values));

const among = (values: readonly string[]): PropertyDecorator =>
  IsIn(values, { message: `must be one of ${values.join(', ')}`, ...as('bad-parameter') });

export const Text = (lengthMax: number, description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'string', maxLength: lengthMax, description }),
    IsOptional(),
    MaxLength(lengthMax, { message: `must have at most ${lengthMax} characters`, ...as('bad-parameter') }),
  );
