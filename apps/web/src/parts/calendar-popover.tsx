import { parseDate } from '@internationalized/date';
import { type RefObject, useMemo } from 'react';
import { Button } from 'react-aria-components/Button';
import { Calendar, CalendarCell, CalendarGrid } from 'react-aria-components/Calendar';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../frame/settings.ts';

interface Props {
  readonly label: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly value: string | undefined;
  readonly onPick: (day: string) => void;
  readonly onClose: () => void;
}

/** A month to pick a day from, weeks from Monday in both languages. A default export because `lazy` asks for one. */
export default function CalendarPopover({ label, anchor, value, onPick, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const chosen = useMemo(() => (value ? parseDate(value) : null), [value]);
  return (
    <I18nProvider locale={language === 'vi' ? 'vi-VN' : 'en-GB'}>
      <Popover className="calendar-popover" isOpen triggerRef={anchor} placement="bottom start" onOpenChange={(open) => !open && onClose()}>
        <Dialog aria-label={label}>
          <Calendar aria-label={label} value={chosen} autoFocus firstDayOfWeek="mon" onChange={(day) => onPick(day.toString())}>
            <header>
              <Button slot="previous" aria-label={t('date.previous')}>
                ‹
              </Button>
              <Heading />
              <Button slot="next" aria-label={t('date.next')}>
                ›
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </I18nProvider>
  );
}
