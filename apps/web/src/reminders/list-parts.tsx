import { useTranslation } from 'react-i18next';
import type { RemindersSearch } from '../search/parameters.ts';

interface Endless {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

export function ListEnd({ list }: { readonly list: Endless }) {
  const { t } = useTranslation();
  return (
    <p className="list-end" role="status">
      {list.hasNextPage && (
        <button type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? t('app.loading') : t('action.more')}
        </button>
      )}
    </p>
  );
}

/** Nothing yet, or nothing because of the filters: each with what to know of it. */
export function Nothing({ list, search }: { readonly list: 'sent' | 'failed' | 'suppressed'; readonly search: RemindersSearch }) {
  const { t } = useTranslation();
  const { project, person, kind } = search;
  const isFiltered = [project, person, kind].some((value) => value !== undefined);
  return (
    <section className="empty">
      <h2>{isFiltered ? t('reminders.noMatch') : t(`reminders.nothing.${list}`)}</h2>
      <p>{t(`reminders.nothingHint.${list}`)}</p>
    </section>
  );
}
