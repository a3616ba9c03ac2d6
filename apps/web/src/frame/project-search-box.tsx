import { useNavigate, useSearch } from '@tanstack/react-router';
import { type SyntheticEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** Finds projects from every page; on the list it keeps the other filters. */
export function ProjectSearchBox() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useSearch({ from: '/projects', shouldThrow: false });
  const q = list?.q;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.value = q ?? '';
  }, [q]);

  const search = (event: SyntheticEvent) => {
    event.preventDefault();
    const words = input.current?.value.trim() || undefined;
    void navigate({ to: '/projects', search: { ...list, q: words } });
  };
  return (
    <form role="search" className="search-box" onSubmit={search}>
      <label htmlFor="project-search" className="visually-hidden">
        {t('search.label')}
      </label>
      <input
        id="project-search"
        ref={input}
        type="search"
        defaultValue={q}
        placeholder={t('search.placeholder')}
        aria-keyshortcuts="/"
        autoComplete="off"
      />
      <button type="submit">{t('search.submit')}</button>
    </form>
  );
}
