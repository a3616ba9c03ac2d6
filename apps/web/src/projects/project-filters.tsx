import type { ProvinceSet } from '#contracts/figures';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../frame/settings.ts';
import { provinceKey, useReference } from '../parts/names.ts';
import { SelectField } from '../parts/select-field.tsx';
import { type ProjectsSearch, SOURCES } from '../search/parameters.ts';

interface Props {
  readonly search: ProjectsSearch;
  readonly onChange: (change: ProjectsSearch) => void;
}

export function ProjectFilters({ search, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const reference = useReference();
  const set: ProvinceSet = search.province?.startsWith('vn34') ? 'vn34' : 'vn63';
  const provinces = reference?.provinces.filter((province) => province.set === set) ?? [];
  return (
    <section className="filters" aria-label={t('filter.label')}>
      <SelectField
        label={t('filter.year')}
        value={search.year === undefined ? undefined : String(search.year)}
        options={(reference?.years ?? []).map((year) => [String(year), String(year)] as const)}
        onChange={(year) => onChange({ year: year === undefined ? undefined : Number(year) })}
      />
      <SelectField
        label={t('filter.source')}
        value={search.source}
        none={t('source.all')}
        options={SOURCES.map((source) => [source, t(`source.${source}`)] as const)}
        onChange={(source) => onChange({ source })}
      />
      <SelectField
        label={t('filter.province')}
        value={search.province}
        options={provinces.map((province) => [provinceKey(province), province.name] as const)}
        onChange={(province) => onChange({ province })}
      />
      <SelectField
        label={t('filter.content')}
        value={search.content}
        options={(reference?.contents ?? []).map((content) => [content.code, content[language]] as const)}
        onChange={(content) => onChange({ content })}
      />
      <SelectField
        label={t('filter.stage')}
        value={search.stage}
        options={(reference?.stages ?? []).map((stage) => [stage.code, stage[language]] as const)}
        onChange={(stage) => onChange({ stage })}
      />
      <label className="check">
        <input type="checkbox" checked={search.late ?? false} onChange={(event) => onChange({ late: event.target.checked || undefined })} />
        {t('filter.late')}
      </label>
    </section>
  );
}
