import { useTranslation } from 'react-i18next';
import { ProvinceSetField } from '../board/board-own-filters.tsx';
import { DateField } from '../parts/date-field.tsx';
import { useNames, useReference } from '../parts/names.ts';
import { SelectField } from '../parts/select-field.tsx';
import { type CompareSearch, REGIONS } from '../search/parameters.ts';

interface Props {
  readonly search: CompareSearch;
  readonly year: number;
  readonly onChange: (change: CompareSearch) => void;
}

/** Two days, and for each the day whose knowledge counts: the same day twice shows what was learnt later. */
export function CompareFilters({ search, year, onChange }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const years = new Set([...(useReference()?.years ?? []), year]);
  const { from, to, knownAtFrom, knownAtTo } = search;
  const swap = () => onChange({ from: to, to: from, knownAtFrom: knownAtTo, knownAtTo: knownAtFrom });
  return (
    <section className="filters" aria-label={t('filter.label')}>
      <DateField label={t('compare.from')} value={from} onChange={(day) => onChange({ from: day })} />
      <DateField
        label={t('compare.knownAtFrom')}
        hint={t('filter.knownAtHint')}
        unchosen={t('filter.knownAtAll')}
        value={knownAtFrom}
        onChange={(day) => onChange({ knownAtFrom: day })}
      />
      <DateField label={t('compare.to')} value={to} onChange={(day) => onChange({ to: day })} />
      <DateField
        label={t('compare.knownAtTo')}
        hint={t('filter.knownAtHint')}
        unchosen={t('filter.knownAtAll')}
        value={knownAtTo}
        onChange={(day) => onChange({ knownAtTo: day })}
      />
      <SelectField
        label={t('filter.year')}
        value={String(year)}
        none={null}
        options={[...years].sort((a, b) => b - a).map((each) => [String(each), String(each)] as const)}
        onChange={(chosen) => onChange({ year: Number(chosen) })}
      />
      <SelectField
        label={t('filter.region')}
        value={search.region}
        none={null}
        options={REGIONS.map((region) => [region, names.region(region)] as const)}
        onChange={(region) => onChange({ region, path: undefined })}
      />
      <ProvinceSetField search={search} onChange={({ set }) => onChange({ set, path: undefined })} />
      <p className="quick-days">
        <button type="button" className="link" onClick={swap}>
          {t('compare.swap')}
        </button>
      </p>
    </section>
  );
}
