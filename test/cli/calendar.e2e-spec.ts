import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

const data = mkdtempSync(join(tmpdir(), 'tiendo-calendar-'));
const before = { ...process.env };
beforeAll(() => {
  process.env['TIENDO_DATA'] = data;
});
afterAll(() => {
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

async function tiendo(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(['calendar', ...args], {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
  });
  return { exit, out: stdout.text, err: stderr.text };
}

interface Document {
  readonly days: readonly { readonly date: string; readonly standing: string; readonly kind: string }[];
  readonly months: readonly { readonly workingDays: number }[];
  readonly changed: readonly { readonly date: string }[];
  readonly error: { readonly code: string; readonly messageEn: string };
}
const json = async (...args: string[]): Promise<{ readonly exit: number; readonly document: Document }> => {
  const { exit, out } = await tiendo(...args, '--json');
  return { exit, document: JSON.parse(out) as Document };
};
const written = (name: string, ...lines: readonly string[]): string => {
  const file = join(data, name);
  writeFileSync(file, lines.join('\n'));
  return file;
};
const head = async (): Promise<string | null> => {
  const log = await openLog(readConfig().log, { program: 'spec', readOnly: true });
  try {
    return await log.head();
  } finally {
    await log.close();
  }
};

describe('before a calendar is loaded', () => {
  it('shows what is expected, and says that it is not more than that', async () => {
    const { exit, document } = await json('2026');
    expect([exit, document]).toMatchObject([0, { year: 2026, empty: true, announced: false }]);
    expect(document.days.every(({ standing }) => standing === 'expected')).toBe(true);
    expect((await tiendo('show', '2026')).out).toContain('Chưa nạp lịch làm việc');
  });
  it('counts nothing: it would be wrong', async () => {
    expect(await json('days', '2024-04-25', '3')).toMatchObject({ exit: 2, document: { error: { code: 'no-calendar' } } });
    expect((await json('between', '2024-04-25', '2024-05-06')).exit).toBe(2);
  });
  it('shows what a load would change, and makes no log', async () => {
    const { exit, document } = await json('load', '--dry-run');
    expect([exit, document]).toMatchObject([0, { rows: 118, set: 118, alreadyThere: 0, events: 0, dryRun: true, moved: null }]);
    expect(document.changed.map(({ date }) => date)).toContain('2026-01-10');
    await expect(head()).rejects.toThrow();
  });
});

describe('loading', () => {
  it('takes the shipped file, once', async () => {
    expect(await json('load')).toMatchObject({ exit: 0, document: { rows: 118, set: 118, events: 8, left: [] } });
    const at = await head();
    expect(await json('load')).toMatchObject({ exit: 0, document: { set: 0, alreadyThere: 118, events: 0 } });
    expect(await head()).toBe(at);
    expect((await tiendo('load')).out).toMatch(/118 đã có.*0 sự kiện/);
  });
  it('refuses a file by row and column, and takes none of it', async () => {
    const file = written(
      'bad.csv',
      'date,kind,name_vi,basis,announced_on,status,source',
      '2026-12-25,makeup-working,Làm bù,Thông báo 1/TB,2026-01-01,verified,',
      '2026-12-24,swapped-off,Nghỉ,Thông báo 1/TB,2026-01-01,verified,',
      '2026-13-01,holiday,x,y,,verified,',
    );
    const at = await head();
    expect(await json('load', file)).toMatchObject({
      exit: 2,
      document: {
        faults: [
          { row: 2, column: 'kind', problem: 'weekday' },
          { row: 4, column: 'date', problem: 'no-such-day' },
        ],
      },
    });
    expect((await tiendo('load', file)).out).toContain('dòng 2, kind: “makeup-working” ngày làm bù phải là thứ Bảy hoặc Chủ nhật');
    expect((await json('load', join(data, 'none.csv'))).exit).toBe(2);
    expect(await head()).toBe(at);
  });
});

describe('looking', () => {
  it('shows a year with its months, its days and what they stand on', async () => {
    expect((await json('show', '2026')).document).toMatchObject({ empty: false, announced: true, workingDays: 250 });
    const { out } = await tiendo('show', '2026');
    expect(out).toContain('Tháng 1: 21 ngày làm việc');
    expect(out).toMatch(/thứ Sáu 02\/01\/2026 nghỉ hoán đổi: .*\[12729\/VPCP-KGVX, công bố 25\/12\/2025\]/);
    expect(out).toMatch(/24\/11\/2026 .*DỰ KIẾN, không tính/);
    expect((await tiendo('show', '2028', '--lang', 'en')).out).toContain('Tết 2028 is not announced');
  });
  it('knows what was known on a day', async () => {
    const { document } = await json('show', '2024', '--known-at', '2024-04-11');
    expect(document.days.find(({ date }) => date === '2024-04-29')?.standing).toBe('announced-later');
  });
  it('counts working days for people', async () => {
    expect(await json('days', '2024-04-25', '3')).toMatchObject({ exit: 0, document: { due: '2024-05-03', unannounced: [] } });
    expect((await json('days', '2024-04-25', '3', '--known-at', '2024-04-11')).document).toMatchObject({ due: '2024-05-02' });
    expect((await json('days', '2024-05-04', '0')).document).toMatchObject({ due: '2024-05-04' });
    expect((await json('between', '2024-04-25', '2024-05-03')).document).toMatchObject({ workingDays: 3 });
    expect((await json('between', '2024-05-03', '2024-04-25')).document).toMatchObject({ workingDays: -3 });
    const { out } = await tiendo('days', '2024-04-25', '3');
    expect(out).toMatch(/^3 ngày làm việc sau thứ Năm 25\/04\/2024: thứ Sáu 03\/05\/2024 /);
    expect(out).toContain('1570/TB-BLĐTBXH');
  });
  it('says where a count rests on days that nobody has announced', async () => {
    const { document } = await json('days', '2029-02-01', '10');
    expect(document).toMatchObject({
      due: '2029-02-15',
      unannounced: [2029],
      rows: [],
      expected: expect.arrayContaining([expect.anything()]),
    });
    expect((await tiendo('days', '2029-02-01', '10')).out).toContain('Chưa có thông báo nghỉ Tết 2029');
  });
  it.each([
    ['a day that there is not', ['days', '2024-02-30', '3']],
    ['a count that is none', ['days', '2024-02-28', '-1']],
    ['too many days', ['days', '2024-02-28', '5001']],
    ['a year that is none', ['show', '26']],
    ['a province that is none', ['show', '2026', '--province', 'vn63.03']],
    ['a kind that is none', ['announce', '2026-12-24', 'closure', '--name', 'x']],
  ])('refuses %s', async (_words, args) => expect((await tiendo(...args)).exit).toBe(2));
});

describe('changing', () => {
  const swap = ['announce', '2026-12-24', 'swapped-off', '--makeup', '2026-12-26', '--name', 'Nghỉ hoán đổi', '--document', '9/VPCP'];
  it('is tried first', async () => {
    const at = await head();
    const { exit, document } = await json(...swap, '--announced-on', '2026-01-05', '--dry-run');
    expect([exit, document]).toMatchObject([0, { events: 0, dryRun: true, changed: [{ date: '2026-12-24' }, { date: '2026-12-26' }] }]);
    expect(document).toMatchObject({ moved: { deadlines: 0, projects: 0, first: [] } });
    expect((await tiendo(...swap, '--announced-on', '2026-01-05', '--dry-run')).out).toContain('Không thời hạn nào dời.');
    expect(await head()).toBe(at);
  });
  it('records a swap with its make-up day, once, and takes one back', async () => {
    const announced = [...swap, '--announced-on', '2026-01-05'];
    expect(await json(...announced)).toMatchObject({ exit: 0, document: { stream: 'calendar-national', events: 1 } });
    expect(await json(...announced)).toMatchObject({ exit: 0, document: { events: 0 } });
    expect((await tiendo(...announced)).out).toContain('đã có từ trước');
    expect((await json('days', '2026-12-23', '1')).document).toMatchObject({ due: '2026-12-25' });
    expect(await json('revoke', '2026-12-26', '--reason', 'Không làm bù')).toMatchObject({
      exit: 0,
      document: { events: 1, changed: [{ date: '2026-12-26' }] },
    });
    expect((await json('days', '2026-12-25', '1')).document).toMatchObject({ due: '2026-12-28' });
  });
  it('says in a line what is wrong', async () => {
    const { exit, err } = await tiendo(...swap);
    expect([exit, err]).toEqual([2, 'tiendo: dòng 1 (2026-12-24), announcedOn: ngày hoán đổi, làm bù, đóng cửa phải có ngày công bố\n']);
    expect((await tiendo('revoke', '2026-12-23', '--reason', 'x')).err).toContain('unknown-name');
  });
  it('closes a province, there alone', async () => {
    const close = [
      'close',
      '--province',
      'vn34.38',
      '--from',
      '2026-09-14',
      '--to',
      '2026-09-15',
      '--reason',
      'Bão số 5',
      '--document',
      '12/CĐ-UBND',
    ];
    expect(await json(...close, '--announced-on', '2026-09-13')).toMatchObject({
      ...{ exit: 0, document: { stream: 'calendar-vn34.38', events: 1, set: [{ date: '2026-09-14' }, { date: '2026-09-15' }] } },
    });
    const due = async (...more: string[]) => (await json('days', '2026-09-11', '1', '--known-at', '2026-09-13', ...more)).document;
    expect(await due('--province', 'vn34.38')).toMatchObject({ due: '2026-09-16' });
    expect(await due('--province', 'vn63.38')).toMatchObject({ due: '2026-09-16' });
    expect(await due()).toMatchObject({ due: '2026-09-14' });
    expect((await tiendo(...close.with(6, '2026-09-10'))).exit).toBe(2);
    expect((await tiendo('revoke', '2026-09-15', '--province', 'vn34.38', '--reason', 'Bão tan')).exit).toBe(0);
  });
});

describe('doctor', () => {
  it('names the years whose Tết nobody has announced', async () => {
    const [stdout, stderr] = [new Kept(), new Kept()];
    await run(['doctor', '--json'], { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
    const { checks } = JSON.parse(stdout.text) as { readonly checks: readonly { readonly check: string; readonly messageEn: string }[] };
    expect(checks.find(({ check }) => check === 'calendar')?.messageEn).toMatch(
      /^Tết 20\d\d(, 20\d\d)? is not announced|^whole for the next 12 months/,
    );
  });
});
