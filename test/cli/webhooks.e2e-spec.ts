import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '#config/config';
import { openLog } from '#event-log/open';
import { run } from '../../apps/cli/program.ts';

/** A stream nobody watches: no terminal, everything kept. */
class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const data = mkdtempSync(join(tmpdir(), 'tiendo-webhooks-'));
const file = join(data, 'webhook-secrets.json');
const before = { ...process.env };
beforeAll(() => void (process.env['TIENDO_DATA'] = data));
afterAll(() => {
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

async function tiendo(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(args, { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  return { exit, out: stdout.text, err: stderr.text };
}

interface Document {
  readonly webhook: string;
  readonly secret: string | null;
  readonly events: number;
  readonly webhooks: readonly {
    readonly webhook: string;
    readonly url: string;
    readonly province: string | null;
    readonly secrets: number;
  }[];
  readonly error: { readonly code: string };
}
const json = async (...args: string[]): Promise<{ readonly exit: number; readonly document: Document }> => {
  const { exit, out } = await tiendo('webhooks', ...args, '--json');
  return { exit, document: JSON.parse(out) as Document };
};
const URL_ONE = 'https://receiver.example/tiendo';
const REASON = ['--reason', 'Ngừng dùng'] as const;

/** All that the log says, as text. */
async function logText(): Promise<string> {
  const log = await openLog(readConfig().log, { program: 'spec', readOnly: true });
  try {
    return JSON.stringify(await log.readAll());
  } finally {
    await log.close();
  }
}

describe('webhooks', () => {
  let webhook = '';
  let secret = '';

  it('are added with a secret that is shown once and is in no event', async () => {
    const { exit, document } = await json('add', URL_ONE, '--province', 'vn63.38');
    expect([exit, document]).toMatchObject([0, { webhook: expect.stringMatching(/^wh-[0-9a-f]{12}$/), events: 1 }]);
    [webhook, secret] = [document.webhook, document.secret ?? ''];
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await logText()).toContain(URL_ONE);
    expect(await logText()).not.toContain(secret.slice(6, 30));
    expect((await json('add', URL_ONE, '--province', 'vn63.38')).document).toEqual({ webhook, secret: null, events: 0 });
    expect((await tiendo('webhooks')).out).toBe(`${webhook}  vn63.38  ${URL_ONE}\n`);
  });

  it.each(['receiver.example', 'ftp://receiver.example/', 'https://ten:matkhau@receiver.example/', 'javascript:alert(1)'])(
    '%s is no address to add',
    async (url) => {
      const at = await logText();
      expect(await json('add', url)).toMatchObject({ exit: 2, document: { error: { code: 'bad-address' } } });
      expect(await logText()).toBe(at);
    },
  );

  it('have a new secret, the former one beside it, and no event', async () => {
    const at = await logText();
    const { document } = await json('rotate', webhook);
    expect([document.events, document.secret]).toEqual([0, expect.not.stringContaining(secret)]);
    expect((await json('list')).document.webhooks).toEqual([{ webhook, url: URL_ONE, province: 'vn63.38', secrets: 2 }]);
    expect(await logText()).toBe(at);
    expect(await json('rotate', 'wh-none')).toMatchObject({ exit: 2, document: { error: { code: 'unknown-webhook' } } });
  });

  it('without a secret, as after a restore elsewhere, say so and get one', async () => {
    const kept = readFileSync(file, 'utf8');
    rmSync(file);
    expect((await tiendo('webhooks', 'list')).out).toContain('THIẾU KHÓA');
    expect((await json('rotate', webhook)).document.secret).toMatch(/^whsec_/);
    expect((await json('list')).document.webhooks).toMatchObject([{ secrets: 1 }]);
    writeFileSync(file, kept);
  });

  it('whose secrets cannot be read are left as they are, in one line', async () => {
    const kept = readFileSync(file, 'utf8');
    writeFileSync(file, kept.slice(0, 40));
    const { exit, err } = await tiendo('webhooks', 'rotate', webhook);
    expect([exit, err.trimEnd().split('\n')]).toMatchObject([2, { length: 1 }]);
    expect(readFileSync(file, 'utf8')).toBe(kept.slice(0, 40));
    writeFileSync(file, kept);
  });

  it('are removed with their secrets, and with a reason', async () => {
    const other = (await json('add', 'http://127.0.0.1:9/')).document.webhook;
    expect((await tiendo('webhooks', 'remove', webhook)).exit).toBe(2);
    expect((await tiendo('webhooks', 'remove', webhook, '--reason', ' ')).err).toContain('phải nêu lý do');
    expect(await json('remove', webhook, ...REASON)).toMatchObject({ exit: 0, document: { events: 1 } });
    expect(await json('remove', webhook, ...REASON)).toMatchObject({ exit: 2, document: { error: { code: 'unknown-webhook' } } });
    expect(Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { readonly webhooks: object }).webhooks)).toEqual([other]);
  });

  it('leave nothing of a registration that was cut short', async () => {
    const document = JSON.parse(readFileSync(file, 'utf8')) as { readonly webhooks: Record<string, unknown> };
    const [own = ''] = Object.keys(document.webhooks);
    writeFileSync(file, JSON.stringify({ ...document, webhooks: { ...document.webhooks, 'wh-lost': document.webhooks[own] } }));
    await json('rotate', own);
    expect(readFileSync(file, 'utf8')).not.toContain('wh-lost');
  });
});
