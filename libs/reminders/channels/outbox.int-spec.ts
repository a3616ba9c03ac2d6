import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import type { Message } from '../channel.ts';
import { item, message } from '../mail/message.fixture.ts';
import { renderMail } from '../mail/render-mail.ts';
import { isOutboxName, listOutbox, outboxName, readOutbox } from '../outbox/outbox-folder.ts';
import { outcomeWords } from '../words/outcome-words.ts';
import { Email } from './email.ts';
import { mailChannel } from './mail-channel.ts';
import { Outbox } from './outbox.ts';

const clock = { now: () => '2022-09-30T01:00:00.000Z' };
const NAME = '2022-09-30_reminder-delivery~lan.nguyen~2022-09-30~email.eml';
const ALL = { first: 200, after: null };
let root: string;
let folder: string;
let outbox: Outbox;

beforeAll(() => void (root = mkdtempSync(join(tmpdir(), 'tiendo-outbox-'))));
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  folder = join(root, 'a', 'outbox');
  rmSync(join(root, 'a'), { recursive: true, force: true });
  outbox = new Outbox({ folder, from: 'Tiến độ <tiendo@localhost>' }, clock);
});

const written = async (of: Message): Promise<string> => {
  expect(await outbox.send(of)).toEqual({ sent: true, response: `written into the outbox, not sent out: ${outboxName(of)}` });
  return outboxName(of);
};

describe('a mail in the outbox', () => {
  it('is the whole mail, as any reader of mail reads it', async () => {
    expect(await written(message())).toBe(NAME);
    const entry = await readOutbox(folder, NAME);
    const mail = await simpleParser(entry?.raw ?? '');
    const { subject, html, text } = renderMail(message());
    expect({ subject: mail.subject, html: mail.html, text: mail.text }).toEqual({ subject, html, text });
    expect(mail.messageId).toBe('<c0c5e2d4-7a2b-5d1f-8f6e-3f0e4f3b8f10@tiendo.invalid>');
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('is read back as another reader reads it, whatever stands in it', async () => {
    const title = `Ươm tơ "dệt", ${'ề'.repeat(300)} =?utf-8?q?x?= \r\n--boundary`;
    const to = { recipient: 'x', name: `${'Nguyễn '.repeat(20)}"Lan", =?utf-8?b?eA==?=`, email: 'lan@example.invalid', url: null };
    for (const language of ['vi', 'en'] as const) {
      const name = await written(message({ language, to, items: [item({ title, code: `KCQG-2022-38-${'ế'.repeat(30)}` })] }));
      const { raw, mail } = (await readOutbox(folder, name)) ?? { raw: '', mail: null };
      const other = await simpleParser(raw);
      expect(mail).toMatchObject({ subject: other.subject, text: other.text, html: other.html, messageId: other.messageId });
      expect(mail?.to).toContain('lan@example.invalid');
      expect(mail?.from).toBe('Tiến độ <tiendo@localhost>');
    }
  });

  it('replaces itself when it is written again, and nobody else', async () => {
    await written(message());
    await written(message({ items: [item({ title: 'Tên mới' })] }));
    await written(message({ delivery: 'reminder-delivery~lan_nguyen~2022-09-30~email' }));
    const { total, entries } = await listOutbox(folder, ALL);
    expect(total).toBe(2);
    expect(entries.find(({ name }) => name === NAME)?.mail?.text).toContain('Tên mới');
  });

  it('is written again into a folder that somebody took away', async () => {
    await written(message());
    rmSync(folder, { recursive: true });
    await written(message());
    expect(existsSync(join(folder, NAME))).toBe(true);
  });

  it('is told of in both languages', async () => {
    const sent = await outbox.send(message());
    if (!sent.sent) throw new Error(sent.reason);
    expect(outcomeWords(sent.response)).toEqual({
      vi: `đã ghi vào hộp thư đi trên máy, không gửi ra ngoài: ${NAME}`,
      en: `written into the outbox, not sent out: ${NAME}`,
    });
    const nobody = await outbox.send(message({ to: { ...message().to, email: null } }));
    expect(nobody.sent || outcomeWords(nobody.reason)?.vi).toBe('người nhận không có địa chỉ dùng được');
  });

  it('waits while the folder cannot be written', async () => {
    mkdirSync(join(root, 'a'));
    writeFileSync(folder, 'a file');
    const outcome = await outbox.send(message());
    expect(outcome).toMatchObject({ sent: false, temporary: true, reason: expect.stringMatching(/^the outbox cannot be written \(E/) });
    expect(await new Outbox({ folder, from: 'x@y' }, clock).send(message({ to: { ...message().to, email: null } }))).toMatchObject({
      temporary: false,
    });
  });
});

describe('names in the outbox', () => {
  it('are safe, and differ where deliveries do', () => {
    const deliveries = [
      'a~b',
      'a_b',
      'a=b',
      'a=3db',
      '../../etc/passwd',
      'a/b',
      'a b',
      'ế',
      'a\u0000b',
      '.',
      'x'.repeat(400),
      `${'x'.repeat(399)}y`,
      `x${'=3d'.repeat(60)}`,
    ];
    const names = deliveries.map((delivery) => outboxName({ day: '2022-09-30', delivery }));
    expect(new Set(names).size).toBe(deliveries.length);
    for (const name of names) expect(isOutboxName(name)).toBe(true);
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThan(200);
  });

  it.each([
    '../log.sqlite',
    '2022-09-30_../../x.eml',
    '2022-09-30_x.eml/..',
    'x.eml',
    '',
    '.2022-09-30_x.eml.1-1.part',
    '2022-09-30_a\u0000.eml',
  ])('%j leads nowhere', async (name) => {
    await written(message());
    expect(await readOutbox(folder, name)).toBeNull();
  });
});

describe('the list of the outbox', () => {
  it('is empty where there is no folder', async () => expect(await listOutbox(folder, ALL)).toEqual({ total: 0, entries: [], next: null }));

  it('goes from the newest day on, page by page, past files of others', async () => {
    for (let n = 1; n <= 7; n += 1) await written(message({ day: `2022-09-${String(n).padStart(2, '0')}`, delivery: `d${n}` }));
    writeFileSync(join(folder, 'notes.txt'), 'x');
    writeFileSync(join(folder, '.2022-09-01_d1.eml.1-1.part'), 'half');
    const days: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await listOutbox(folder, { first: 3, after });
      expect(page.total).toBe(7);
      days.push(...page.entries.map(({ day }) => day));
      after = page.next;
      more = after !== null;
    }
    expect(days).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `2022-09-0${n}`));
  });

  it.each([
    '',
    'no mail',
    'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; x\r\n\r\nx\r\n--b--\r\n',
  ])('shows %j as a file that is no mail of ours', async (text) => {
    await written(message());
    writeFileSync(join(folder, '2022-10-01_x.eml'), text);
    const { entries } = await listOutbox(folder, ALL);
    expect(entries.map(({ name, mail }) => [name, mail === null])).toEqual([
      ['2022-10-01_x.eml', true],
      [NAME, false],
    ]);
  });
});

describe('the way of mails', () => {
  it('is the outbox exactly where no mail server is set', () => {
    const settings = { smtp: null, smtpPasswordFile: null, mailFrom: 'a@b.vn', outboxDir: folder };
    expect(mailChannel(settings, clock)).toBeInstanceOf(Outbox);
    const smtp = { host: 'mail.example.vn', port: 587, secure: false, user: null };
    expect(mailChannel({ ...settings, smtp }, clock)).toBeInstanceOf(Email);
  });
});
