import type { ContactRecord } from '#contracts/contacts';
import { type Column, line, widthsOf } from '#reports/terminal-text';
import type { Said } from './refusal-line.ts';
import type { Terminal } from './terminal.ts';

const COLUMNS: readonly Column[] = [0, 2, 2, 2, 2, 2].map((gap) => ({ align: 'left', gap }));

/** One contact in a line, and how many there are. */
export function contactsText(contacts: readonly ContactRecord[], terminal: Terminal): string {
  const heads = [
    { vi: 'Mã', en: 'Person' },
    { vi: 'Tên', en: 'Name' },
    { vi: 'Vai trò', en: 'Role' },
    { vi: 'Tỉnh', en: 'Province' },
    { vi: 'Thư điện tử', en: 'E-mail' },
    { vi: 'Từ – đến', en: 'From – to' },
  ].map((words) => terminal.say(words));
  const rows = contacts.map(({ person, name, role, provinceName, email, activeFrom, activeTo }) => [
    person,
    name,
    terminal.say(role),
    provinceName ?? terminal.say({ vi: 'cả nước', en: 'the country' }),
    email ?? '–',
    `${activeFrom} – ${activeTo ?? ''}`.trim(),
  ]);
  const widths = widthsOf(COLUMNS, [heads, ...rows]);
  const count = terminal.say({ vi: `${contacts.length} người.`, en: `${contacts.length} contacts.` });
  return [...[heads, ...rows].map((cells) => line(COLUMNS, widths, cells)), count].join('\n');
}

export const SAID_OF_CONTACTS: Said = {
  'contact-not-found': { vi: 'không có đầu mối này', en: 'there is no such contact' },
  'date-order': { vi: 'ngày cuối cùng trước ngày bắt đầu', en: 'the last day is before the first' },
  blank: { vi: 'phải nêu lý do', en: 'the reason is empty' },
};
