/** Decorators of the fields of a body. Nothing is converted: a number in quotes is text, and refused. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { isDate } from '#lifecycle/calendar-date';
import { DONG_MAX } from '#lifecycle/money';
import { type Fault, fault, type Judge, packed } from './fault.ts';
import { Holds, Tidied } from './shape.ts';
import { textFault, type TextRule, tidied } from './text-rules.ts';

/** A rule of ours: says what is wrong and where, not only that something is. A value that is missing is `required`. */
export const Rule = (name: string, judge: Judge): PropertyDecorator => {
  const judged: Judge = (value, owner) => (value === undefined ? fault('required', 'must be given') : judge(value, owner));
  return ValidateBy({
    name,
    validator: {
      validate: (value, args) => judged(value, args?.object ?? {}) === null,
      defaultMessage: (args) => packed(judged(args?.value, args?.object ?? {}) ?? fault('type', 'is not valid')),
    },
  });
};

/** The same field, which may be left out. `null` is not the same as left out, and is refused. */
export const Optional = (field: PropertyDecorator): PropertyDecorator =>
  applyDecorators(
    field,
    ValidateIf((_owner, value) => value !== undefined),
    ApiPropertyOptional(),
  );

/** The same field, which may be null. */
export const OrNull = (field: PropertyDecorator): PropertyDecorator =>
  applyDecorators(
    field,
    ValidateIf((_owner, value) => value !== null),
    ApiProperty({ nullable: true }),
  );

const Written = (rule: TextRule, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', minLength: 1, maxLength: rule.lengthMax, description }),
    Tidied((value) => tidied(value, rule.lines)),
    Rule('isText', (value) => textFault(value, rule)),
  );

/** One line of text in NFC, not blank, with nothing unseen in it; its length is counted in graphemes. */
export const Line = (lengthMax: number, description: string): PropertyDecorator =>
  Written({ lengthMax, lines: false, name: false }, description);

/** A line that names a person, an organisation or a place: no look-alike letters of another script. */
export const Name = (lengthMax: number, description: string): PropertyDecorator =>
  Written({ lengthMax, lines: false, name: true }, description);

/** Text of several lines; line breaks and tabs may be in it. */
export const LongText = (lengthMax: number, description: string): PropertyDecorator =>
  Written({ lengthMax, lines: true, name: false }, description);

export const OptionalLine = (lengthMax: number, description: string): PropertyDecorator => Optional(Line(lengthMax, description));
export const OptionalLongText = (lengthMax: number, description: string): PropertyDecorator => Optional(LongText(lengthMax, description));

/** Number and symbol of a decision, as `1234/QĐ-BCT`. */
export const DecisionNo = (description: string): PropertyDecorator => Line(100, description);

export const Pattern = (pattern: RegExp, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', pattern: pattern.source, description }),
    Rule('isPattern', (value) => patternFault(value, pattern)),
  );

function patternFault(value: unknown, pattern: RegExp): Fault | null {
  if (typeof value !== 'string') return fault('type', 'must be text');
  return pattern.test(value) ? null : fault('pattern', `must look like ${pattern.source}`);
}

export const PatternOrNull = (pattern: RegExp, description: string): PropertyDecorator => OrNull(Pattern(pattern, description));

export const Uuid = (description: string): PropertyDecorator =>
  Pattern(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, description);

/** SHA-256 of a file's bytes, in lower-case hex. */
export const Sha256 = (description: string): PropertyDecorator => Pattern(/^[0-9a-f]{64}$/, description);

export const Choice = (values: readonly string[], description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', enum: [...values], description }),
    Rule('isChoice', (value) => {
      if (typeof value !== 'string') return fault('type', 'must be text');
      return values.includes(value) ? null : fault('choice', `must be one of ${values.join(', ')}`);
    }),
  );

export const Integer = (least: number, most: number, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'integer', minimum: least, maximum: most, description }),
    Rule('isWhole', (value) => wholeFault(value, least, most)),
  );

function wholeFault(value: unknown, least: number, most: number): Fault | null {
  if (typeof value !== 'number') return fault('type', 'must be a number');
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return fault('number-form', 'must be whole, written in digits only');
  return value >= least && value <= most ? null : fault('range', `must be a whole number from ${least} to ${most}`);
}

/** Whole đồng, at least one. */
export const Money = (description: string): PropertyDecorator => Integer(1, DONG_MAX, description);
export const MoneyOrZero = (description: string): PropertyDecorator => Integer(0, DONG_MAX, description);

/** 0 to 100 with at most two decimals. */
export const Percent = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'number', minimum: 0, maximum: 100, multipleOf: 0.01, description }),
    Rule('isPercent', (value) => {
      if (typeof value !== 'number') return fault('type', 'must be a number');
      if (!(value >= 0 && value <= 100)) return fault('range', 'must be from 0 to 100');
      return /^\d{1,3}(\.\d{1,2})?$/.test(String(value)) ? null : fault('decimals', 'must have at most 2 decimals');
    }),
  );

export const Flag = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'boolean', description }),
    Rule('isFlag', (value) => (typeof value === 'boolean' ? null : fault('type', 'must be true or false'))),
  );

/** A civil date of Vietnam. An instant, a local form or a day that does not exist is refused, never guessed. */
export const BusinessDay = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', format: 'date', description }),
    Rule('isDay', (value) => {
      if (typeof value !== 'string') return fault('type', 'must be text');
      return isDate(value) ? null : fault('date', 'must be a real date, YYYY-MM-DD, from 1900 to 2200');
    }),
  );

export const Month = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', pattern: '^[0-9]{4}-[0-9]{2}$', description }),
    Rule('isMonth', (value) => {
      if (typeof value !== 'string') return fault('type', 'must be text');
      return isDate(`${value}-01`) ? null : fault('month', 'must be a month, YYYY-MM, from 1900 to 2200');
    }),
  );

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object of a class of its own; an array or a text in its place is refused. */
export const Part = (of: () => new () => object): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => of() }),
    Holds(of),
    Rule('isPart', (value) => (isPlainObject(value) ? null : fault('type', 'must be an object'))),
    ValidateNested(),
  );

/** How many items a list may have; at least one unless `least` says otherwise. */
export interface ListSize {
  readonly least?: number;
  readonly most: number;
}

const sizeOf = (size: number | ListSize): Required<ListSize> =>
  typeof size === 'number' ? { least: 1, most: size } : { least: size.least ?? 1, most: size.most };

function listFault(value: unknown, { least, most }: Required<ListSize>, item: (value: unknown) => Fault | null): Fault | null {
  if (!Array.isArray(value)) return fault('type', 'must be a list');
  if (value.length > most) return fault('too-many-items', `must have at most ${most} items`);
  if (value.length < least) return fault('too-few-items', `must have at least ${least} items`);
  for (const [index, part] of value.entries()) {
    const found = item(part);
    if (found !== null) return { ...found, at: `/${index}${found.at ?? ''}` };
  }
  return null;
}

/** A list of objects of a class. @param size its greatest length, or both bounds */
export const ListOf = (of: () => new () => object, size: number | ListSize, description = ''): PropertyDecorator => {
  const { least, most } = sizeOf(size);
  return applyDecorators(
    ApiProperty({ type: () => of(), isArray: true, minItems: least, maxItems: most, description }),
    Holds(of),
    Rule('isList', (value) =>
      listFault(value, { least, most }, (item) => (isPlainObject(item) ? null : fault('type', 'must be an object'))),
    ),
    ValidateNested({ each: true }),
  );
};

/** A list of lines. @param lengthMax graphemes of each */
export const ListOfLines = (lengthMax: number, size: number | ListSize, description: string): PropertyDecorator => {
  const { least, most } = sizeOf(size);
  const rule = { lengthMax, lines: false, name: false };
  return applyDecorators(
    ApiProperty({ type: 'string', isArray: true, minItems: least, maxItems: most, description }),
    Tidied((value) => (Array.isArray(value) ? value.map((item) => tidied(item, false)) : value)),
    Rule('isLines', (value) => listFault(value, { least, most }, (item) => textFault(item, rule))),
  );
};
