import type { Reference } from '#contracts/reference';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import { DateField } from '../parts/date-field.tsx';
import { useNames, useReference } from '../parts/names.ts';
import { SelectField } from '../parts/select-field.tsx';
import { type FigureSearch, type MomentSearch, REGIONS, SOURCES } from './parameters.ts';

interface Props {
  readonly search: FigureSearch;
  readonly year: number;
  readonly onChange: (change: FigureSearch) => void;
  /** The conference's table is always of one region and shows the sources side by side. */
  readonly oneRegion?: boolean;
  readonly withSource?: boolean;
  readonly anyYear?: boolean;
  readonly children?: ReactNode;
}

/** The filters that all pages of figures have in common; a page adds its own as children. */
export function FigureFilters({ search, year, onChange, oneRegion = false, withSource = true, anyYear = false, children }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const reference = useReference();
  return (
    <section className="filters" aria-label={t('filter.label')}>
      <MomentFields search={search} onChange={onChange} />
      <SelectField
        label={t('filter.year')}
        value={anyYear && search.year === undefined ? undefined : String(year)}
        none={anyYear ? t('filter.all') : null}
        options={yearsOf(reference, year)}
        onChange={(chosen) => onChange({ year: chosen === undefined ? undefined : Number(chosen) })}
      />
      <SelectField
        label={t('filter.region')}
        value={search.region}
        none={oneRegion ? null : t('filter.all')}
        options={REGIONS.map((region) => [region, names.region(region)] as const)}
        onChange={(region) => onChange({ region })}
      />
      {withSource && (
        <SelectField
          label={t('filter.source')}
          value={search.source}
          none={t('source.all')}
          options={SOURCES.map((source) => [source, t(`source.${source}`)] as const)}
          onChange={(source) => onChange({ source })}
        />
      )}
      {children}
      <QuickDays year={year} reference={reference} onPick={(asOf) => onChange({ asOf })} chosen={search.asOf} />
    </section>
  );
}

export function MomentFields({ search, onChange }: { readonly search: MomentSearch; readonly onChange: (change: MomentSearch) => void }) {
  const { t } = useTranslation();
  const today = useReference()?.today;
  return (
    <>
      <DateField
        label={t('filter.asOf')}
        value={search.asOf}
        unchosen={today && formatDay(today)}
        onChange={(asOf) => onChange({ asOf })}
      />
      <DateField
        label={t('filter.knownAt')}
        hint={t('filter.knownAtHint')}
        unchosen={t('filter.knownAtAll')}
        value={search.knownAt}
        onChange={(knownAt) => onChange({ knownAt })}
      />
    </>
  );
}

/** Plan years with projects, and the one asked for even when it has none. */
function yearsOf(reference: Reference | undefined, year: number): readonly (readonly [string, string])[] {
  const years = new Set([...(reference?.years ?? []), year]);
  return [...years].sort((a, b) => b - a).map((each) => [String(each), String(each)] as const);
}

interface QuickDaysProps {
  readonly year: number;
  readonly reference: Reference | undefined;
  readonly chosen: string | undefined;
  readonly onPick: (asOf: string | undefined) => void;
}

/** The days that reports are made at: half year, nine months, end of year, settlement of the year. */
function QuickDays({ year, reference, chosen, onPick }: QuickDaysProps) {
  const { t } = useTranslation();
  const days = [`${year}-06-30`, `${year}-09-30`, `${year}-12-31`, `${year + 1}-01-31`];
  const past = days.filter((day) => reference === undefined || day <= reference.today);
  return (
    <p className="quick-days">
      <span>{t('filter.quick')}</span>
      {past.map((day) => (
        <button type="button" key={day} className="link" aria-pressed={chosen === day} onClick={() => onPick(day)}>
          {formatDay(day)}
        </button>
      ))}
      <button type="button" className="link" aria-pressed={chosen === undefined} onClick={() => onPick(undefined)}>
        {t('filter.today')}
      </button>
    </p>
  );
}
