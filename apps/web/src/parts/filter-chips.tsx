import { useTranslation } from 'react-i18next';

export interface Chip {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

interface Props {
  readonly chips: readonly Chip[];
  readonly onRemove: (key: string) => void;
  readonly onClear: () => void;
}

/** What the list is narrowed by; each part can be taken away by itself. */
export function FilterChips({ chips, onRemove, onClear }: Props) {
  const { t } = useTranslation();
  if (chips.length === 0) return null;
  return (
    <div className="chips">
      <span id="chips-label">{t('filter.chips')}</span>
      <ul aria-labelledby="chips-label">
        {chips.map((chip) => (
          <li key={chip.key}>
            <button
              type="button"
              aria-label={t('filter.remove', { name: chip.name, value: chip.value })}
              onClick={() => onRemove(chip.key)}
            >
              {chip.name}: <strong>{chip.value}</strong> <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="link" onClick={onClear}>
        {t('filter.clear')}
      </button>
    </div>
  );
}
