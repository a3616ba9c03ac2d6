import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';

/** On paper: from where it is printed, and on which day in Vietnam. */
export function PrintHeader() {
  const { t } = useTranslation();
  const day = formatDay(new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }));
  return <p className="print-only print-header">{t('app.printedFrom', { day })}</p>;
}
