import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../parts/date-field.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { DEADLINES, type RemindersSearch } from '../search/parameters.ts';

interface Props {
  readonly search: RemindersSearch;
  readonly onChange: (part: RemindersSearch) => void;
}

export function ReminderFilters({ search, onChange }: Props) {
  const { t } = useTranslation();
  const { tab = 'to-send', date, project, person, kind } = search;
  return (
    <section className="filters" aria-label={t('filter.label')}>
      {tab === 'to-send' && (
        <DateField label={t('reminders.date')} hint={t('reminders.dateHint')} value={date} onChange={(day) => onChange({ date: day })} />
      )}
      <TextField
        label={t('reminders.project')}
        value={project}
        onChange={(value) => onChange({ project: value, ...(tab === 'why' && value !== undefined ? { person: undefined } : {}) })}
      />
      <TextField
        label={t('reminders.person')}
        value={person}
        onChange={(value) => onChange({ person: value, ...(tab === 'why' && value !== undefined ? { project: undefined } : {}) })}
      />
      {tab !== 'why' && (
        <SelectField
          label={t('reminders.kind')}
          value={kind}
          options={DEADLINES.map((one) => [one, t(`deadline.${one}`)] as const)}
          onChange={(value) => onChange({ kind: value })}
        />
      )}
    </section>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Taken on Enter, and when one leaves it. */
function TextField({ label, value, onChange }: TextFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  const commit = () => {
    const text = typed.trim() || undefined;
    if (text !== value) onChange(text);
  };
  const onKey = ({ key }: KeyboardEvent) => key === 'Enter' && commit();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={typed}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={commit}
        onKeyDown={onKey}
      />
    </div>
  );
}
