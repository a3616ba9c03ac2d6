import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Outbox } from '#reminders/channels/outbox';
import { message } from '#reminders/mail/message.fixture';
import { renderMail } from '#reminders/mail/render-mail';
import { run } from '../../apps/cli/program.ts';

class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const data = mkdtempSync(join(tmpdir(), 'tiendo-outbox-cli-'));
const NAME = '2022-09-30_reminder-delivery~lan.nguyen~2022-09-30~email.eml';
const before = { ...process.env };

async function tiendo(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(args, { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  return { exit, out: stdout.text, err: stderr.text };
}

interface Document {
  readonly checks: readonly { readonly check: string; readonly verdict: string; readonly messageEn: string }[];
}
const mailLine = async () => (JSON.parse((await tiendo('doctor', '--json')).out) as Document).checks.find(({ check }) => check === 'mail');

beforeAll(() => {
  process.env['TIENDO_DATA'] = data;
});
afterAll(() => {
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

describe('tiendo outbox', () => {
  it('is empty before anything was written, and says that nothing leaves', async () => {
    expect(JSON.parse((await tiendo('outbox', '--json')).out)).toMatchObject({ smtp: false, total: 0, items: [], nextCursor: null });
    expect((await tiendo('outbox', '--lang', 'en')).out).toMatch(/^NO MAIL SERVER.*NOBODY[^]*: 0 mails\n$/);
  });

  it('lists and shows a mail in each of its forms', async () => {
    await new Outbox({ folder: join(data, 'outbox'), from: 'Tiendo <tiendo@localhost>' }, { now: () => '2022-09-30T01:00:00.000Z' }).send(
      message(),
    );
    const { subject, html, text } = renderMail(message());
    const { exit, out } = await tiendo('outbox', 'list');
    expect(exit).toBe(0);
    for (const part of ['CHƯA CÓ MÁY CHỦ THƯ', NAME, 'lan@example.invalid', subject, '1 thư']) expect(out).toContain(part);
    expect((await tiendo('outbox', 'show', NAME)).out).toContain(text);
    expect((await tiendo('outbox', 'show', NAME, '--html')).out.trim()).toBe(html.trim());
    expect((await tiendo('outbox', 'show', NAME, '--raw')).out).toContain('Auto-Submitted: auto-generated\r\n');
    expect(JSON.parse((await tiendo('outbox', 'show', NAME, '--json')).out)).toMatchObject({ name: NAME, subject, text, html });
  });

  it.each([
    ['outbox', 'show', 'none.eml'],
    ['outbox', 'show', '../log.sqlite'],
    ['outbox', 'list', '--first', '0'],
    ['outbox', 'show', NAME, '--raw', '--html'],
  ])('%s %s %s %s is refused in one line', async (...args) => expect(await tiendo(...args)).toMatchObject({ exit: 2, out: '' }));
});

describe('doctor', () => {
  it('says where mails go', async () => {
    expect(await mailLine()).toMatchObject({ verdict: 'note', messageEn: expect.stringMatching(/NOBODY.*: 1 in /) });
    const passwordFile = join(data, 'password');
    Object.assign(process.env, { TIENDO_SMTP: 'smtps://u@mail.b.vn', TIENDO_MAIL_FROM: 'a@b.vn', TIENDO_SMTP_PASSWORD_FILE: passwordFile });
    expect(await mailLine()).toMatchObject({ verdict: 'broken', messageEn: expect.stringContaining('cannot be read (ENOENT)') });
    writeFileSync(passwordFile, '\n');
    expect(await mailLine()).toMatchObject({ verdict: 'broken', messageEn: expect.stringContaining('is empty') });
    writeFileSync(passwordFile, 'hunter2\n');
    expect(await mailLine()).toMatchObject({ verdict: 'ok', messageEn: 'smtps://***@mail.b.vn:465' });
  });
});
