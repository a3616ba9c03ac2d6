import { useTranslation } from 'react-i18next';
import type { Chip } from '../parts/filter-chips.tsx';

interface Props {
  readonly chips: readonly Chip[];
  readonly onClear: () => void;
}

/** Nothing yet, or nothing because of the filters: each with the next step. */
export function NoProjects({ chips, onClear }: Props) {
  const { t } = useTranslation();
  if (chips.length === 0) {
    return (
      <section className="empty">
        <h2>{t('projects.empty')}</h2>
        <p>{t('projects.emptyHint')}</p>
        <pre tabIndex={0}>npm run -s tiendo -- import FILE.csv</pre>
      </section>
    );
  }
  return (
    <section className="empty">
      <h2>{t('projects.noMatch')}</h2>
      <p>
        {t('projects.noMatchHint')} <strong>{chips.map(({ name, value }) => `${name}: ${value}`).join(' · ')}</strong>
      </p>
      <button type="button" onClick={onClear}>
        {t('filter.clear')}
      </button>
    </section>
  );
}
