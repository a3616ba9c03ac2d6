import { useTranslation } from 'react-i18next';
import { formatCount } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';

/** Calendar days from the due day: late when positive, still to go when negative. */
export function DaysWord({ days }: { readonly days: number }) {
  const { t } = useTranslation();
  const n = formatCount(Math.abs(days), useLanguage());
  if (days === 0) return t('delayed.today');
  return days > 0 ? t('delayed.late', { n }) : t('delayed.toGo', { n });
}
