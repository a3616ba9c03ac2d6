import { afterEach, describe, expect, it } from '@jest/globals';
import { projectIdOfCode } from '#commands/project-id';
import { ITEMS_MAX } from '../day-plan.ts';
import { contact, Office, registerRows, type Row, rowOn } from '../office.fixture.ts';
import { ReminderQueries } from './reminder-queries.ts';

let office: Office;
afterEach(() => office.close());

/** First advance by 29/04/2021: reminders on 19/04, 26/04, 29/04 and 04/05. */
const row = rowOn(registerRows[0] as Row, '2021-03-01') as Row;
const project = projectIdOfCode(row['code'] as string);
const people = [contact('an'), contact('chi', { role: 'supervisor', province: null, language: 'en' })];

async function opened(day: string, contacts = people) {
  office = await Office.on('2021-03-01', contacts);
  await office.register([row]);
  const reminders = office.reminders();
  office.clock.set(day);
  const queries = new ReminderQueries(reminders.database.db, () => (office.quiet ? 'restored' : null));
  return { reminders, queries };
}

describe('what will be sent', () => {
  it('is told for any day ahead, as it is then sent', async () => {
    const { reminders, queries } = await opened('2021-03-02');
    await reminders.lookNow();
    const days = ['2021-04-18', '2021-04-19', '2021-04-20', '2021-04-26', '2021-04-30', '2021-05-04'];
    const previews = await Promise.all(days.map((day) => queries.preview({ day })));
    expect(previews.map(({ off, steps }) => [off, steps])).toEqual([
      ...[
        ['weekend', 0],
        [null, 1],
        [null, 0],
        [null, 1],
        ['Ngày Chiến thắng 30/4', 0],
        [null, 1],
      ],
    ]);
    expect(previews[1]?.deliveries).toMatchObject([
      {
        day: '2021-04-19',
        recipient: { recipient: 'an', role: 'centre-officer', province: 'vn63.01' },
        items: [{ step: 'before-10', left: 10, late: false }],
      },
    ]);
    for (const day of days) {
      office.clock.set(day);
      await reminders.lookNow();
    }
    expect(office.mail.sent.map(({ day }) => day)).toEqual(['2021-04-19', '2021-04-26', '2021-05-04']);
  });

  it('counts with the sweeps in between, and with Tết', async () => {
    const { reminders, queries } = await opened('2021-11-30');
    await office.register([{ ...row, advance1_on: '2021-04-06', advance1_vnd: '217000000' }]);
    await reminders.lookNow();
    const told = async (...days: readonly string[]) => {
      const previews = await Promise.all(days.map((day) => queries.preview({ day, person: 'an' })));
      return previews.map(({ off, deliveries }) => [off, ...deliveries.flatMap(({ items }) => items.map(({ step }) => step))].join(' '));
    };
    // Acceptance was due on 30/11/2021: the eighth weekly reminder would be on Sunday 30/01/2022, the supervisor's on 06/02.
    expect(await told('2022-01-31', '2022-02-04', '2022-02-07')).toEqual([' weekly-8', '', ' supervisor']);
    // The notice of 11/01/2022: Tết from 31/01 to 04/02. Two of one day: the later one.
    office.clock.set('2022-01-12');
    await reminders.lookNow();
    expect(await told('2022-01-31', '2022-02-04', '2022-02-07')).toEqual([
      ...['Tết Nguyên đán Nhâm Dần 2022: 29 tháng Chạp', 'Tết Nguyên đán Nhâm Dần 2022: mùng 4', ' supervisor'],
    ]);
  });

  it('says what does not fit into one message, which then comes a day later', async () => {
    office = await Office.on('2021-03-01', people);
    await office.register(Array.from({ length: ITEMS_MAX + 2 }, (_, n) => ({ ...row, code: `${row['code']?.slice(0, -3)}${100 + n}` })));
    const reminders = office.reminders();
    const queries = new ReminderQueries(reminders.database.db, () => null);
    await reminders.lookNow();
    const { deliveries, steps } = await queries.preview({ day: '2021-04-19', person: 'an' });
    expect(deliveries.map(({ items, waits }) => [items.length, waits])).toEqual([[ITEMS_MAX, 2]]);
    expect(steps).toBe(ITEMS_MAX);
    for (const day of ['2021-04-19', '2021-04-20']) {
      office.clock.set(day);
      await reminders.lookNow();
    }
    expect(office.mail.sent.map(({ day, items }) => [day, items.length])).toEqual([
      ['2021-04-19', ITEMS_MAX],
      ['2021-04-20', 2],
    ]);
  });

  it('looks a week ahead', async () => {
    const { reminders, queries } = await opened('2021-04-19');
    await reminders.bringUpToDate();
    const before = await queries.toSend();
    expect(before.map(({ day, steps }) => [day, steps])).toEqual([
      ...[
        ['2021-04-19', 1],
        ['2021-04-20', 0],
        ['2021-04-21', 0],
        ['2021-04-22', 0],
        ['2021-04-23', 0],
        ['2021-04-24', 0],
        ['2021-04-25', 0],
      ],
    ]);
    await reminders.lookNow();
    expect((await queries.toSend()).every(({ steps }) => steps === 0)).toBe(true);
  });
});

describe('what was sent', () => {
  it('is listed page after page, and in the inbox of whom it was sent to', async () => {
    const { reminders, queries } = await opened('2021-04-19');
    for (const day of ['2021-04-19', '2021-04-26', '2021-04-29']) {
      office.clock.set(day);
      await reminders.lookNow();
    }
    const first = queries.sent({ limit: 2 });
    expect(first.rows.map(({ day, state, attempts, outcome }) => [day, state, attempts, outcome?.vi])).toEqual([
      ['2021-04-29', 'sent', 1, '250 ok'],
      ['2021-04-26', 'sent', 1, '250 ok'],
    ]);
    const second = queries.sent({ limit: 2, after: first.next ?? undefined });
    expect(second.rows.map(({ day, items }) => [day, items[0]?.step])).toEqual([['2021-04-19', 'before-10']]);
    expect(second.next).toBeNull();
    expect(queries.inbox('an', { limit: 10 }).rows.map(({ day, read }) => [day, read])).toEqual([
      ['2021-04-29', false],
      ['2021-04-26', false],
      ['2021-04-19', false],
    ]);
    expect([queries.unread('an'), queries.unread('chi')]).toEqual([3, 0]);
    expect(queries.failed({ limit: 10 }).rows).toEqual([]);
  });

  it('or failed, with when it is tried again', async () => {
    const { reminders, queries } = await opened('2021-04-19');
    office.mail.answer = () => ({ sent: false, temporary: true, reason: '451 later' });
    await reminders.lookNow();
    expect(queries.failed({ limit: 10 }).rows).toMatchObject([
      { state: 'retrying', outcome: { vi: '451 later', en: '451 later' }, retryAt: '2021-04-19T02:05:00.000Z' },
    ]);
    expect(queries.sent({ limit: 10 }).rows).toEqual([]);
  });
});

describe('why', () => {
  it('a project was reminded of, each step with what became of it', async () => {
    const { reminders, queries } = await opened('2021-04-19');
    await reminders.lookNow();
    const { obligations } = queries.whyProject(project);
    const advance = obligations.find(({ kind }) => kind === 'first-advance');
    expect(advance).toMatchObject({
      state: 'open',
      due: '2021-04-29',
      given: 60,
      left: 10,
      holder: 'centre',
      ladder: 'ladder',
      rule: { id: 'deadline-first-advance' },
    });
    expect(
      advance?.steps
        .slice(0, 3)
        .map(({ step, recipients }) => [step, recipients.map(({ recipient, state, on }) => [recipient?.recipient, state, on])]),
    ).toEqual([
      ['before-10', [['an', 'sent', '2021-04-19']]],
      ['before-3', [['an', 'to-send', '2021-04-26']]],
      ['due', [['an', 'to-send', '2021-04-29']]],
    ]);
    expect(advance?.steps.at(-1)).toMatchObject({
      step: 'department',
      audience: ['holder', 'supervisor', 'department'],
      recipients: [{ recipient: { recipient: 'an' } }, { recipient: { recipient: 'chi' } }, { recipient: null, why: 'no-recipient' }],
    });
  });

  it('somebody was not: left out, paused, nobody there, or done', async () => {
    const { reminders, queries } = await opened('2021-04-19');
    await office.control({ type: 'ExcludeReminder', project, obligation: 'first-advance', recipient: 'an', reason: 'nghỉ phép' });
    await reminders.lookNow();
    const [advance] = queries.whyPerson('an').obligations;
    expect(advance?.steps[0]).toMatchObject({
      step: 'before-10',
      recipients: [{ state: 'suppressed', why: 'excluded', decided: { by: 'u-operator', on: '2021-04-19', reason: 'nghỉ phép' } }],
    });
    expect(queries.suppressed({ limit: 10 }).rows).toMatchObject([
      { why: 'excluded', recipient: { recipient: 'an' }, item: { step: 'before-10', kind: 'first-advance' } },
    ]);
    await office.control({ type: 'IncludeReminder', project, obligation: 'first-advance', recipient: 'an', reason: 'về' });
    await reminders.lookNow();
    expect(queries.suppressed({ limit: 10 }).rows).toEqual([]);
    await office.register([{ ...row, advance1_on: '2021-04-19', advance1_vnd: '217000000' }]);
    await reminders.lookNow();
    const over = queries.whyProject(project).obligations.find(({ kind }) => kind === 'first-advance');
    expect(over).toMatchObject({
      state: 'over',
      due: '2021-04-29',
      rule: { legalBasis: { vi: 'thiết lập: ký hợp đồng + 60 ngày (Tiendo)', en: 'Tiendo, configurable: contract + 60 days' } },
    });
    expect(over?.steps).toMatchObject([{ step: 'before-10', recipients: [{ recipient: { recipient: 'an' }, state: 'sent' }] }]);
  });

  it('nothing is sent at all, after a restore', async () => {
    const { reminders, queries } = await opened('2021-04-19');
    office.quiet = true;
    await reminders.lookNow();
    expect(queries.whyProject(project).quiet).toBe('restored');
  });
});

describe('the feed', () => {
  it('has the open deadlines of whoever has to see to them', async () => {
    const { reminders, queries } = await opened('2021-03-02');
    await reminders.lookNow();
    expect(queries.feedEntries('an').map(({ kind, due, sequence, changedAt }) => [kind, due, sequence, changedAt])).toEqual([
      ['first-advance', '2021-04-29', 0, '2021-02-27T17:00:00.000Z'],
      ['acceptance', '2021-11-30', 0, '2021-02-27T17:00:00.000Z'],
    ]);
    expect(queries.feedEntries('chi')).toEqual([]);
    expect(queries.feedEntries('nobody')).toEqual([]);
    await office.say((await import('#commands/stream-kind')).contactKind, 'access-contact~an', {
      type: 'OpenFeed',
      person: 'an',
      secretSha256: 'c'.repeat(64),
    });
    await reminders.bringUpToDate();
    expect([queries.feedOwner('c'.repeat(64)), queries.feedOwner('d'.repeat(64))]).toEqual(['an', null]);
  });
});
