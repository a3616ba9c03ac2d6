import { useTranslation } from 'react-i18next';
import { useReference } from '../parts/names.ts';
import { SelectField } from '../parts/select-field.tsx';
import { useLanguage } from '../frame/settings.ts';
import type { BoardSearch } from '../search/parameters.ts';

interface Props {
  readonly search: BoardSearch;
  readonly onChange: (change: BoardSearch) => void;
}

export function BoardOwnFilters({ search, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const contents = useReference()?.contents ?? [];
  return (
    <>
      <SelectField
        label={t('filter.content')}
        value={search.content}
        options={contents.map((content) => [content.code, content[language]] as const)}
        onChange={(content) => onChange({ content })}
      />
      <ProvinceSetField search={search} onChange={onChange} />
    </>
  );
}

/** The 63 provinces of the reports until 2025, or the same projects under the 34 provinces of today. */
export function ProvinceSetField({ search, onChange }: Pick<Props, 'onChange'> & { readonly search: Pick<BoardSearch, 'set'> }) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t('filter.set')}
      value={search.set ?? 'vn63'}
      none={null}
      options={[
        ['vn63', t('filter.set.vn63')],
        ['vn34', t('filter.set.vn34')],
      ]}
      onChange={(set) => onChange({ set: set === 'vn34' ? 'vn34' : undefined })}
    />
  );
}
