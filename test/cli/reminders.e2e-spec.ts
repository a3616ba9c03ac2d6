import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToSend } from '#contracts/reminder-answers';
import type { DayPreview, ReminderReasons, SuppressedStep } from '#contracts/reminders';
import { run } from '../../apps/cli/program.ts';
import { Served } from '../api/served.ts';

class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const data = mkdtempSync(join(tmpdir(), 'tiendo-reminders-'));
const before = { ...process.env };
/** Never settled, and late since 2022: its ladder has come to its end. */
const CODE = 'KCQG-2022-01-005';

async function tiendo(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(args, { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  return { exit, out: stdout.text, err: stderr.text };
}
const json = async <Document>(...args: string[]): Promise<Document & { readonly error?: { readonly code: string } }> =>
  JSON.parse((await tiendo('reminders', ...args, '--json')).out) as Document & { readonly error?: { readonly code: string } };

beforeAll(async () => {
  process.env['TIENDO_DATA'] = data;
  copyFileSync('libs/reference/data/register-north-2021-2022.csv', join(data, 'register.csv'));
  expect((await tiendo('import', join(data, 'register.csv'))).exit).toBe(0);
  expect((await tiendo('contacts', 'import', 'libs/reference/data/contacts-demo.csv')).exit).toBe(0);
}, 120_000);
afterAll(() => {
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

/** A working day some weeks ahead: by then every sweep in between has claimed what is late, and the month's reports are due. */
const monthAhead = (): string => {
  const day = new Date(Date.now() + 35 * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
};

describe('reminders on the command line', () => {
  it('are previewed, for all or for one, and refused for a day that is over', async () => {
    const { days } = await json<ToSend>('to-send', '--days', '3');
    expect(days).toHaveLength(3);
    const own = await json<ToSend>('to-send', '--days', '7', '--person', 'centre-officer.vn63-01');
    const recipients = own.days.flatMap(({ deliveries }) => deliveries.map(({ recipient }) => recipient.recipient));
    expect(new Set(recipients)).toEqual(new Set(['centre-officer.vn63-01']));
    expect(await tiendo('reminders', 'preview', '--date', '2022-07-22')).toMatchObject({ exit: 2, err: expect.stringContaining('đã qua') });
    expect((await tiendo('reminders', 'to-send', '--days', '0')).exit).toBe(2);
    expect((await tiendo('reminders', 'to-send', '--project', 'KCQG-1999-01-001')).exit).toBe(2);
  });

  it('say why, with rule, event and steps, in both languages', async () => {
    const { obligations } = await json<ReminderReasons>('why', CODE);
    expect(obligations.find(({ kind }) => kind === 'first-advance')).toMatchObject({
      due: '2022-04-12',
      rule: { id: 'deadline-first-advance' },
    });
    expect((await tiendo('reminders', 'why', CODE)).out).toMatch(
      /Tạm ứng lần một \[first-advance\]: 12\/04\/2022, quá hạn \d+ ngày\n {2}Căn cứ/,
    );
    expect((await tiendo('reminders', 'why', CODE, '--lang', 'en')).out).toMatch(/First advance \[first-advance\].*days overdue\n {2}Rule/);
    expect((await tiendo('reminders', 'why', 'nobody')).exit).toBe(2);
  });

  it('are paused, left out and taken back by a reason; said twice, recorded once', async () => {
    const day = monthAhead();
    const shown = async (): Promise<DayPreview> => json<DayPreview>('preview', '--date', day, '--project', CODE);
    const pause = ['pause', 'all', '--reason', 'Chờ hướng dẫn'] as const;
    expect([(await json<{ events: number }>(...pause)).events, (await json<{ events: number }>(...pause)).events]).toEqual([1, 0]);
    expect((await shown()).deliveries).toEqual([]);
    await json('resume', 'all', '--reason', 'Đã có hướng dẫn');
    expect((await tiendo('reminders', 'pause', 'lunch', '--reason', 'x')).exit).toBe(2);
    expect(await json('exclude', CODE, 'lunch', '--reason', 'x')).toMatchObject({ error: { code: 'obligation-not-found' } });
    expect((await json<{ events: number }>('exclude', CODE, 'first-advance', '--reason', 'Đã thống nhất')).events).toBe(1);
    expect((await json<{ events: number }>('include', CODE, 'first-advance', '--reason', 'Thôi')).events).toBe(1);
    expect(await json('resend', 'reminder-delivery~an~2022-01-25~email', '--reason', 'x')).toMatchObject({
      error: { code: 'delivery-not-found' },
    });
  });

  it('are swept once by hand, and not while a server keeps them', async () => {
    const swept = await json<{ readonly swept: { readonly looked: number }; readonly quiet: null }>('sweep');
    expect([typeof swept.swept.looked, swept.quiet]).toEqual(['number', null]);
    const api = await Served.start([], { TIENDO_DATA: data });
    try {
      expect(await tiendo('reminders', 'sweep', '--lang', 'en')).toMatchObject({
        exit: 1,
        err: expect.stringContaining('another process keeps the reminders'),
      });
      // What reads works beside it.
      await fetch(`${api.url}/api/v1/reminders/control`);
      expect((await json<{ readonly items: readonly SuppressedStep[] }>('suppressed')).items).toBeInstanceOf(Array);
    } finally {
      await api.stop();
    }
  });

  it('have their lines in doctor, and their clock may be deleted', async () => {
    expect((await tiendo('doctor')).out).toMatch(/contacts: có danh bạ[^]*reminders: không thư nào bị bỏ dở/);
    rmSync(join(data, 'clock'), { recursive: true });
    expect((await tiendo('doctor')).out).toContain('reminders: chưa quét lần nào');
    expect((await json<ReminderReasons>('why', CODE)).obligations.length).toBeGreaterThan(0);
    expect(existsSync(join(data, 'clock', 'clock.sqlite'))).toBe(true);
  });
});
