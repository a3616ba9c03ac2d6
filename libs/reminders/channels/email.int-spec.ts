import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Clock } from '#commands/clock';
import { type Listening, Mailbox, startRaw, startSmtp } from '../../../test/faults/smtp-receiver.ts';
import type { Message } from '../channel.ts';
import { message } from '../mail/message.fixture.ts';
import { connectionOf, Email, type EmailOptions, SMTP_LIMITS } from './email.ts';

const clock: Clock = { now: () => '2022-09-30T01:00:00.000Z' };
const never = new AbortController().signal;
const servers: Listening[] = [];
let folder: string;

beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tiendo-email-'))));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

interface Got {
  readonly raw: string;
  readonly mail: ParsedMail;
  readonly from: string;
  readonly to: readonly string[];
}

/** Sends through a real server and returns what it got. */
async function sent(of: Message, over: Partial<EmailOptions> = {}): Promise<Got> {
  const got: { raw: string; from: string; to: readonly string[] }[] = [];
  const server = await startSmtp(new Mailbox(), {
    options: {
      onData: (stream, { envelope }, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          got.push({ raw: Buffer.concat(chunks).toString('latin1'), from, to: envelope.rcptTo.map(({ address }) => address) });
          callback();
        });
      },
    },
  });
  servers.push(server);
  const outcome = await email(server.port, over).send(of, never);
  expect(outcome).toMatchObject({ sent: true, response: expect.stringMatching(/^250 /) });
  const [first] = got;
  if (first === undefined || got.length > 1) throw new Error(`${got.length} mails came`);
  return { ...first, mail: await simpleParser(Buffer.from(first.raw, 'latin1')) };
}

const email = (port: number, over: Partial<EmailOptions> = {}): Email =>
  new Email(
    {
      connection: connectionOf({ host: '127.0.0.1', port, secure: false, user: null }),
      user: null,
      passwordFile: null,
      from: 'Tiến độ <tiendo@example.invalid>',
      ...over,
    },
    clock,
  );

const headersOf = (raw: string): readonly string[] => (raw.split('\r\n\r\n', 1)[0] ?? '').replace(/\r\n[ \t]+/g, ' ').split('\r\n');
const namesOf = (raw: string): readonly string[] => headersOf(raw).map((line) => (line.split(':', 1)[0] ?? '').toLowerCase());

describe('a mail on the wire', () => {
  it('carries both forms, the given id, and says that a machine wrote it', async () => {
    const { raw, mail, from, to } = await sent(message());
    expect({ from, to }).toEqual({ from: 'tiendo@example.invalid', to: ['lan@example.invalid'] });
    expect(mail.messageId).toBe('<c0c5e2d4-7a2b-5d1f-8f6e-3f0e4f3b8f10@tiendo.invalid>');
    expect(mail.from?.value).toEqual([{ name: 'Tiến độ', address: 'tiendo@example.invalid' }]);
    expect(mail.to).toMatchObject({ value: [{ name: 'Nguyễn Thị Lan', address: 'lan@example.invalid' }] });
    expect(mail.subject).toBe('Nhắc việc: 1 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn (gửi muộn)');
    expect(mail.date?.toISOString()).toBe('2022-09-30T01:00:00.000Z');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('content-language')).toBe('vi');
    expect(mail.text).toContain('Số tiền đang chờ: 300.000.000 đồng');
    expect(mail.html).toContain('<html lang="vi">');
    expect(mail.attachments).toEqual([]);
    expect(namesOf(raw).filter((name) => /^(list-|x-mailer|bcc|reply-to|disposition|return-receipt)/.test(name))).toEqual([]);
    expect([...raw].every((char) => char.charCodeAt(0) < 128)).toBe(true);
    expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(78);
  });

  it('is the same mail, byte for byte, at the next attempt of the same moment', async () =>
    expect((await sent(message())).raw).toBe((await sent(message())).raw));

  it('has no header that a name or a title brought along', async () => {
    const plain = namesOf((await sent(message())).raw);
    const name = 'Lan\r\nBcc: all@example.invalid\r\n\r\n<b>x</b>';
    const items = message().items.map((one) => ({ ...one, title: name, code: `A\r\nX-Evil: 1` }));
    const { raw, to, mail } = await sent(message({ items: items.slice(0, 1), to: { ...message().to, name } }));
    expect(namesOf(raw)).toEqual(plain);
    expect(to).toEqual(['lan@example.invalid']);
    expect(mail.to).toMatchObject({ value: [{ name: 'Lan Bcc: all@example.invalid <b>x</b>', address: 'lan@example.invalid' }] });
  });

  it('logs in with the password of the file, as it is now', async () => {
    const passwordFile = join(folder, 'password');
    const seen: (string | undefined)[] = [];
    const server = await startSmtp(new Mailbox(), {
      options: {
        authOptional: false,
        onAuth: ({ username, password }, _session, callback) => {
          seen.push(`${username}:${password}`);
          callback(null, { user: 'x' });
        },
      },
    });
    servers.push(server);
    const channel = email(server.port, { user: 'tiendo', passwordFile });
    for (const password of ['mật khẩu 1', 'mật khẩu 2 ']) {
      writeFileSync(passwordFile, `${password}\n`);
      expect(await channel.send(message(), never)).toMatchObject({ sent: true });
    }
    expect(seen).toEqual(['tiendo:mật khẩu 1', 'tiendo:mật khẩu 2 ']);
    rmSync(passwordFile);
    expect(await channel.send(message(), never)).toEqual({
      sent: false,
      temporary: true,
      reason: 'SMTP: the password file cannot be read (ENOENT)',
    });
  });
});

describe('a mail that cannot be sent', () => {
  it.each([null, '', 'no address', 'a@b@c', 'a@b,c@d', '<a@b>', 'a@b\r\nc@d', `${'x'.repeat(250)}@b.vn`])(
    'to %j waits for nothing',
    async (address) => {
      const outcome = await email(1).send(message({ to: { ...message().to, email: address } }), never);
      expect(outcome).toEqual({ sent: false, temporary: false, reason: 'the contact has no usable address' });
    },
  );

  it('under an id that is none is a fault of ours', async () => {
    for (const messageId of ['', 'x', '<a@b>', 'a@b\r\nBcc: c@d', `${'a'.repeat(200)}@b`])
      await expect(email(1).send(message({ messageId }), never)).rejects.toThrow('a message id is');
  });

  it('names no address of a person', async () => {
    const server = await startSmtp(new Mailbox(), {
      options: {
        onRcptTo: ({ address }, _session, callback) =>
          callback(Object.assign(new Error(`5.1.1 <${address}>: no such user here, ask (boss@example.invalid)`), { responseCode: 550 })),
      },
    });
    servers.push(server);
    const outcome = await email(server.port).send(message(), never);
    expect(outcome).toMatchObject({
      sent: false,
      temporary: false,
      reason: expect.stringMatching(/^RCPT TO: 550 5\.1\.1 <…>: no such user/),
    });
    expect(JSON.stringify(outcome)).not.toContain('@');
  });

  it('lets go of the server when the caller stops', async () => {
    let closed = false;
    const stop = new AbortController();
    const server = await startRaw((socket) => {
      socket.once('close', () => (closed = true));
      stop.abort();
    });
    servers.push(server);
    expect(await email(server.port).send(message(), stop.signal)).toMatchObject({ sent: false, temporary: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(closed).toBe(true);
  });
});

describe('the connection', () => {
  it('is encrypted unless the server is on this machine', () => {
    const at = (host: string, secure = false) => connectionOf({ host, port: 25, secure, user: null });
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) expect(at(host)).toMatchObject({ ignoreTLS: true });
    for (const host of ['mail.example.vn', '10.0.0.7', '127.example.vn', 'localhost.example.vn', '1270.0.0.1'])
      expect(at(host)).toMatchObject({ requireTLS: true });
    expect(at('mail.example.vn')).not.toHaveProperty('ignoreTLS');
    expect(at('mail.example.vn', true)).toMatchObject({ secure: true, requireTLS: true });
  });

  it('has an end within a minute, by each of its limits and in all', () => {
    for (const limit of Object.values(SMTP_LIMITS)) expect(limit).toBeLessThan(60_000);
  });
});
