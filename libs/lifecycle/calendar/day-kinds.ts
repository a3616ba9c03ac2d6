import type { CalendarDayKind } from './calendar.events.ts';

export const DAY_KINDS: Readonly<Record<CalendarDayKind, { readonly vi: string; readonly en: string }>> = {
  holiday: { vi: 'nghỉ lễ', en: 'holiday' },
  compensatory: { vi: 'nghỉ bù', en: 'day off in compensation' },
  'swapped-off': { vi: 'nghỉ hoán đổi', en: 'day off in exchange' },
  'makeup-working': { vi: 'làm bù', en: 'make-up working day' },
  closure: { vi: 'đóng cửa', en: 'closure' },
};

export const isDayKind = (text: string): text is CalendarDayKind => Object.hasOwn(DAY_KINDS, text);
