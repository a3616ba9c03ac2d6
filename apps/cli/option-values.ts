import { InvalidArgumentError } from 'commander';
import { isDate } from '#lifecycle/calendar-date';

/** A calendar day that exists. @throws InvalidArgumentError */
export function dayOption(text: string): string {
  if (!isDate(text)) throw new InvalidArgumentError(`"${text}" không phải ngày có thật dạng NNNN-TT-NN / is no real day YYYY-MM-DD.`);
  return text;
}

/** @throws InvalidArgumentError */
export function yearOption(text: string): number {
  if (!/^(19[5-9]\d|20\d\d|2100)$/.test(text)) throw new InvalidArgumentError(`"${text}" không phải năm / is no year; 1950–2100.`);
  return Number(text);
}

/** One of the named values. @throws InvalidArgumentError naming them */
export const oneOf =
  <Value extends string>(...values: readonly Value[]) =>
  (text: string): Value => {
    const value = values.find((known) => known === text);
    if (value === undefined) throw new InvalidArgumentError(`"${text}": chọn một trong / choose one of ${values.join(', ')}.`);
    return value;
  };
