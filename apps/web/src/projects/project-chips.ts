import { useTranslation } from 'react-i18next';
import type { Chip } from '../parts/filter-chips.tsx';
import { useNames } from '../parts/names.ts';
import type { ProjectsSearch } from '../search/parameters.ts';

export function useProjectChips(search: ProjectsSearch): readonly Chip[] {
  const { t } = useTranslation();
  const names = useNames();
  const { q, year, source, province, content, stage, late } = search;
  return [
    ...(q ? [{ key: 'q', name: t('filter.q'), value: q }] : []),
    ...(year ? [{ key: 'year', name: t('filter.year'), value: String(year) }] : []),
    ...(source ? [{ key: 'source', name: t('filter.source'), value: t(`source.${source}`) }] : []),
    ...(province ? [{ key: 'province', name: t('filter.province'), value: names.province(province) }] : []),
    ...(content ? [{ key: 'content', name: t('filter.content'), value: names.content(content) }] : []),
    ...(stage ? [{ key: 'stage', name: t('filter.stage'), value: names.stage(stage) }] : []),
    ...(late ? [{ key: 'late', name: t('filter.state'), value: t('filter.late') }] : []),
  ];
}
