import type { ReminderRecipient } from '#contracts/reminders';
import { useTranslation } from 'react-i18next';

/** A recipient with a way to what was and was not sent to them. */
export function RecipientName({ of, onWhy }: { readonly of: ReminderRecipient; readonly onWhy: (person: string) => void }) {
  const { t } = useTranslation();
  return (
    <>
      {of.name}{' '}
      <button type="button" className="link" aria-label={`${t('reminders.tab.why')} ${of.name}`} onClick={() => onWhy(of.recipient)}>
        {t('reminders.tab.why')}
      </button>
      {of.name !== of.recipient && <small className="soft below">{of.recipient}</small>}
    </>
  );
}
