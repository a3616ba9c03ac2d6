import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { restoredQuery } from '../api/queries.ts';
import { formatInstant } from '../format/dates.ts';

/** On every page, until somebody has confirmed that what the log lacks since a restore was entered again. */
export function RestoredBanner() {
  const { t } = useTranslation();
  const { data: restored = null } = useQuery(restoredQuery);
  if (restored === null) return null;
  const at = formatInstant(restored.at);
  const told =
    restored.backupMadeAt === null
      ? t('restored.older', { at })
      : t('restored.since', { at, backup: formatInstant(restored.backupMadeAt) });
  return (
    <p className="restored-banner" role="status">
      <strong>{t('restored.title')}</strong> {told}
    </p>
  );
}
