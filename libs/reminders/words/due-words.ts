import type { Language } from './plain-text.ts';

/** YYYY-MM-DD as dd/MM/yyyy; anything else as it is. */
export const dayText = (day: string): string => day.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');

const dong = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }),
};

/** Whole đồng: `300.000.000 đồng`, `300,000,000 VND`. */
export const moneyText = (vnd: number, language: Language): string => `${dong[language].format(vnd)} ${language === 'vi' ? 'đồng' : 'VND'}`;

export type Urgency = 'late' | 'today' | 'soon';

export interface Due {
  readonly due: string;
  readonly left: number;
  readonly unit: 'calendar' | 'working' | 'fixed';
}

/** By the days themselves: between two days off there may be no working day at all. */
export function urgencyOf({ due }: Pick<Due, 'due'>, today: string): Urgency {
  if (due === today) return 'today';
  return due < today ? 'late' : 'soon';
}

/** `còn 3 ngày làm việc`, `quá hạn 5 ngày`, `hạn hôm nay`. */
export function leftWords(item: Due, today: string, language: Language): string {
  const urgency = urgencyOf(item, today);
  const n = Math.abs(item.left);
  return (language === 'vi' ? vietnamese : english)(urgency, n, item.unit === 'working');
}

function vietnamese(urgency: Urgency, n: number, working: boolean): string {
  const days = `${n} ngày${working ? ' làm việc' : ''}`;
  if (urgency === 'today') return 'hạn hôm nay';
  if (urgency === 'late') return n === 0 ? 'đã quá hạn' : `quá hạn ${days}`;
  return n === 0 ? 'không còn ngày làm việc nào' : `còn ${days}`;
}

function english(urgency: Urgency, n: number, working: boolean): string {
  const days = `${n} ${working ? 'working ' : ''}${n === 1 ? 'day' : 'days'}`;
  if (urgency === 'today') return 'due today';
  if (urgency === 'late') return n === 0 ? 'overdue' : `${days} overdue`;
  return n === 0 ? 'no working day left' : `${days} left`;
}
