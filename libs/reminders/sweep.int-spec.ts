import { afterEach, describe, expect, it } from '@jest/globals';
import { projectIdOfCode } from '#commands/project-id';
import { contact, Office, registerRows, type Row, rowOn, rowsOn } from './office.fixture.ts';

let office: Office;
afterEach(() => office.close());

/** A contract of 28/02/2021 in Hà Nội; nothing was paid by then. First advance by 29/04/2021: reminders on 19/04, 26/04, 29/04, 04/05 (after the holidays). */
const row = rowOn(registerRows[0] as Row, '2021-03-01') as Row;
const project = projectIdOfCode(row['code'] as string);
const paid = (on: string): Row => ({ ...row, advance1_on: on, advance1_vnd: '217000000' });
const [before10, before3, due, after5] = ['2021-04-19', '2021-04-26', '2021-04-29', '2021-05-04'] as const;

const sent = () =>
  office.mail.sent.map(({ day, to, items }) =>
    [day, to.recipient, ...items.map(({ step, late }) => (late ? `${step} late` : step))].join(' '),
  );
const told = async (type: string) => (await office.events()).filter((event) => event.type === type);

describe('a sweep', () => {
  it('reminds of each step on its day, once, in one message a person and day', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    const reminders = office.reminders();
    for (const day of ['2021-04-18', before10, before10, '2021-04-20', before3, due, '2021-04-30', '2021-05-03', after5]) {
      office.clock.set(day);
      await reminders.lookNow();
    }
    expect(sent()).toEqual([`${before10} an before-10`, `${before3} an before-3`, `${due} an due`, `${after5} an after-5`]);
    expect(office.mail.sent[0]).toMatchObject({
      delivery: `reminder-delivery~an~${before10}~email`,
      language: 'vi',
      to: { name: 'Cán bộ an', email: 'an@example.invalid' },
      items: [
        {
          ...{ projectId: project, code: row['code'], title: row['title'], province: 'Hà Nội', kind: 'first-advance', due, left: 10 },
          ...{ vnd: 310_000_000, holder: { vi: 'Trung tâm khuyến công' }, legalBasis: 'thiết lập: ký hợp đồng + 60 ngày (Tiendo)' },
          ...{ ruleStatus: 'unverified', movedFrom: null, expected: [] },
        },
      ],
    });
  });

  it('writes a claim for the message and one for each step, which names the event that began it', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set(before10);
    await office.reminders().lookNow();
    const [signed] = await told('ContractSigned');
    const [claim] = await told('ReminderClaimed');
    expect(claim).toMatchObject({
      stream: `reminder-${project}~first-advance~before-10~${due}~email~an`,
      data: { delivery: `reminder-delivery~an~${before10}~email`, startedBy: signed?.id, rule: 'deadline-first-advance', ladder: 'ladder' },
      meta: { actor: 'reminders:clock', causationId: signed?.id, occurredOn: before10 },
    });
    expect((await office.events()).slice(-4).map(({ type }) => type)).toEqual([
      'DeliveryClaimed',
      'ReminderClaimed',
      'DeliveryLeased',
      'DeliverySent',
    ]);
  });

  it('sends one late reminder after an outage, never a burst', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set('2021-05-06');
    await office.reminders().lookNow();
    expect(sent()).toEqual(['2021-05-06 an after-5 late']);
    const [claim] = await told('ReminderClaimed');
    expect(claim?.data).toMatchObject({ on: after5, late: true, skipped: ['before-10', 'before-3', 'due'] });
  });

  it('of many looks at each once, page after page, with a turn for others in between', async () => {
    office = await Office.on('2022-09-30');
    await office.register(rowsOn(registerRows, '2022-09-30'));
    const reminders = office.reminders();
    await reminders.bringUpToDate();
    const waiting = reminders.database.db.prepare('SELECT count(*) AS n FROM clock_obligation WHERE wake_on <= ?').get('2022-09-30');
    let [turns, over] = [0, false];
    const tick = (): void => {
      turns += 1;
      if (!over) setImmediate(tick);
    };
    setImmediate(tick);
    const { looked } = await reminders.sweepNow();
    over = true;
    expect({ n: looked }).toEqual(waiting);
    expect(looked).toBeGreaterThan(300);
    expect(turns).toBeGreaterThan((2 * looked) / 100); // A page to look at and a page to keep.
  });

  it('says nothing once the work is done, and leaves out what was done between the claim and the sending', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    const reminders = office.reminders();
    office.clock.set(before10);
    office.mail.answer = () => ({ sent: false, temporary: true, reason: '451 later' });
    await reminders.lookNow();
    office.clock.set(before10, '09:30');
    office.mail.answer = () => ({ sent: true, response: '250 ok' });
    await office.register([paid(before10)]);
    expect(await reminders.lookNow()).toMatchObject({ delivered: { withdrawn: 1, sent: 0 } });
    for (const day of [before3, due]) {
      office.clock.set(day);
      await reminders.lookNow();
    }
    expect(sent()).toEqual([]);
    expect(await told('DeliveryWithdrawn')).toHaveLength(1);
  });

  it('writes on working days within the hours alone', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    const reminders = office.reminders();
    for (const [day, time] of [
      ['2021-04-21', '09:00'], // Giỗ Tổ
      ['2021-04-24', '09:00'],
      [before3, '07:29'],
      [before3, '17:30'],
    ] as const) {
      office.clock.set(day, time);
      await reminders.lookNow();
      expect(sent()).toEqual([]);
    }
    office.clock.set(due, '07:30');
    await reminders.lookNow();
    expect(sent()).toEqual([`${due} an due`]);
  });

  it('claims nothing while a restore is not reconciled', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set(before10);
    office.quiet = true;
    const reminders = office.reminders();
    await reminders.lookNow();
    expect(await told('DeliveryClaimed')).toEqual([]);
    office.quiet = false;
    office.clock.set('2021-04-20');
    await reminders.lookNow();
    expect(sent()).toEqual(['2021-04-20 an before-10 late']);
  });

  it('begins anew from the log when its tables are gone, and sends nothing twice', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set(before10);
    await office.reminders().lookNow();
    const other = office.reminders();
    expect(await other.lookNow()).toMatchObject({ swept: { looked: 1, deliveries: 0 }, delivered: { sent: 0 } });
    expect(await other.lookNow()).toMatchObject({ swept: { looked: 0 } });
    expect(sent()).toEqual([`${before10} an before-10`]);
  });
});

describe('two workers at once', () => {
  it('claim every step once and send every message once', async () => {
    office = await Office.on('2021-03-01', [contact('an'), contact('binh'), contact('chi', { role: 'supervisor', province: null })]);
    await office.register(rowsOn(registerRows.slice(0, 12), '2021-03-01'));
    const workers = [office.reminders(), office.reminders(), office.reminders()];
    for (const day of [before10, '2021-05-11', '2021-06-21', '2021-08-30']) {
      office.clock.set(day);
      await Promise.all(workers.map((worker) => worker.lookNow()));
      await Promise.all(workers.map((worker) => worker.lookNow()));
    }
    const claims = await told('ReminderClaimed');
    expect(new Set(claims.map(({ stream }) => stream)).size).toBe(claims.length);
    expect(claims.length).toBeGreaterThan(20);
    expect(new Set(office.mail.sent.map(({ messageId }) => messageId)).size).toBe(office.mail.sent.length);
    expect(office.mail.sent.reduce((sum, { items }) => sum + items.length, 0)).toBe(claims.length);
  });
});

describe('who is reminded', () => {
  it('is whoever has the role: nobody yet, then the one who comes', async () => {
    office = await Office.on('2021-03-01', []);
    await office.register([row]);
    office.clock.set(before10);
    const reminders = office.reminders();
    await reminders.lookNow();
    expect(reminders.database.db.prepare('SELECT key, audience, why FROM clock_suppressed').all()).toMatchObject([
      { key: 'first-advance', audience: 'holder', why: 'no-recipient' },
    ]);
    await office.record(contact('an', { email: null, activeFrom: '2021-04-22' }));
    for (const day of ['2021-04-20', '2021-04-22']) {
      office.clock.set(day);
      await reminders.lookNow();
    }
    const [claim] = await told('DeliveryClaimed');
    expect(claim?.data).toMatchObject({ recipient: 'an', day: '2021-04-22', channel: 'inbox', items: [{ step: 'before-10', late: true }] });
    expect(await told('DeliverySent')).toHaveLength(1);
    expect(reminders.database.db.prepare('SELECT * FROM clock_suppressed').all()).toEqual([]);
  });
});

describe('the operator', () => {
  it('pauses a kind, lets it go on, and leaves one out', async () => {
    office = await Office.on('2021-03-01', [contact('an'), contact('binh')]);
    await office.register([row]);
    const reminders = office.reminders();
    await office.control({ type: 'PauseReminders', kind: 'first-advance', reason: 'đang rà soát' });
    office.clock.set(before10);
    await reminders.lookNow();
    expect(sent()).toEqual([]);
    await office.control({ type: 'ExcludeReminder', project, obligation: 'first-advance', recipient: 'an', reason: 'đã nghỉ' });
    await office.control({ type: 'ResumeReminders', kind: 'first-advance', reason: 'xong' });
    await reminders.lookNow();
    expect(sent()).toEqual([`${before10} binh before-10`]);
    await office.control({ type: 'IncludeReminder', project, obligation: 'first-advance', recipient: 'an', reason: 'về rồi' });
    office.clock.set('2021-04-20');
    await reminders.lookNow();
    expect(sent()).toEqual([`${before10} binh before-10`, '2021-04-20 an before-10 late']);
  });

  it('has one sent again', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set(before10);
    const reminders = office.reminders();
    await reminders.lookNow();
    await office.resend(`reminder-delivery~an~${before10}~email`, 'không nhận được');
    await reminders.lookNow();
    expect(office.mail.sent.map(({ messageId }) => messageId)).toEqual(Array(2).fill(office.mail.sent[0]?.messageId));
    expect((await told('DeliveryLeased')).map(({ data }) => data)).toMatchObject([
      { attempt: 1 },
      { attempt: 2, resend: 'không nhận được' },
    ]);
  });
});

describe('a message that does not get through', () => {
  it('is tried again later under the same id, and given up in the end', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    const ids: string[] = [];
    office.mail.answer = ({ messageId }) => (ids.push(messageId), { sent: false, temporary: true, reason: '451 greylisted' });
    const reminders = office.reminders();
    office.clock.set(before10);
    for (let look = 0; look < 120; look++) {
      await reminders.lookNow();
      office.clock.instant = new Date(Date.parse(office.clock.instant) + 3_600_000).toISOString();
    }
    expect(ids.length).toBe(8);
    expect(new Set(ids).size).toBe(1);
    expect((await told('DeliveryFailed')).at(-1)?.data).toMatchObject({ attempt: 8, retryAt: null });
  });

  it('whose worker died is taken over after its lease, under the same id', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set(before10);
    const ids: string[] = [];
    office.mail.answer = ({ messageId }) => {
      ids.push(messageId);
      throw new Error('killed');
    };
    await expect(office.reminders().lookNow()).rejects.toThrow('killed');
    const other = office.reminders();
    await other.lookNow();
    expect(ids).toHaveLength(1);
    office.mail.answer = ({ messageId }) => (ids.push(messageId), { sent: true, response: '250' });
    office.clock.set(before10, '09:03');
    await other.lookNow();
    expect(ids).toEqual([ids[0], ids[0]]);
    expect(await told('DeliverySent')).toHaveLength(1);
  });
});

it('one claim that cannot be made keeps no other from being made', async () => {
  office = await Office.on('2021-03-01', [contact('an'), contact('binh')]);
  await office.register([row]);
  office.clock.set(before10);
  const commands = {
    look: office.commands.look.bind(office.commands),
    handle: (...given: Parameters<typeof office.commands.handle>) => {
      if (given[1].includes('~an~')) throw new TypeError('no stream name');
      return office.commands.handle(...given);
    },
  } as Office['commands'];
  const reminders = office.reminders({ commands });
  await expect(reminders.lookNow()).rejects.toThrow('no stream name');
  await reminders.lookNow();
  expect(sent()).toEqual([`${before10} binh before-10`]);
});

it('a clock that jumps a day ahead and back sends nothing twice', async () => {
  office = await Office.on('2021-03-01');
  await office.register([row]);
  const reminders = office.reminders();
  for (const day of ['2021-04-16', before10, '2021-04-16', '2021-04-17', before10, '2021-04-20', before10]) {
    office.clock.set(day);
    await reminders.lookNow();
  }
  expect(sent()).toEqual([`${before10} an before-10`]);
});
