import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '#commands/clock';
import { packageRoot } from '#config/package-root';
import { Webhook } from '#reminders/channels/webhook';
import { item, message, soon } from '#reminders/mail/message.fixture';
import { internet } from '#reminders/webhook/egress';
import { reminderDue } from '#reminders/webhook/reminder-due';

const page = readFileSync(join(packageRoot(), 'docs/how-to/receive-webhooks.md'), 'utf8');
const block = (language: string): string => new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'm').exec(page)?.[1] ?? '';
const secret = (name: string): string => `whsec_${Buffer.from(name.padEnd(32, '.')).toString('base64')}`;
const never = new AbortController().signal;

let receiver: ChildProcess;
let said = '';
let url: string;

/** The page's own receiver, as somebody who copies it runs it. */
beforeAll(async () => {
  receiver = spawn(process.execPath, ['--input-type=module', '-e', block('js')], {
    cwd: packageRoot(),
    env: { PORT: '0', WEBHOOK_SECRET: secret('shared') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  receiver.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!said.includes('\n')) await once(receiver.stdout as NodeJS.ReadableStream, 'data');
  url = `http://127.0.0.1:${/listening on (\d+)/.exec(said)?.[1]}/hook`;
});
afterAll(async () => {
  receiver.kill();
  await once(receiver, 'exit');
});

const send = (secrets: readonly string[], messageId: string, items = [item()]) => {
  const hook = new Webhook({ secretOf: async () => secrets, egress: internet({ loopback: true }) }, systemClock);
  return hook.send(message({ messageId, items, to: { recipient: 'hook-1', name: 'hook-1', email: null, url } }), never);
};

describe('docs/how-to/receive-webhooks.md', () => {
  it('shows a receiver that takes what is signed, once', async () => {
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await send([secret('shared')], 'first@tiendo.invalid')).toEqual({ sent: true, response: 'HTTP 204' });
    const both = [secret('new'), secret('shared')];
    expect(await send(both, 'second@tiendo.invalid', [soon])).toEqual({ sent: true, response: 'HTTP 204' });
    while (!said.includes(soon.code)) await once(receiver.stdout as NodeJS.ReadableStream, 'data');
    expect(said.trim().split('\n').slice(1)).toEqual([
      '2022-09-25 KCQG-2022-38-001 Nộp hồ sơ quyết toán',
      '2022-10-05 KCDP-2022-24-017 Thẩm định cấp cơ sở',
    ]);
  });

  it('and refuses what is not', async () => {
    expect(await send([secret('other')], 'third@tiendo.invalid')).toEqual({ sent: false, temporary: false, reason: 'HTTP 401' });
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
  });

  it('shows an event as it is sent', () => {
    const consoleUrl = 'https://tiendo.congthuong.example.vn/';
    expect(JSON.parse(block('json'))).toEqual(JSON.parse(reminderDue(message({ consoleUrl, items: [item()] })).body));
  });
});
