import type { ReminderControl } from '#contracts/reminder-answers';
import { SUPPRESSIONS, type Suppression } from '#contracts/reminders';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import { useLanguage } from '../frame/settings.ts';
import { SelectField } from '../parts/select-field.tsx';
import { DEADLINES, type DeadlineKind } from '../search/parameters.ts';
import type { Decision } from './decide-dialog.tsx';
import { deadlineWords } from './reminder-words.ts';

interface Props {
  readonly control: ReminderControl;
  readonly quiet: Suppression | null;
  /** Absent: the reader may not decide. */
  readonly onDecide: ((decision: Decision) => void) | undefined;
}

/** What must be known before the lists are believed, what is paused now and what is left out. */
export function ControlBar({ control: { run, paused, excluded }, quiet, onDecide }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const notices = [
    ...(quiet === null ? [] : [t('reminders.quiet', { why: SUPPRESSIONS[quiet][language] })]),
    ...(run.smtp ? [] : [t('reminders.noSmtp')]),
    ...(run.sweepSeconds === 0 ? [t('reminders.off')] : run.stalled ? [t('reminders.stalled')] : []),
    ...(run.lastError === null ? [] : [t('reminders.lastError', { error: run.lastError })]),
    ...(run.hasCalendar ? [] : [t('reminders.noCalendar')]),
    ...(run.overLease === 0 ? [] : [t('reminders.overLease', { n: run.overLease })]),
  ];
  return (
    <>
      {notices.length > 0 && (
        <div className="notice">
          {notices.map((notice) => (
            <p key={notice}>{notice}</p>
          ))}
        </div>
      )}
      {!run.hasContacts && (
        <section className="empty">
          <h2>{t('reminders.noContacts')}</h2>
          <p>{t('reminders.noContactsHint')}</p>
          <pre tabIndex={0}>npm run -s tiendo -- contacts import FILE.csv</pre>
        </section>
      )}
      <Paused paused={paused} onDecide={onDecide} />
      <LeftOut excluded={excluded} onDecide={onDecide} />
    </>
  );
}

function Paused({ paused, onDecide }: Pick<ReminderControl, 'paused'> & Pick<Props, 'onDecide'>) {
  const { t } = useTranslation();
  if (paused.length === 0) return null;
  return (
    <section className="decided">
      <h2>{t('reminders.pausedNow')}</h2>
      <ul>
        {paused.map(({ kind, by, on, reason }) => {
          const title = `${t('reminders.resume')}: ${kindWords(t, kind)}`;
          return (
            <li key={kind}>
              <strong>{kindWords(t, kind)}</strong> · {t('reminders.by', { by, day: formatDay(on), reason })}{' '}
              {onDecide && (
                <button type="button" aria-label={title} onClick={() => onDecide({ title, path: '/resumptions', body: { kind } })}>
                  {t('reminders.resume')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Also what is not due for months, which no other list shows. */
function LeftOut({ excluded, onDecide }: Pick<ReminderControl, 'excluded'> & Pick<Props, 'onDecide'>) {
  const { t } = useTranslation();
  if (excluded.length === 0) return null;
  return (
    <section className="decided">
      <h2>{t('reminders.excluded')}</h2>
      <ul>
        {excluded.map(({ project, code, obligation, kind, recipient, by, on, reason }) => {
          const what = deadlineWords(t, { kind, obligation });
          const title = t('reminders.includeOf', { what, code });
          const body = { project, obligation, recipient: recipient?.recipient ?? null };
          return (
            <li key={`${project} ${obligation} ${recipient?.recipient ?? ''}`}>
              <Link to="/projects/$code" params={{ code }}>
                {code}
              </Link>{' '}
              <strong>{what}</strong> · {recipient === null ? t('reminders.everybody') : recipient.name} ·{' '}
              {t('reminders.by', { by, day: formatDay(on), reason })}{' '}
              {onDecide && (
                <button type="button" aria-label={title} onClick={() => onDecide({ title, path: '/inclusions', body })}>
                  {t('reminders.include')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Where what is held back is listed, more can be. */
export function PauseKind({ onDecide }: { readonly onDecide: (decision: Decision) => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<DeadlineKind | 'all' | undefined>();
  const options = [...DEADLINES, 'all' as const].map((one) => [one, kindWords(t, one)] as const);
  return (
    <div className="pause-kind screen-only">
      <SelectField label={t('reminders.pauseKind')} value={kind} options={options} onChange={setKind} none="–" />
      <button
        type="button"
        disabled={kind === undefined}
        onClick={() =>
          kind !== undefined && onDecide({ title: `${t('reminders.pauseKind')}: ${kindWords(t, kind)}`, path: '/pauses', body: { kind } })
        }
      >
        {t('reminders.pause')}
      </button>
    </div>
  );
}

function kindWords(t: ReturnType<typeof useTranslation>['t'], kind: string): string {
  const known = DEADLINES.find((one) => one === kind);
  return kind === 'all' ? t('reminders.kind.all') : known === undefined ? kind : t(`deadline.${known}`);
}
