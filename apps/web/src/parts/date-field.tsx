import { lazy, Suspense, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, parseDay } from '../format/dates.ts';

const CalendarPopover = lazy(() => import('./calendar-popover.tsx'));

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** YYYY-MM-DD; undefined: not chosen. */
  readonly value: string | undefined;
  /** What counts when nothing is chosen, shown in its place. */
  readonly unchosen?: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** A day typed or pasted as dd/MM/yyyy, or picked from a calendar whose code is fetched when it is first opened. */
export function DateField({ label, hint, value, unchosen, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const shown = typed ?? (value ? formatDay(value) : '');
  const invalid = typed !== null && typed.trim() !== '' && parseDay(typed) === null;

  const commit = () => {
    if (typed === null || invalid) return;
    setTyped(null);
    const day = parseDay(typed) ?? undefined;
    if (day !== value) onChange(day);
  };
  return (
    <div className="field" ref={field}>
      <label htmlFor={id}>{label}</label>
      <div className="date-input">
        <input
          id={id}
          value={shown}
          inputMode="numeric"
          autoComplete="off"
          placeholder={unchosen ?? t('date.placeholder')}
          aria-invalid={invalid}
          aria-describedby={invalid || hint ? `${id}-note` : undefined}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
        {value && (
          <button type="button" className="icon" aria-label={t('date.clear', { label })} onClick={() => onChange(undefined)}>
            ×
          </button>
        )}
        <button
          type="button"
          className="icon"
          aria-label={t('date.calendar', { label })}
          aria-expanded={open}
          onClick={() => setOpen(true)}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M2 3h12v11H2zM2 6.5h12M5 1v4M11 1v4" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </button>
      </div>
      {(invalid || hint) && (
        <p id={`${id}-note`} className={invalid ? 'note invalid' : 'note hint'}>
          {invalid ? t('date.invalid') : hint}
        </p>
      )}
      {open && (
        <Suspense>
          <CalendarPopover
            label={label}
            anchor={field}
            value={value}
            onClose={() => setOpen(false)}
            onPick={(day) => {
              setOpen(false);
              setTyped(null);
              onChange(day);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
