import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import type { OutboxMail, OutboxPage } from '#contracts/outbox';
import { Outbox } from '#reminders/channels/outbox';
import { item, message } from '#reminders/mail/message.fixture';
import { renderMail } from '#reminders/mail/render-mail';
import { Caller } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const dataDir = newDataDir();
const NAME = '2022-09-30_reminder-delivery~lan.nguyen~2022-09-30~email.eml';
let api: Served & { readonly url: string };
let caller: Caller;

beforeAll(async () => {
  const outbox = new Outbox(
    { folder: join(dataDir, 'outbox'), from: 'Tiendo <tiendo@localhost>' },
    { now: () => '2022-09-30T01:00:00.000Z' },
  );
  await outbox.send(message());
  for (const n of [1, 2, 3]) await outbox.send(message({ day: `2022-10-0${n}`, delivery: `d${n}`, items: [item()] }));
  writeFileSync(join(dataDir, 'outbox', '2022-08-01_x.eml'), 'no mail');
  api = await Served.start([], { TIENDO_DATA: dataDir });
  caller = new Caller(api.url);
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const as = (accept: string, name = NAME, who = 'demo:operator') =>
  fetch(`${api.url}/api/v1/outbox/${name}`, { headers: { accept, 'tiendo-demo-identity': who } });

describe('the outbox', () => {
  it('says at the start and in the list that nothing leaves the house', async () => {
    expect(api.stdout).toMatch(/KHÔNG gửi cho ai[^\n]*outbox\n[^\n]*sent to NOBODY[^\n]*outbox/);
    const { body } = await caller.get<OutboxPage>('outbox', 'operator');
    expect(body).toMatchObject({ smtp: false, total: 5, nextCursor: null, notice: { vi: expect.stringContaining('KHÔNG gửi cho ai') } });
    expect(body.items.map(({ day }) => day)).toEqual(['2022-10-03', '2022-10-02', '2022-10-01', '2022-09-30', '2022-08-01']);
    expect(body.items[3]).toEqual({
      name: NAME,
      day: '2022-09-30',
      to: 'Nguyễn Thị Lan <lan@example.invalid>',
      subject: renderMail(message()).subject,
      messageId: '<c0c5e2d4-7a2b-5d1f-8f6e-3f0e4f3b8f10@tiendo.invalid>',
    });
    expect(body.items[4]).toMatchObject({ to: null, subject: null });
  });

  it('is read page by page', async () => {
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: OutboxPage = (await caller.get<OutboxPage>(`outbox?limit=2&cursor=${cursor}`, 'operator')).body;
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(names).toHaveLength(5);
    expect(new Set(names).size).toBe(5);
    expect((await caller.get('outbox?cursor=../x', 'operator')).problem?.code).toBe('bad-cursor');
    expect((await caller.get('outbox?limit=0', 'operator')).problem?.code).toBe('bad-limit');
  });

  it('shows a mail as data, as its reader sees it, and as the file', async () => {
    const { subject, html, text } = renderMail(message());
    expect((await caller.get<OutboxMail>(`outbox/${NAME}`, 'operator')).body).toMatchObject({
      subject,
      text,
      from: 'Tiendo <tiendo@localhost>',
    });
    const shown = await as('text/html,application/xhtml+xml,*/*;q=0.8');
    expect(await shown.text()).toBe(html);
    expect(shown.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await (await as('text/plain')).text()).toBe(text);
    const file = await as('message/rfc822');
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${NAME}"`);
    expect((await simpleParser(Buffer.from(await file.arrayBuffer()))).subject).toBe(subject);
    expect((await as('image/png')).status).toBe(406);
  });

  it('gives what it shows no origin, no script and no source from elsewhere', async () => {
    for (const form of ['text/html', 'text/plain', 'message/rfc822']) {
      const { headers } = await as(form);
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('is nobody’s but the operator’s, and has only its own files', async () => {
    for (const path of ['outbox', `outbox/${NAME}`]) expect((await caller.get(path, 'supervisor')).problem?.code).toBe('not-your-role');
    expect((await fetch(`${api.url}/api/v1/outbox`)).status).toBe(403);
    for (const name of ['2022-09-30_none.eml', 'x', '2022-08-01_x', 'log.sqlite'])
      expect((await caller.get(`outbox/${name}`, 'operator')).problem?.code).toBe('not-found');
    for (const name of ['..%2flog.sqlite', '%2e%2e/log.sqlite']) expect((await as('*/*', name)).status).toBeGreaterThanOrEqual(400);
    expect((await caller.get('outbox/2022-08-01_x.eml', 'operator')).body).toMatchObject({ subject: null, text: null });
  });
});

describe('a mail server', () => {
  it('is what the start does not complain of', async () => {
    const other = newDataDir();
    const served = await Served.start([], { TIENDO_DATA: other, TIENDO_SMTP: 'smtp://127.0.0.1:2525', TIENDO_MAIL_FROM: 'a@b.vn' });
    expect(served.stdout).not.toContain('NOBODY');
    expect((await new Caller(served.url).get<OutboxPage>('outbox', 'operator')).body).toMatchObject({ smtp: true, total: 0 });
    await served.stop();
    removeDataDir(other);
  }, 60_000);
});
