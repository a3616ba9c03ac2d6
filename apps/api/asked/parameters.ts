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

/** Several of the values, with commas between: `a,b`. */
export const SomeOf = (values: readonly string[], description: string): PropertyDecorator =>
  Listed(
    { type: 'string', description, enum: values },
    (value) => values.includes(value),
    `must be one or more of ${values.join(', ')}, with commas between`,
  );

/** Several texts, with commas between; none of them empty. */
export const SomeTexts = (lengthMax: number, description: string): PropertyDecorator =>
  Listed(
    { type: 'string', description },
    (value) => value.trim() !== '' && value.length <= lengthMax,
    `must be one or more texts of at most ${lengthMax} characters, with commas between`,
  );

/** Values that one parameter may list. */
const LISTED_MAX = 50;

function Listed(
  items: { readonly type: 'string'; readonly description: string; readonly enum?: readonly string[] },
  fits: (value: string) => boolean,
  message: string,
): PropertyDecorator {
  const { description, ...of } = items;
  return applyDecorators(
    ApiPropertyOptional({
      type: 'array',
      items: { ...of, ...(of.enum === undefined ? {} : { enum: [...of.enum] }) },
      maxItems: LISTED_MAX,
      style: 'form',
      explode: false,
      description,
    } as object),
    IsOptional(),
    Transform(({ value }) => (typeof value === 'string' ? value.split(',') : (value as unknown))),
    ValidateBy(
      {
        name: 'isListed',
        validator: {
          validate: (value) =>
            Array.isArray(value) && value.length <= LISTED_MAX && value.every((one) => typeof one === 'string' && fits(one)),
          defaultMessage: () => message,
        },
      },
      as('bad-parameter'),
    ),
  );
}

const RANGE = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/;

/** A range of days as its two ends, null where it is open; null: not one. */
export function rangeOf(text: string): { readonly from: string | null; readonly to: string | null } | null {
  const [found, from = null, to = null] = RANGE.exec(text) ?? [];
  if (found === undefined || (from === null && to === null)) return null;
  if ([from, to].some((day) => day !== null && !isDate(day)) || (from !== null && to !== null && to < from)) return null;
  return { from, to };
}

/** Days, both ends included: `2022-01-01..2022-06-30`, `2022-01-01..`, `..2022-06-30`. */
export const Range = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'string', pattern: RANGE.source, description }),
    IsOptional(),
    ValidateBy(
      {
        name: 'isRange',
        validator: {
          validate: (value) => typeof value === 'string' && rangeOf(value) !== null,
          defaultMessage: () => 'must be real days in order, like 2022-01-01..2022-06-30, 2022-01-01.. or ..2022-06-30',
        },
      },
      as('bad-date'),
    ),
  );
