import type { ReminderItem } from './reminder.events.ts';

export const stamp = { occurredOn: '2022-02-07', actor: 'reminders' } as const;
export const operator = { occurredOn: '2022-02-07', actor: 'u-operator', role: 'operator' } as const;

export const item = (step = 'before-3', project = 'p-1'): ReminderItem => ({
  project,
  code: 'KCQG-2022-38-001',
  obligation: 'settlement-dossier',
  kind: 'settlement-dossier',
  step,
  on: '2022-02-07',
  due: '2022-02-10',
  late: false,
  skipped: [],
  rule: 'deadline-settlement-dossier',
  ladder: 'ladder-all',
  calendar: null,
  startedBy: 'e-1',
});
