import { useTranslation } from 'react-i18next';

/** Holds the place of a table that is on its way, at about its height. */
export function TableSkeleton({ rows }: { readonly rows: number }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status" aria-label={t('app.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} />
      ))}
    </div>
  );
}
