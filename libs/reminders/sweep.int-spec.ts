import { afterEach, describe, expect, it } from '@jest/globals';
import { Office, registerRows, rowsOn } from './office.fixture.ts';

let office: Office;
afterEach(() => office.close());

const rows = registerRows.filter(({ province }) => province === '01').slice(0, 3);

describe('a sweep', () => {
  it('tries out', async () => {
    office = await Office.on('2021-03-01');
    await office.register(rowsOn(rows, '2021-03-01'));
    const reminders = office.reminders();
    console.log(await reminders.lookNow());
    console.log(await reminders.database.projector.stats(), reminders.database.db.prepare('select * from clock_obligation').all(), reminders.database.db.prepare('select * from clock_task').all(), (await office.events()).length);
    for (const day of ['2021-03-02', '2021-03-16', '2021-03-22', '2021-04-19']) {
      office.clock.set(day);
      await office.register(rowsOn(rows, day));
      console.log(day, await reminders.lookNow(), reminders.stats());
    }
    for (const event of await office.events()) if (event.stream.startsWith('reminder')) console.log(event.stream, event.type, JSON.stringify(event.data));
    expect(office.mail.sent.map(({ items, ...rest }) => [rest, items])).toMatchInlineSnapshot();
  });
});
