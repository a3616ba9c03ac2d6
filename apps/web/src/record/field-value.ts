import type { Stage } from '#contracts/figures';
import { RECORD_FIELDS, type RecordField } from '#contracts/record-fields';
import type { Holder } from '#contracts/record-parts';
import type { BallInCourt } from '#contracts/record-sections';
import { useTranslation } from 'react-i18next';
import { formatDay, isDay } from '../format/dates.ts';
import { formatMoney, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { useNames } from '../parts/names.ts';

export interface FieldWords {
  readonly name: (field: RecordField) => string;
  /** A single value as a reader writes it; a dash where there was none. */
  readonly value: (field: RecordField, value: unknown) => string;
}

/** For how many days each party had the project; empty: nobody yet. */
export function useDaysWords(): (days: BallInCourt['days']) => string {
  const { t } = useTranslation();
  return (days) =>
    (Object.keys(days) as Holder[])
      .filter((holder) => days[holder] > 0)
      .map((holder) => t('record.ball.days', { holder: t(`holder.${holder}`), n: days[holder] }))
      .join(' · ');
}

export function useFieldWords(unit: MoneyUnit): FieldWords {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  return {
    name: (field) => RECORD_FIELDS[field][language],
    value: (field, value) => {
      if (value === null || value === undefined) return '–';
      if (typeof value === 'number')
        return field.startsWith('money.') ? `${formatMoney(value, unit, language)} ${t(`unit.${unit}`)}` : String(value);
      const text = String(value);
      if (field === 'stage') return names.stage(text as Stage);
      if (field === 'content') return names.content(text);
      if (field === 'province') return names.province(text);
      if (field === 'ball.holder') return t(`holder.${text as 'centre'}`);
      return isDay(text) ? formatDay(text) : text;
    },
  };
}
