import type { OfMoment } from '#contracts/figures';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import { formatPosition } from '../format/numbers.ts';
import { useNames } from '../parts/names.ts';
import type { BoardSearch, DelayedSearch } from './parameters.ts';

type Selection = BoardSearch & DelayedSearch;

/** The moment and the filters in words, for the line under a title and for the foot of a CSV file. */
export function useSelectionWords(): (moment: OfMoment | undefined, selection: Selection) => readonly string[] {
  const { t } = useTranslation();
  const names = useNames();
  return (moment, { year, region, source, content, set, province, obligation, state }) => [
    ...(moment ? [t('moment.asOf', { day: formatDay(moment.asOf) })] : []),
    ...(moment ? [moment.knownAt ? t('moment.knownAt', { day: formatDay(moment.knownAt) }) : t('moment.knownNow')] : []),
    ...(year ? [t('moment.year', { year })] : []),
    ...(region ? [names.region(region)] : []),
    ...(source ? [t(`source.${source}`)] : []),
    ...(content ? [names.content(content)] : []),
    ...(set === 'vn34' ? [t('filter.set.vn34')] : []),
    ...(province ? [names.province(province)] : []),
    ...(obligation ? [t(`obligation.${obligation}`)] : []),
    ...(state ? [t(`state.${state}`)] : []),
    ...(moment ? [moment.position === null ? t('moment.empty') : t('moment.position', { position: formatPosition(moment.position) })] : []),
  ];
}
