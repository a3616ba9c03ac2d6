import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '#config/config';
import type { ContactRecord } from '#contracts/contacts';
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

const DEMO = 'libs/reference/data/contacts-demo.csv';
const data = mkdtempSync(join(tmpdir(), 'tiendo-contacts-'));
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
  readonly contacts: readonly ContactRecord[];
  readonly refused: readonly { readonly row: number; readonly column: string; readonly problem: string }[];
  readonly error: { readonly code: string };
}
const json = async (...args: string[]): Promise<{ readonly exit: number; readonly document: Document }> => {
  const { exit, out } = await tiendo(...args, '--json');
  return { exit, document: JSON.parse(out) as Document };
};
const people = async (...args: string[]): Promise<readonly string[]> =>
  (await json('contacts', 'list', ...args)).document.contacts.map(({ person }) => person);

const head = async (): Promise<string | null> => {
  const log = await openLog(readConfig().log, { program: 'spec', readOnly: true });
  try {
    return await log.head();
  } finally {
    await log.close();
  }
};
const written = (name: string, content: string): string => {
  const file = join(data, name);
  writeFileSync(file, content);
  return file;
};

describe('contacts import', () => {
  it('tried first, makes no log where none is', async () => {
    expect(await json('contacts', 'import', DEMO, '--dry-run')).toMatchObject({
      exit: 0,
      document: { file: 'contacts-demo.csv', rows: 118, accepted: 118, alreadyKnown: 0, refused: [], events: 0, dryRun: true },
    });
    expect((await tiendo('contacts')).exit).toBe(1);
  });

  it('records a file, and nothing of it the second time', async () => {
    expect(await json('contacts', 'import', DEMO)).toMatchObject({ exit: 0, document: { accepted: 118, events: 120 } });
    const at = await head();
    expect(await json('contacts', 'import', DEMO)).toMatchObject({ exit: 0, document: { accepted: 0, alreadyKnown: 118, events: 0 } });
    expect(await head()).toBe(at);
  });

  it('refuses a whole file for one row, naming row and column, and writes nothing', async () => {
    const at = await head();
    const lines = readFileSync(DEMO, 'utf8').split('\n');
    const bad = lines.with(3, (lines[3] ?? '').replace('example.invalid', '')).with(1, (lines[1] ?? '').replace('Cán bộ', 'Người'));
    const file = written('bad.csv', bad.join('\n'));
    const { exit, document } = await json('contacts', 'import', file);
    expect([exit, document.refused]).toMatchObject([2, [{ row: 4, column: 'email', problem: 'email' }]]);
    const { out } = await tiendo('contacts', 'import', file);
    expect(out).toMatch(/^bad\.csv: bị từ chối, không ghi gì\.\n/);
    expect(out).toContain('dòng 4 department-accountant.vn63-01: Thư điện tử: “department-accountant.vn63-01@” không phải địa chỉ');
    expect((await tiendo('contacts', 'import', file, '--lang', 'en')).out).toContain('row 4 department-accountant.vn63-01: E-mail:');
    expect(await head()).toBe(at);
  });

  it('says in one line that a file is not there', async () => {
    const { exit, out, err } = await tiendo('contacts', 'import', join(data, 'none.csv'));
    expect([exit, out, err.trimEnd().split('\n')]).toMatchObject([2, '', [expect.stringContaining('no such file')]]);
  });
});

describe('contacts list', () => {
  it('is the whole directory, by role, province and day', async () => {
    expect(await people()).toHaveLength(118);
    expect(await people('--role', 'centre-officer', '--province', 'vn34.38')).toEqual(['centre-officer.vn63-38']);
    expect(await people('--active-on', '2018-12-31')).toEqual([]);
  });

  it('is a table for people', async () => {
    const { out } = await tiendo('contacts', '--role', 'supervisor');
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/ {2,}/g, ' | ')),
    ).toEqual([
      'Mã | Tên | Vai trò | Tỉnh | Thư điện tử | Từ – đến',
      'supervisor | Cán bộ giám sát – Cục | Cán bộ giám sát | cả nước | supervisor@example.invalid | 2019-01-01 –',
      '1 người.',
    ]);
  });

  it.each([
    ['--role', 'chief'],
    ['--province', 'vn63.03'],
    ['--active-on', '2022-02-30'],
  ])('takes no %s %s', async (...args) => expect((await tiendo('contacts', 'list', ...args)).exit).toBe(2));
});

describe('contacts end', () => {
  const END = ['contacts', 'end', 'supervisor', '--last-day', '2022-12-31', '--reason', 'Nghỉ hưu'] as const;

  it('has a last day and a reason, and says the same again without an event', async () => {
    expect(await json(...END)).toMatchObject({ exit: 0, document: { stream: 'access-contact~supervisor', events: 1 } });
    expect(await json(...END)).toMatchObject({ exit: 0, document: { events: 0 } });
    expect(await people('--role', 'supervisor', '--active-on', '2023-01-01')).toEqual([]);
  });

  it('refuses whom nobody knows, and a day before the first', async () => {
    expect(await json('contacts', 'end', 'nobody', ...END.slice(3))).toMatchObject({
      exit: 2,
      document: { error: { code: 'contact-not-found' } },
    });
    expect((await tiendo('contacts', 'end', 'A~B', ...END.slice(3))).exit).toBe(2);
    const { exit, err } = await tiendo('contacts', 'end', 'operator', '--last-day', '2018-01-01', '--reason', 'x');
    expect([exit, err]).toMatchObject([2, expect.stringContaining('ngày cuối cùng trước ngày bắt đầu')]);
    expect((await tiendo('contacts', 'end', 'operator', '--last-day', '2022-12-31')).exit).toBe(2);
    expect((await json('contacts', 'import', DEMO)).document.refused).toMatchObject([
      { row: 117, column: 'active_to', problem: 'contact-ended' },
    ]);
  });
});

describe('contacts export', () => {
  it('is a file that changes nothing when it comes back, the ended included', async () => {
    const { exit, out } = await tiendo('contacts', 'export');
    expect([exit, out.startsWith('\ufeffperson,name,role,'), out.trimEnd().split('\r\n')]).toMatchObject([0, true, { length: 119 }]);
    const file = written('export.csv', out);
    expect(await json('contacts', 'import', file)).toMatchObject({ exit: 0, document: { accepted: 0, alreadyKnown: 118, events: 0 } });
    expect((await json('contacts', 'export')).document.contacts).toHaveLength(118);
  });
});
