import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CausationChain } from '#contracts/causation';
import type { RecordDifference } from '#contracts/difference';
import { run } from '../../apps/cli/program.ts';

/** A stream nobody watches: no terminal, everything kept. */
class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const data = mkdtempSync(join(tmpdir(), 'tiendo-cli-'));
const before = { ...process.env };
const PROJECT = 'KCQG-2022-38-001';

async function tiendo(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(args, { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  return { exit, out: stdout.text, err: stderr.text };
}
const json = async <Document>(...args: string[]): Promise<Document> => {
  const { exit, out } = await tiendo(...args, '--json');
  expect(exit).toBe(0);
  return JSON.parse(out) as Document;
};

beforeAll(async () => {
  process.env['TIENDO_DATA'] = data;
  expect((await tiendo('import', 'libs/reference/data/register-north-2021-2022.csv')).exit).toBe(0);
}, 60_000);
afterAll(() => {
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

describe('diff', () => {
  it('says each field before and after, with the events behind it, in JSON and for people', async () => {
    const { changes, events } = await json<RecordDifference>('diff', PROJECT, '2021-12-31', '2022-09-30');
    const approved = changes.find(({ field }) => field === 'money.approved');
    expect(approved).toMatchObject({ before: null, after: 169_000_000 });
    expect(events.filter(({ id }) => approved?.events.includes(id)).map(({ type }) => type)).toEqual(['ApprovedInPlan']);
    const { out } = await tiendo('diff', PROJECT, '2021-12-31', '2022-09-30');
    expect(out).toMatch(/Phê duyệt: – → 169\.000\.000 {2}\[\d+\]/);
    expect((await tiendo('diff', PROJECT, '2021-12-31', '2022-09-30', '--lang', 'en')).out).toMatch(/Approved: – → 169,000,000/);
  });

  it('tells people no code, no stored form and no empty list', async () => {
    const { out } = await tiendo('diff', PROJECT, '2022-06-30', '2022-09-30', '--known-at-a', '2022-06-30');
    expect(out).toContain('Bước: – → Đang thực hiện');
    expect(out).toContain('Năm kế hoạch: – → 2022');
    expect(out).toContain('Tỉnh: – → Thanh Hóa');
    expect(out).toContain('Hạn hợp đồng: – → 30/11/2022');
    expect(out).toMatch(/Số ngày của từng bên: – → Trung tâm khuyến công \d+, /);
    expect(out).not.toMatch(/[{}[\]]"|\[\]|20\d\d-[01]\d-\d\d|executing|enterprise|vn63/);
  });

  it('says what was learnt later about a day', async () => {
    const { from, events } = await json<RecordDifference>('diff', PROJECT, '2022-06-30', '2022-06-30', '--known-at-a', '2022-06-30');
    expect(from.exists).toBe(false);
    expect(events.every(({ because }) => because === 'learnt')).toBe(true);
  });

  it('says that nothing is different', async () =>
    expect((await tiendo('diff', PROJECT, '2022-09-30', '2022-09-30')).out).toContain('không có gì khác'));

  it.each([
    [['diff', PROJECT]],
    [['diff', PROJECT, '2022-02-30']],
    [['diff', PROJECT, '2022-01-01', 'x']],
    [['diff', PROJECT, '2022-01-01', '--known-at-a', 'x']],
    [['diff', 'KCQG-1999-00-000', '2022-01-01']],
    [['diff', PROJECT, '1950-01-01', '1950-01-02']],
  ])('refuses %j in one line', async (args) => expect(await tiendo(...args)).toMatchObject({ exit: 2, out: '' }));
});

describe('trace', () => {
  it('takes a project, an event and a command', async () => {
    const { effects } = await json<CausationChain>('trace', PROJECT);
    const [command] = effects;
    const event = command?.children[0];
    expect([command?.kind, event?.kind]).toEqual(['command', 'event']);
    expect((await json<CausationChain>('trace', event?.id ?? '')).why.map(({ id }) => id)).toEqual([command?.id]);
    expect((await json<CausationChain>('trace', (command?.id ?? '').toUpperCase())).effects[0]?.children[0]?.id).toBe(event?.id);
    expect((await tiendo('trace', event?.id ?? '')).out).toMatch(/^Vì sao:\n {2}▸ .*\n\nDẫn đến:\n {2}• /);
  });

  it.each(['KCQG-1999-00-000', '018c2b5e-0000-7000-8000-000000000001', '../x', ''])('says that there is no %j', async (id) =>
    expect(await tiendo('trace', id)).toMatchObject({ exit: 2, out: '' }),
  );
});
