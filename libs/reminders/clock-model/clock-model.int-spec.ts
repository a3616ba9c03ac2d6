import { afterEach, describe, expect, it } from '@jest/globals';
import { projectIdOfCode } from '#commands/project-id';
import { calendarKind, rulebookKind } from '#commands/stream-kind';
import { calendarStream } from '#lifecycle/calendar/calendar.events';
import { rulesStream } from '#lifecycle/rulebook/rulebook.events';
import { contact, Office, registerRows, type Row, rowOn } from '../office.fixture.ts';
import { ReminderQueries } from '../queries/reminder-queries.ts';
import { packed, unpacked } from './tracks.ts';

let office: Office;
afterEach(() => office.close());

/** Registered on 29/04/2020: the Sở has 15 working days. Both holidays and a weekend lie between. */
const row = rowOn(registerRows[0] as Row, '2020-04-29') as Row;
const project = projectIdOfCode(row['code'] as string);
const officer = contact('sct', { role: 'appraisal-officer', unit: 'Sở Công Thương Hà Nội' });
const province = { set: 'vn63', code: '01' } as const;

async function appraising() {
  office = await Office.on('2020-04-29', [officer]);
  await office.register([row]);
  const reminders = office.reminders();
  await reminders.lookNow();
  const queries = new ReminderQueries(reminders.database.db);
  const appraisal = () => queries.whyProject(project).obligations.find(({ kind, state }) => kind === 'base-appraisal' && state !== 'over');
  return { reminders, appraisal, queries };
}

const close = (date: string, announcedOn: string) => ({
  ...{
    date,
    kind: 'closure',
    name: 'Nghỉ do bão',
    basis: '12/CĐ-UBND',
    documentNo: '12/CĐ-UBND',
    announcedOn,
    status: 'verified',
    source: null,
  },
});
const closing = (...days: readonly object[]) =>
  office.say(calendarKind, calendarStream(province), { type: 'SetCalendarDays', province, days });

describe('a deadline that counts working days', () => {
  it('moves by a late notice, says by which, and is told anew', async () => {
    const { reminders, appraisal, queries } = await appraising();
    expect(appraisal()).toMatchObject({ due: '2020-05-22', unit: 'working', given: 15, moves: [] });
    for (const day of ['2020-05-12', '2020-05-19']) {
      office.clock.set(day);
      await reminders.lookNow();
    }
    expect(office.mail.sent.map(({ items }) => items[0]?.step)).toEqual(['before-10', 'before-3']);
    office.clock.set('2020-05-20');
    await closing(close('2020-05-21', '2020-05-20'));
    await reminders.lookNow();
    expect(appraisal()).toMatchObject({
      due: '2020-05-25',
      moves: [{ from: '2020-05-22', to: '2020-05-25', on: '2020-05-20', notice: '12/CĐ-UBND', event: 'CalendarDaysSet' }],
      calendar: {
        counted: [{ date: '2020-04-30' }, { date: '2020-05-01' }, { date: '2020-05-21', kind: 'closure', document: '12/CĐ-UBND' }],
      },
    });
    expect(office.mail.sent.at(-1)).toMatchObject({
      day: '2020-05-20',
      items: [{ step: 'before-10', due: '2020-05-25', late: true, movedFrom: { due: '2020-05-22', why: '12/CĐ-UBND' } }],
    });
    expect(queries.feedEntries('sct')).toMatchObject([{ kind: 'base-appraisal', due: '2020-05-25', sequence: 1, endedOn: null }]);
  });

  it('is let alone by a day before it began or after its end', async () => {
    const { reminders, appraisal } = await appraising();
    await closing(close('2020-05-25', '2020-04-29'), close('2020-05-26', '2020-04-29'));
    await reminders.lookNow();
    expect(appraisal()).toMatchObject({ due: '2020-05-22', moves: [] });
  });

  it('is the same when the tables are made anew, its moves included', async () => {
    const { reminders, appraisal } = await appraising();
    await closing(close('2020-05-20', '2020-04-29'));
    await reminders.lookNow();
    const other = office.reminders();
    await other.lookNow();
    const again = new ReminderQueries(other.database.db).whyProject(project).obligations.find(({ kind }) => kind === 'base-appraisal');
    expect(again).toEqual(appraisal());
    expect(again?.moves).toHaveLength(1);
  });

  it('moves back when the day is worked after all', async () => {
    const { reminders, appraisal } = await appraising();
    await closing(close('2020-05-20', '2020-04-29'));
    await reminders.lookNow();
    await office.say(calendarKind, calendarStream(province), {
      type: 'RevokeCalendarDay',
      province,
      date: '2020-05-20',
      reason: 'bão tan',
    });
    await reminders.lookNow();
    expect(appraisal()).toMatchObject({
      due: '2020-05-22',
      moves: [{ to: '2020-05-25' }, { from: '2020-05-25', to: '2020-05-22', event: 'CalendarDayRevoked' }],
    });
  });
});

describe('rules that change', () => {
  it('are looked at for every running deadline that began under them', async () => {
    const { reminders, appraisal } = await appraising();
    await office.say(rulebookKind, rulesStream(province), {
      ...{ type: 'ActivateRules', role: 'department-leader', province, from: '2020-04-29', replaces: [] },
      legalBasis: { instrument: 'QĐ 1/2020/QĐ-UBND', article: 'art. 2', decidedOn: '2020-04-29' },
      rows: [{ list: 'terms', row: { id: 'hn-base-appraisal', term: 'base-appraisal', by: { workingDays: 10 } } }],
    });
    await reminders.lookNow();
    expect(appraisal()).toMatchObject({
      due: '2020-05-15',
      given: 10,
      rule: { id: 'hn-base-appraisal' },
      moves: [{ to: '2020-05-15', event: 'RulesActivated' }],
    });
  });
});

describe('the tables', () => {
  it('hold a track as it was', async () => {
    const { reminders } = await appraising();
    office.clock.set('2022-10-17');
    await office.register(registerRows.slice(0, 8));
    await reminders.bringUpToDate();
    const { db, projects } = reminders.database;
    const ids = db.prepare('SELECT id FROM clock_project').all();
    expect(ids.length).toBe(8);
    for (const { id } of ids) {
      const track = projects.find(String(id))?.track;
      expect(track && unpacked(packed(track))).toEqual(track);
    }
  });

  it('are thrown away when they cannot be read', async () => {
    const { reminders } = await appraising();
    expect(reminders.database.db.prepare('SELECT count(*) AS n FROM clock_obligation').get()).toEqual({ n: 1 });
    await reminders.stop();
    const { writeFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    const { ClockDatabase, clockFile } = await import('./clock-database.ts');
    const directory = join(office.folder, 'clock-0');
    writeFileSync(clockFile(directory), 'not a database at all, but long enough to be taken for one'.repeat(100));
    const clock = new ClockDatabase({ log: office.log, directory, program: 'spec' });
    await clock.bringTo('2020-04-29');
    expect(clock.db.prepare('SELECT count(*) AS n FROM clock_obligation').get()).toEqual({ n: 1 });
    clock.close();
  });

  it('are kept by one process at a time', async () => {
    await appraising();
    const { ClockDatabase } = await import('./clock-database.ts');
    const { join } = await import('node:path');
    expect(() => new ClockDatabase({ log: office.log, directory: join(office.folder, 'clock-0'), program: 'other' })).toThrow('(spec)');
  });
});
