import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from './page-title.ts';

export function NotFound() {
  const { t } = useTranslation();
  usePageTitle(`404 · ${t('notFound.title')}`);
  return (
    <section className="empty">
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.hint')}</p>
      <p>
        <Link to="/board">{t('notFound.link')}</Link>
      </p>
    </section>
  );
}
