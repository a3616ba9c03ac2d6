import { InvalidArgumentError } from 'commander';
import { isDate } from '#lifecycle/calendar-date';
import { isPerson } from '#lifecycle/contact/contact.events';
import { isRuleList, RULE_LIST_NAMES } from '#lifecycle/rulebook/rule-lists';
import type { RuleListName } from '#lifecycle/rulebook/rulebook.events';
import type { ProvinceRef } from '#reference/province-ref';
import { isProvince } from '#reference/provinces';
import { isRole, type Role, ROLES } from '#reference/roles';

/** A calendar day that exists. @throws InvalidArgumentError */
export function dayOption(text: string): string {
  if (!isDate(text))
    throw new InvalidArgumentError(
      `"${text}" không phải ngày có thật từ 1900 đến 2200, dạng NNNN-TT-NN / is no real day of 1900 to 2200, YYYY-MM-DD.`,
    );
  return text;
}

/** @throws InvalidArgumentError */
export function yearOption(text: string): number {
  if (!/^(19[5-9]\d|20\d\d|2100)$/.test(text)) throw new InvalidArgumentError(`"${text}" không phải năm / is no year; 1950–2100.`);
  return Number(text);
}

/** @throws InvalidArgumentError */
export function countOption(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError(`"${text}" không phải số đếm / is no count; 0–999999.`);
  return Number(text);
}

/** A file or folder: said, as an unset variable of a script would name the folder one stands in. @throws InvalidArgumentError */
export function pathOption(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('đường dẫn rỗng / the path is empty.');
  return text;
}

/** One of the named values. @throws InvalidArgumentError naming them */
export const oneOf =
  <Value extends string>(...values: readonly Value[]) =>
  (text: string): Value => {
    const value = values.find((known) => known === text);
    if (value === undefined) throw new InvalidArgumentError(`"${text}": chọn một trong / choose one of ${values.join(', ')}.`);
    return value;
  };

/** `vn63.38`: a province of the 63 or the 34. @throws InvalidArgumentError */
export function provinceOption(text: string): ProvinceRef {
  const [set, code = ''] = text.split('.');
  if ((set !== 'vn63' && set !== 'vn34') || !isProvince({ set, code }))
    throw new InvalidArgumentError(`"${text}" không phải tỉnh / is no province; vn63.38, vn34.38 …`);
  return { set, code };
}

/** @throws InvalidArgumentError naming the roles */
export function roleOption(text: string): Role {
  if (!isRole(text)) throw new InvalidArgumentError(`"${text}": chọn một trong / choose one of ${Object.keys(ROLES).join(', ')}.`);
  return text;
}

/** Its id, as `webhooks list` prints it. @throws InvalidArgumentError */
export function webhookOption(text: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{0,39}$/.test(text)) throw new InvalidArgumentError(`"${text}" không phải mã / is no id of a webhook; wh-…`);
  return text;
}

/** @throws InvalidArgumentError */
export function personOption(text: string): string {
  if (!isPerson(text)) throw new InvalidArgumentError(`"${text}" không phải mã người / is no id of a person; a–z, 0–9, . - _`);
  return text;
}

/** @throws InvalidArgumentError naming the lists */
export function ruleListOption(text: string): RuleListName {
  if (!isRuleList(text)) throw new InvalidArgumentError(`"${text}": chọn một trong / choose one of ${RULE_LIST_NAMES.join(', ')}.`);
  return text;
}

/** A whole number from `least` to `most`. @throws InvalidArgumentError */
export const wholeOption =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`"${text}": số nguyên từ ${least} đến ${most} / a whole number from ${least} to ${most}.`);
    return value;
  };

/** A count within bounds. @throws InvalidArgumentError */
export const countBetween =
  (least: number, most: number) =>
  (text: string): number => {
    const count = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    if (!(count >= least && count <= most)) throw new InvalidArgumentError(`"${text}": ${least}–${most}.`);
    return count;
  };
