import { afterEach, expect, it } from '@jest/globals';
import { readLayers } from '#commands/calendar/layers';
import { tryCalendar } from '#commands/calendar/try-calendar';
import type { CalendarCommand } from '#lifecycle/calendar/calendar.decider';
import { Office, registerRows, type Row, rowOn } from '../office.fixture.ts';
import { ReminderQueries } from './reminder-queries.ts';

let office: Office;
afterEach(() => office.close());

it('a day off that is announced moves the deadlines that count working days over it, and no other', async () => {
  const [row] = registerRows as readonly [Row];
  const registeredOn = row['registered_on'] as string;
  office = await Office.on(registeredOn);
  await office.register([rowOn(row, registeredOn) as Row]);
  const reminders = office.reminders();
  await reminders.bringUpToDate();
  const queries = new ReminderQueries(reminders.database.db);
  const [running] = queries
    .openObligations(queries.projectOf(row['code'] as string) ?? '')
    .obligations.filter(({ unit }) => unit === 'working');
  const due = running?.due as string;
  const day = (date: string, kind: 'holiday' | 'compensatory' = 'compensatory') =>
    ({
      date,
      kind,
      name: 'Nghỉ bù',
      documentNo: '99/TB-BNV',
      announcedOn: registeredOn,
      basis: 'TB',
      status: 'verified',
      source: null,
    }) as const;
  const trial = async (date: string) => {
    const asked = [
      {
        type: 'SetCalendarDays',
        occurredOn: registeredOn,
        actor: 'u',
        role: 'operator',
        province: null,
        days: [day(date)],
      } as unknown as CalendarCommand,
    ];
    return queries.movedBy(await tryCalendar(office.commands, { province: null, asked, today: registeredOn }));
  };
  const moved = await trial(due);
  expect(moved).toMatchObject({ deadlines: 1, projects: 1, first: [{ code: row['code'], obligation: running?.obligation, from: due }] });
  expect((moved.first[0]?.to ?? '') > due).toBe(true);
  expect((await trial(`${Number(due.slice(0, 4)) + 1}-06-01`)).deadlines).toBe(0);
  // Nothing was written.
  expect((await readLayers(office.commands, null)).national.some(({ date }) => date === due)).toBe(false);
});
