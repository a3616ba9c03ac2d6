import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import type { Chip } from '../parts/filter-chips.tsx';
import { CRITERIA, type Criterion, notKey, type TimelineFilters } from '../search/parameters.ts';
import { useCriterionWords } from './timeline-filters.tsx';

/** The conditions of a timeline in words. */
export function useTimelineChips(search: TimelineFilters): readonly Chip[] {
  const { t } = useTranslation();
  const words = useCriterionWords();
  const valueOf = (criterion: Criterion, value: string): string =>
    criterion === 'occurred' || criterion === 'recorded' ? value.split('..').map(formatDay).join(' … ') : words(criterion, value);
  return CRITERIA.flatMap((criterion) => {
    const name = t(`timeline.by.${criterion}`);
    const [is, not] = [search[criterion], search[notKey(criterion)]];
    return [
      ...(is === undefined ? [] : [{ key: criterion, name, value: valueOf(criterion, is) }]),
      ...(not === undefined
        ? []
        : [{ key: notKey(criterion), name: `${name} – ${t('timeline.not').toLowerCase()}`, value: valueOf(criterion, not) }]),
    ];
  });
}
