import { useId } from 'react';
import { useTranslation } from 'react-i18next';

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value | undefined;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value | undefined) => void;
  /** Word for "no choice"; null: there always is one. */
  readonly none?: string | null;
}

/** The browser's own list: it works with keyboard, touch and screen reader everywhere. */
export function SelectField<Value extends string>({ label, value, options, onChange, none }: Props<Value>) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value ?? ''} onChange={(event) => onChange(options.find(([option]) => option === event.target.value)?.[0])}>
        {none !== null && <option value="">{none ?? t('filter.all')}</option>}
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
