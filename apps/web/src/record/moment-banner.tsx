import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import { letterKeysOn } from '../frame/settings.ts';
import { useReference } from '../parts/names.ts';
import type { MomentSearch } from '../search/parameters.ts';

interface Props {
  readonly moment: MomentSearch;
  readonly onToday: () => void;
}

/** Says, on the screen and on paper, that the record is not today's; `t` or the link goes back. */
export function MomentBanner({ moment: { asOf, knownAt }, onToday }: Props) {
  const { t } = useTranslation();
  const today = useReference()?.today;
  const past = asOf !== undefined || knownAt !== undefined;
  useTodayKey(past, onToday);
  if (!past) return null;
  const day = asOf ?? today;
  return (
    <p className="moment-banner" role="status">
      <strong>{t('lookBack.banner', { day: day ? formatDay(day) : '', known: knownAt ? formatDay(knownAt) : t('lookBack.now') })}</strong>{' '}
      <Link
        className="screen-only"
        from="/projects/$code"
        search={(previous) => ({ ...previous, asOf: undefined, knownAt: undefined })}
        replace
      >
        {t('lookBack.today')}
      </Link>
    </p>
  );
}

function useTodayKey(past: boolean, onToday: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inField =
        event.target instanceof HTMLElement && event.target.closest('input:not([type="range"]), select, textarea, dialog, [role="dialog"]');
      if (event.key !== 't' || event.ctrlKey || event.metaKey || event.altKey || !past || inField || !letterKeysOn()) return;
      event.preventDefault();
      onToday();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [past, onToday]);
}
