/** Decorators of the fields of a body. Nothing is converted: a number in quotes is text, and refused. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateBy, ValidateNested } from 'class-validator';
import { isDate } from '#lifecycle/calendar-date';

/** Control characters, lone surrogates, and marks that are not seen but change how text is read. */
const UNSEEN = /[\p{Cc}\p{Cs}\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u;

/** One line of text in NFC, not blank, with nothing unseen in it; its length is counted in code points. */
export const Line = (lengthMax: number, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', minLength: 1, maxLength: lengthMax, description }),
    Transform(({ value }) => (typeof value === 'string' ? value.normalize('NFC').trim() : (value as unknown))),
    ValidateBy({
      name: 'isLine',
      validator: {
        validate: (value) => typeof value === 'string' && value !== '' && !UNSEEN.test(value) && [...value].length <= lengthMax,
        defaultMessage: () => `must be text of 1 to ${lengthMax} characters without control or invisible ones`,
      },
    }),
  );

export const OptionalLine = (lengthMax: number, description: string): PropertyDecorator =>
  applyDecorators(Line(lengthMax, description), IsOptional(), ApiPropertyOptional({ type: 'string', maxLength: lengthMax, description }));

export const Pattern = (pattern: RegExp, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', pattern: pattern.source, description }),
    Matches(pattern, { message: `must look like ${pattern.source}` }),
  );

export const PatternOrNull = (pattern: RegExp, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', nullable: true, pattern: pattern.source, description }),
    ValidateBy({
      name: 'isPatternOrNull',
      validator: {
        validate: (value) => value === null || (typeof value === 'string' && pattern.test(value)),
        defaultMessage: () => `must be null or look like ${pattern.source}`,
      },
    }),
  );

export const Choice = (values: readonly string[], description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', enum: [...values], description }),
    IsIn(values, { message: `must be one of ${values.join(', ')}` }),
  );

export const Integer = (least: number, most: number, description: string): PropertyDecorator => {
  const rule = { message: `must be a whole number from ${least} to ${most}` };
  const shape = ApiProperty({ type: 'integer', minimum: least, maximum: most, description });
  return applyDecorators(shape, IsInt(rule), Min(least, rule), Max(most, rule));
};

export const BusinessDay = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', format: 'date', description }),
    ValidateBy({
      name: 'isDay',
      validator: {
        validate: (value) => typeof value === 'string' && isDate(value),
        defaultMessage: () => 'must be a real date, YYYY-MM-DD',
      },
    }),
  );

/** An object of a class of its own; an array or a text in its place is refused. */
export const Part = (of: () => new () => object): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => of() }),
    Type(of),
    ValidateBy({
      name: 'isPart',
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: () => 'must be an object',
      },
    }),
    ValidateNested(),
  );
