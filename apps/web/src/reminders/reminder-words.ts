import type { DueStep } from '#contracts/reminders';
import type { TFunction } from 'i18next';
import { DEADLINES } from '../search/parameters.ts';

/** What is owed: `Báo cáo tiến độ tháng 03/2022`. @param obligation its key in the project: a report's names the month */
export function deadlineWords(t: TFunction, { kind, obligation }: { readonly kind: string; readonly obligation: string }): string {
  const known = DEADLINES.find((one) => one === kind);
  const what = known === undefined ? kind : t(`deadline.${known}`);
  const [, year, month] = /:(\d{4})-(\d{2})$/.exec(obligation) ?? [];
  return month === undefined ? what : t('reminders.ofMonth', { what, month: `${month}/${year}` });
}

/** A step of a ladder; a province's own ladder may have others, which keep their name. */
export function stepWords(t: TFunction, step: string): string {
  const [, name, n] = /^(before|after|weekly)-(\d+)$/.exec(step) ?? [];
  if (name !== undefined) return t(`reminders.step.${name as 'before' | 'after' | 'weekly'}`, { n });
  return step === 'due' || step === 'supervisor' || step === 'department' ? t(`reminders.step.${step}`) : step;
}

/** `còn 3 ngày làm việc`. By the days themselves: between two days off there may be no working day at all. */
export function leftWords(t: TFunction, { due, left, unit }: Pick<DueStep, 'due' | 'left' | 'unit'>, today: string): string {
  const n = Math.abs(left);
  if (due === today) return t('reminders.left.today');
  const days = unit === 'working' ? 'workingDays' : 'days';
  if (due < today) return n === 0 ? t('reminders.late.some') : t(`reminders.late.${days}`, { n });
  return n === 0 ? t('reminders.left.none') : t(`reminders.left.${days}`, { n });
}
