import { EVENT_GROUPS, EVENT_KINDS, EVENT_TYPES, GROUP_NAMES } from '#contracts/event-kinds';
import { STAGES } from '#contracts/figures';
import { RECORD_FIELDS, RECORD_FIELD_NAMES } from '#contracts/record-fields';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../frame/settings.ts';
import { DateField } from '../parts/date-field.tsx';
import { type Names, useNames } from '../parts/names.ts';
import { SelectField } from '../parts/select-field.tsx';
import { CRITERIA, type Criterion, type CriterionKey, notKey, type TimelineFilters } from '../search/parameters.ts';

type Options = readonly (readonly [string, string])[];

/** What a condition may be chosen from; null: it is typed. */
function optionsOf(criterion: Criterion, language: 'vi' | 'en', names: Names): Options | null {
  switch (criterion) {
    case 'group':
      return GROUP_NAMES.map((group) => [group, EVENT_GROUPS[group][language]]);
    case 'type':
      return EVENT_TYPES.map((type) => [type, EVENT_KINDS[type][language]]);
    case 'stage':
      return STAGES.map((stage) => [stage, names.stage(stage)]);
    case 'field':
      return RECORD_FIELD_NAMES.map((field) => [field, RECORD_FIELDS[field][language]]);
    default:
      return null;
  }
}

/** The name of a value of a condition. */
export function useCriterionWords(): (criterion: Criterion, value: string) => string {
  const language = useLanguage();
  const names = useNames();
  return (criterion, value) => {
    const options = optionsOf(criterion, language, names);
    return options === null
      ? value
      : value
          .split(',')
          .map((one) => options.find(([option]) => option === one)?.[1] ?? one)
          .join(', ');
  };
}

interface Props {
  readonly search: TimelineFilters & { readonly jumpTo?: string | undefined };
  /** Who acted so far, to choose from. */
  readonly people: readonly string[];
  readonly onChange: (change: TimelineFilters & { readonly jumpTo?: string | undefined }) => void;
}

/** Adds one condition after the other; the ones that hold stand below as chips. */
export function TimelineFilterForm({ search, people, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const [criterion, setCriterion] = useState<Criterion>('group');
  const [negated, setNegated] = useState<'is' | 'not'>('is');
  const key: CriterionKey = negated === 'not' ? notKey(criterion) : criterion;
  const options = optionsOf(criterion, language, names);
  const add = (value: string) => onChange({ [key]: joined(search[key], value, options !== null) });
  return (
    <section className="filters timeline-filters" aria-label={t('timeline.filters')}>
      <SelectField
        label={t('timeline.criterion')}
        value={criterion}
        none={null}
        options={CRITERIA.map((one) => [one, t(`timeline.by.${one}`)] as const)}
        onChange={(one) => setCriterion(one ?? 'group')}
      />
      <SelectField
        label={t('timeline.polarity')}
        value={negated}
        none={null}
        options={[
          ['is', t('timeline.is')],
          ['not', t('timeline.not')],
        ]}
        onChange={(one) => setNegated(one ?? 'is')}
      />
      {options !== null ? (
        <SelectField label={t('timeline.value')} value={undefined} none="…" options={options} onChange={(value) => value && add(value)} />
      ) : criterion === 'occurred' || criterion === 'recorded' ? (
        <RangeFields key={key} value={search[key]} onChange={(range) => onChange({ [key]: range })} />
      ) : (
        <TypedValue key={key} suggestions={criterion === 'actor' ? people : []} onAdd={add} />
      )}
      <DateField label={t('timeline.jumpTo')} value={search.jumpTo} onChange={(jumpTo) => onChange({ jumpTo })} />
    </section>
  );
}

/** A list takes one more value; words take the place of the ones before. */
const joined = (before: string | undefined, value: string, isList: boolean): string =>
  isList && before !== undefined ? [...new Set([...before.split(','), value])].join(',') : value;

interface RangeProps {
  readonly value: string | undefined;
  readonly onChange: (range: string | undefined) => void;
}

function RangeFields({ value, onChange }: RangeProps) {
  const { t } = useTranslation();
  const [from = '', to = ''] = value?.split('..') ?? [];
  const change = (next: { readonly from?: string | undefined; readonly to?: string | undefined }) => {
    const [start, end] = ['from' in next ? (next.from ?? '') : from, 'to' in next ? (next.to ?? '') : to];
    const ordered = start !== '' && end !== '' && end < start ? [end, start] : [start, end];
    onChange(start === '' && end === '' ? undefined : ordered.join('..'));
  };
  return (
    <>
      <DateField label={t('timeline.rangeFrom')} value={from || undefined} onChange={(day) => change({ from: day })} />
      <DateField label={t('timeline.rangeTo')} value={to || undefined} onChange={(day) => change({ to: day })} />
    </>
  );
}

interface TypedProps {
  readonly suggestions: readonly string[];
  readonly onAdd: (value: string) => void;
}

function TypedValue({ suggestions, onAdd }: TypedProps) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') onAdd(typed.trim());
    setTyped('');
  };
  return (
    <form className="field typed-value" onSubmit={submit}>
      <label htmlFor={id}>{t('timeline.value')}</label>
      <div>
        <input
          id={id}
          value={typed}
          list={`${id}-list`}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
        />
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <button type="submit">{t('timeline.add')}</button>
      </div>
    </form>
  );
}
