import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import { Unavailable } from '#event-log/event-log';
import { contactStream } from '#lifecycle/contact/contact.events';
import { contactAs } from '#lifecycle/contact/contact.fixture';
import { provincesOf } from '#reference/provinces';
import { toCsv } from '#reports/csv';
import type { Clock } from '../clock.ts';
import { Commands } from '../handle.ts';
import { contactKind } from '../stream-kind.ts';
import { CONTACT_COLUMNS } from './contact-columns.ts';
import { contactOfRow, rowOfContact } from './contact-row.ts';
import { type ContactsImportResult, importContacts } from './import-contacts.ts';

const DEMO = 'libs/reference/data/contacts-demo.csv';
const clock: Clock = { now: () => '2022-10-15T03:00:00.000Z' };
const folder = mkdtempSync(join(tmpdir(), 'tiendo-contacts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function written(content: string | Buffer): string {
  const file = join(folder, `contacts-${(files += 1)}.csv`);
  writeFileSync(file, content);
  return file;
}
const HEAD = CONTACT_COLUMNS.join(',');
const LINE = 'th-01,Cán bộ một,centre-officer,Trung tâm Khuyến công Thanh Hóa,vn63,38,th-01@example.invalid,vi,2021-01-01,,no';
const csv = (...lines: readonly string[]): string => written([HEAD, ...lines].map((line) => `${line}\n`).join(''));
/** The line with one cell said otherwise. */
const withCell = (column: (typeof CONTACT_COLUMNS)[number], cell: string): string =>
  LINE.split(',')
    .map((old, index) => (CONTACT_COLUMNS[index] === column ? cell : old))
    .join(',');

const importing = (log: MemoryLog, file: string, dryRun = false): Promise<ContactsImportResult> =>
  importContacts({ log, file, operator: 'test', clock, dryRun });
const typesIn = async (log: MemoryLog): Promise<readonly string[]> => (await log.readAll({ limit: 5_000 })).map(({ type }) => type);
const faultsOf = ({ refused }: ContactsImportResult): readonly string[] =>
  refused.map(({ row, column, problem }) => `${row} ${column} ${problem}`);

describe('the demo file', () => {
  it('has each role of each northern province, and the central ones, by role and never by person', async () => {
    const log = new MemoryLog();
    const { rows, accepted, refused } = await importing(log, DEMO);
    expect({ rows, accepted, refused }).toEqual({ rows: 118, accepted: 118, refused: [] });
    const provinces = provincesOf('north', 'vn63').flatMap(({ set, code }) =>
      ['centre-officer', 'appraisal-officer', 'department-accountant', 'department-leader'].map((role) => `${role}.${set}-${code}`),
    );
    const central = ['agency-officer', 'agency-accountant', 'agency-leader', 'supervisor', 'operator', 'ministry-leader'];
    const recorded = (await log.readAll({ limit: 5_000 })).filter(({ type }) => type === 'ContactRecorded').map(({ data }) => data);
    expect(recorded.map(({ person }) => person)).toEqual([...provinces, ...central]);
    for (const { person, email, role } of recorded)
      expect([email, String(person).split('.')[0]]).toEqual([`${String(person)}@example.invalid`, role]);
  });
});

describe('a contact file', () => {
  it('is recorded whole, says who imported it, and changes nothing the second time', async () => {
    const log = new MemoryLog();
    const file = csv(LINE, LINE.replaceAll('th-01', 'th-02'));
    expect(await importing(log, file)).toMatchObject({ rows: 2, accepted: 2, alreadyKnown: 0, events: 4 });
    const events = await log.readAll();
    expect(events.map(({ type, stream, meta }) => [type, stream.replace(/-[0-9a-f]{64}$/, ''), meta['actor'], meta['role']])).toEqual([
      ['ImportStarted', 'import', 'import:test', undefined],
      ['ContactRecorded', 'access-contact~th-01', 'import:test', 'operator'],
      ['ContactRecorded', 'access-contact~th-02', 'import:test', 'operator'],
      ['ImportFinished', 'import', 'import:test', undefined],
    ]);
    expect(events[1]?.data).toEqual({
      ...{ person: 'th-01', name: 'Cán bộ một', role: 'centre-officer', unit: 'Trung tâm Khuyến công Thanh Hóa' },
      ...{ province: { set: 'vn63', code: '38' }, email: 'th-01@example.invalid', language: 'vi' },
      ...{ activeFrom: '2021-01-01', activeTo: null, ownActions: false },
    });
    const head = await log.head();
    expect(await importing(log, file)).toMatchObject({ accepted: 0, alreadyKnown: 2, events: 0 });
    expect(await log.head()).toBe(head);
  });

  it('records a change, back again too, and ends nobody who is left out', async () => {
    const log = new MemoryLog();
    const [one, other] = [csv(LINE, LINE.replaceAll('th-01', 'th-02')), csv(withCell('email', 'moi@example.invalid'))];
    await importing(log, one);
    expect(await importing(log, other)).toMatchObject({ accepted: 1, events: 3 });
    expect(await importing(log, one)).toMatchObject({ accepted: 1, alreadyKnown: 1, events: 3 });
    const emails = (await log.readStream(contactStream('th-01'))).map(({ data }) => data['email']);
    expect(emails).toEqual(['th-01@example.invalid', 'moi@example.invalid', 'th-01@example.invalid']);
    expect(await log.readStream(contactStream('th-02'))).toHaveLength(1);
  });

  it('takes a BOM, CRLF, decomposed letters, columns in any order and ones that it does not know', async () => {
    const log = new MemoryLog();
    await importing(log, csv(LINE));
    const turned = (line: string): string => [...line.split(',').reverse(), 'x'].join(',');
    const file = written(Buffer.from(`\ufeff${[HEAD, LINE].map(turned).join('\r\n')}\r\n`.normalize('NFD')));
    expect(await importing(log, file)).toMatchObject({ alreadyKnown: 1, refused: [], unknownColumns: ['x'] });
  });

  it('has empty cells for a country-wide contact without an address', async () => {
    const log = new MemoryLog();
    await importing(log, csv('sup,Giám sát,supervisor,Cục,,,,,2021-01-01,,'));
    expect((await log.readStream(contactStream('sup')))[0]?.data).toMatchObject({
      ...{ province: null, email: null, language: 'vi', activeTo: null, ownActions: false },
    });
  });

  it('that is tried first writes nothing', async () => {
    const log = new MemoryLog();
    expect(await importing(log, csv(LINE), true)).toMatchObject({ accepted: 1, events: 0, dryRun: true });
    expect(await log.head()).toBeNull();
  });
});

describe('a file that is at fault', () => {
  it.each<[string, string]>([
    [withCell('person', ''), '2 person missing'],
    [withCell('person', 'Nguyễn A'), '2 person person-format'],
    [withCell('name', ''), '2 name missing'],
    [withCell('name', 'Cán\u0000bộ'), '2 name control-char'],
    [withCell('role', 'chief'), '2 role unknown-role'],
    [withCell('province_code', '99'), '2 province_code unknown-province'],
    [withCell('province_set', ''), '2 province_set province-half'],
    [withCell('province_set', 'vn64'), '2 province_code unknown-province'],
    [withCell('email', 'a@b'), '2 email email'],
    [withCell('email', '"a@b.vn\r\nBcc: x@y.vn"'), '2 email email'],
    [withCell('language', 'fr'), '2 language unknown-language'],
    [withCell('active_from', ''), '2 active_from missing'],
    [withCell('active_from', '01/01/2021'), '2 active_from date'],
    [withCell('active_to', '2020-12-31'), '2 active_to date-order'],
    [withCell('own_actions', 'constructor'), '2 own_actions yes-or-no'],
    [LINE.replace(',vn63,38,', ',,,'), '2 province_code province-missing'],
    [`${LINE},x`, '2  ragged-row'],
  ])('%s: %s', async (line, fault) => {
    const log = new MemoryLog();
    const result = await importing(log, csv(line, LINE.replaceAll('th-01', 'th-02')));
    expect(faultsOf(result)).toEqual([fault]);
    expect(result).toMatchObject({ accepted: 0, refusedRows: 1, events: 0 });
    for (const { message, messageEn } of result.refused) expect(`${message} ${messageEn}`).not.toMatch(/undefined|null|[\u0000\r\n]/);
    expect(await log.head()).toBeNull();
  });

  it('is told of every fault of every row at once, with the person of the row', async () => {
    const result = await importing(new MemoryLog(), csv(withCell('email', 'x'), LINE, LINE.replace('vi,2021', 'fr,x2021')));
    expect(faultsOf(result)).toEqual([
      '2 email email',
      '3 person duplicate-person',
      '4 language unknown-language',
      '4 active_from date',
      '4 person duplicate-person',
    ]);
    expect(result.refused.map(({ person }) => person)).toEqual(Array(5).fill('th-01'));
    expect(result.refused[1]).toMatchObject({
      message: 'Mã người: “th-01” đã có ở dòng 2',
      messageEn: 'Person: “th-01” is already in row 2',
    });
  });

  it.each<[string, string | Buffer, string]>([
    ['no header', '', '1  empty-file'],
    ['a column missing', `${HEAD.replace(',email', '')}\n`, '1 email missing-column'],
    ['a column twice', `${HEAD},email\n`, '1 email duplicate-column'],
    ['another encoding', Buffer.from(`${HEAD}\nth,C\xe1n b\xf4\n`, 'latin1'), '1  encoding'],
    ['semicolons', `${HEAD.replaceAll(',', ';')}\n`, '1 person missing-column'],
    ['a quote that is never closed', `${HEAD}\n"th-01,\n${LINE}\n`, '2  csv'],
  ])('by %s is refused by its class', async (_what, content, fault) => {
    const result = await importing(new MemoryLog(), written(content));
    expect(faultsOf(result)[0]).toBe(fault);
    expect(result.events).toBe(0);
  });

  it('is not read on past 20,000 rows', async () => {
    const lines = Array.from({ length: 20_001 }, (_, index) => LINE.replaceAll('th-01', `p-${index}`));
    const result = await importing(new MemoryLog(), csv(...lines));
    expect([faultsOf(result), result.events]).toEqual([['20002  too-many-rows'], 0]);
  });
});

describe('a contact that was ended', () => {
  const end = async (log: MemoryLog): Promise<void> => {
    const command = { type: 'EndContact', person: 'th-01', lastDay: '2022-09-30', reason: 'Nghỉ hưu' } as const;
    const step = { command: { ...command, occurredOn: '2022-10-01', actor: 'u-1', role: 'operator' as const } };
    const trace = { commandId: '0190a000-0000-7000-8000-000000000001', correlationId: '0190a000-0000-7000-8000-000000000001' };
    await new Commands(log, clock).handle(contactKind, contactStream('th-01'), { ...step, trace });
  };

  it('is not brought back by the file of before; with the last day in it the file holds', async () => {
    const log = new MemoryLog();
    await importing(log, csv(LINE));
    await end(log);
    const result = await importing(log, csv(LINE));
    expect(faultsOf(result)).toEqual(['2 active_to contact-ended']);
    expect(result.refused[0]?.message).toContain('2022-09-30');
    expect(await importing(log, csv(withCell('active_to', '2022-09-30')))).toMatchObject({ alreadyKnown: 1, events: 0 });
    expect(await importing(log, csv(withCell('active_from', '2022-10-01')))).toMatchObject({ accepted: 1, events: 3 });
  });
});

describe('an import that is cut short', () => {
  it('is finished by the same file, whichever append was the last', async () => {
    const file = csv(...Array.from({ length: 5 }, (_, index) => LINE.replaceAll('th-01', `p-${index}`)));
    const whole = new MemoryLog();
    await importing(whole, file);
    for (let appends = 0; appends < 7; appends += 1) {
      const log = new MemoryLog();
      const append = log.append.bind(log);
      let left = appends;
      log.append = (...asked) => ((left -= 1) < 0 ? Promise.reject(new Unavailable('storage-full', 'the disk is full')) : append(...asked));
      await expect(importing(log, file)).rejects.toThrow('the disk is full');
      log.append = append;
      expect(await typesIn(log)).toHaveLength(appends);
      expect((await importing(log, file)).refused).toEqual([]);
      expect((await typesIn(log)).toSorted()).toEqual((await typesIn(whole)).toSorted());
    }
  });
});

describe('a row', () => {
  it.each([
    contactAs('centre-officer'),
    contactAs('supervisor', { province: null, email: null, activeTo: '2022-01-01', ownActions: true, language: 'en' }),
    contactAs('auditor', { name: '=HYPERLINK("http://x")', unit: "'-1", email: '+84@example.invalid' }),
    contactAs('auditor', { name: 'Cán bộ “một”, "hai"', unit: '＝1' }),
  ])('that was exported comes back: %j', async (contact) => {
    const text = toCsv([CONTACT_COLUMNS, rowOfContact(contact)]);
    for (const cell of text.split('\r\n')[1]?.split(',') ?? []) expect(cell).not.toMatch(/^"?\s*[=+\-@＝]/);
    const log = new MemoryLog();
    expect((await importing(log, written(text))).refused).toEqual([]);
    expect((await log.readStream(contactStream(contact.person)))[0]?.data).toEqual(contact);
  });

  it('says no more than its columns', () =>
    expect(contactOfRow(() => '').faults.map(({ column }) => column)).toEqual(['person', 'name', 'role', 'unit', 'active_from']));
});

it('the sample is written with plain line ends and no mark', () => expect(readFileSync(DEMO, 'utf8')).not.toMatch(/[\r\ufeff]/));
