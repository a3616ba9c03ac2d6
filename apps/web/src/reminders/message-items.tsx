import type { DeliveredItem, DueStep } from '#contracts/reminders';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import { deadlineWords, leftWords, stepWords } from './reminder-words.ts';

type Item = DueStep | DeliveredItem;

/** Deadlines of a message that are shown at once; a digest may hold hundreds. */
const SHOWN = 3;

interface Props {
  readonly items: readonly Item[];
  readonly today: string;
  /** Leaves one out; absent: the reader may not. */
  readonly onExclude?: ((item: Item) => void) | undefined;
}

/** What one message asks for, each with its project, last day and step. */
export function MessageItems({ items, today, onExclude }: Props) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const more = items.length - SHOWN;
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <>
      <ul className="message-items">
        {shown.map((item) => (
          <li key={`${item.project} ${item.obligation} ${item.step}`}>
            <Link to="/projects/$code" params={{ code: item.code }}>
              {item.code}
            </Link>{' '}
            {deadlineWords(t, item)} · {formatDay(item.due)}
            {'left' in item && <> ({leftWords(t, item, today)})</>} · {stepWords(t, item.step)}
            {item.late && <> · {t('reminders.late')}</>}
            {'leftOut' in item && item.leftOut && <> · {t('reminders.leftOut')}</>}
            {onExclude && (
              <button
                type="button"
                className="link"
                aria-label={t('reminders.excludeOf', { what: deadlineWords(t, item), code: item.code })}
                onClick={() => onExclude(item)}
              >
                {t('reminders.exclude')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && !all && (
        <button type="button" className="link" aria-expanded={false} onClick={() => setAll(true)}>
          {t('reminders.moreItems', { n: more })}
        </button>
      )}
    </>
  );
}
