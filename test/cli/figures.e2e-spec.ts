import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Explanation, FigureDifference } from '#contracts/explanations';
import { SqliteLog } from '#event-log/sqlite-log';
import { run } from '../../apps/cli/program.ts';

class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const data = mkdtempSync(join(tmpdir(), 'tiendo-figures-'));
const before = { ...process.env };
const NINE_MONTHS = ['--region', 'north', '--year', '2022', '--as-of', '2022-09-30'] as const;

async function tiendo(...args: readonly string[]): Promise<{ readonly exit: number; readonly out: string; readonly err: string }> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(args, { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  return { exit, out: stdout.text, err: stderr.text };
}

async function json<Document>(...args: readonly string[]): Promise<Document> {
  const { exit, out, err } = await tiendo(...args, '--json');
  expect([exit, err]).toEqual([0, '']);
  return JSON.parse(out) as Document;
}

const log = () => SqliteLog.open({ file: join(data, 'log.sqlite'), readOnly: true });
const head = async (): Promise<string | null> => {
  const opened = await log();
  try {
    return await opened.head();
  } finally {
    await opened.close();
  }
};

beforeAll(async () => {
  process.env['TIENDO_DATA'] = data;
  const imported = await tiendo('import', 'libs/reference/data/register-north-2021-2022.csv');
  expect(imported.exit).toBe(0);
}, 60_000);
afterAll(() => {
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

describe('report explain', () => {
  it('on 42,3 % leads to the projects and events that make it, and their sum is the figure', async () => {
    const found = await json<Explanation>('report', 'explain', 'totals.all.percent', ...NINE_MONTHS);
    expect([found.printed, found.projectCount, found.projects.length]).toEqual(['42,3', 380, 380]);
    const sums = { executed: 0, plan: 0 };
    const opened = await log();
    try {
      for (const { shares, events } of found.projects) {
        const made = { executed: 0, plan: 0 };
        for (const { stream, revision, position, occurredOn, effects } of events) {
          const [recorded] = await opened.readStream(stream, { from: revision, limit: 1 });
          const amount = Number(recorded?.data['amount']);
          const effect = recorded?.type === 'ApprovedInPlan' ? { plan: amount } : { executed: amount };
          expect([recorded?.position, recorded?.meta['occurredOn'], effects]).toEqual([position, occurredOn, effect]);
          expect(['ApprovedInPlan', 'AdvancePaid']).toContain(recorded?.type);
          made.executed += effects['executed'] ?? 0;
          made.plan += effects['plan'] ?? 0;
        }
        expect(shares).toEqual(made);
        sums.executed += made.executed;
        sums.plan += made.plan;
      }
    } finally {
      await opened.close();
    }
    expect(sums).toEqual({ executed: 73_680_000_000, plan: 174_300_000_000 });
    expect(((sums.executed / sums.plan) * 100).toFixed(1)).toBe('42.3');
  });

  it('prints a tree that a person reads, in either language', async () => {
    const { exit, out } = await tiendo('report', 'explain', 'byProvince.38.KCQG.executed', ...NINE_MONTHS, '--first', '2');
    expect(exit).toBe(0);
    expect(out).toContain('Thực hiện, khuyến công quốc gia, Thanh Hóa');
    expect(out).toMatch(/[├└]─ \d{2}\/\d{2}\/2022 {2}Chi tạm ứng lần một [\d.]+ đồng {2}\[\+[\d.]+\]/);
    expect(out).toMatch(/AdvancePaid r\d+ · ghi \d{2}\/\d{2}\/\d{4} [\d:]{8} · @\d+/);
    const english = await tiendo('report', 'explain', 'totals.all.growthPercent', ...NINE_MONTHS, '--lang', 'en', '--first', '1');
    expect(english.out).toContain('Executed minus same period, divided by same period, times 100.');
  });

  it('gives projects and events as CSV whose column adds up', async () => {
    const { exit, out } = await tiendo('report', 'explain', 'totals.KCQG.plan', ...NINE_MONTHS, '--csv');
    expect(exit).toBe(0);
    const [heads = [], ...rows] = parse(out, { bom: true }) as readonly string[][];
    const column = heads.findIndex((name) => name.includes('[totals.KCQG.plan] = 79700000000'));
    expect(rows.reduce((sum, row) => sum + Number(row[column]), 0)).toBe(79_700_000_000);
  });

  it('as known before the import has nothing and says how many events that leaves out', async () => {
    const found = await json<Explanation>('report', 'explain', 'totals.all.executed', ...NINE_MONTHS, '--known-at', '2022-09-30');
    expect(found).toMatchObject({ result: 0, projects: [], leftOut: { events: 276, sums: { executed: 73_680_000_000 } } });
  });

  it.each([
    [['totals.all.percnt', ...NINE_MONTHS], 'totals.all.percent'],
    [['byProvince.38.executed', ...NINE_MONTHS], 'byProvince.38.all.executed'],
    [['totals.all.percent'], '--region'],
    [['totals.all.percent', ...NINE_MONTHS, '--source', 'KCQG'], '--source'],
    [['totals.all.percent', ...NINE_MONTHS, '--first', '-1'], '0–999999'],
    [['totals.all.percent', ...NINE_MONTHS, '--csv', '--json'], '--csv'],
    [[...NINE_MONTHS], 'path'],
  ])('refuses %j and names %s', async (args, named) => {
    const at = await head();
    const refused = await tiendo('report', 'explain', ...args);
    expect([refused.exit, refused.err]).toEqual([2, expect.stringContaining(named)]);
    expect(await head()).toBe(at);
  });
});

describe('report diff', () => {
  it('leads from each change to the events that make it', async () => {
    const found = await json<FigureDifference>('report', 'diff', '--region', 'north', '--from', '2022-06-30', '--to', '2022-09-30');
    const change = found.figures.find(({ path }) => path === 'totals.all.executed')?.change;
    const effects = found.projects.flatMap(({ events }) => events.map((event) => event.effects['executed'] ?? 0));
    expect(change).toBeGreaterThan(0);
    expect(effects.reduce((sum, effect) => sum + effect, 0)).toBe(change);
    expect(found.stages.length).toBeGreaterThan(0);
    expect(found).toMatchObject({ year: 2022, from: { asOf: '2022-06-30', knownAt: null } });
  });

  it('of one day before and after the import shows the whole as learnt later', async () => {
    const days = ['--from', '2022-09-30', '--to', '2022-09-30', '--known-at-from', '2022-09-30'];
    const found = await json<FigureDifference>('report', 'diff', '--region', 'north', ...days, '--path', 'totals.all.plan');
    expect(found.figures).toEqual([expect.objectContaining({ from: 0, to: 174_300_000_000, change: 174_300_000_000 })]);
  });

  it('prints what changed for people, and says so when nothing did', async () => {
    const { out } = await tiendo('report', 'diff', '--region', 'north', '--from', '2022-06-30', '--to', '2022-07-05', '--first', '1');
    expect(out).toMatch(/Thực hiện, cả hai nguồn, khu vực phía Bắc +35,5 tỷ +36,7 tỷ +\+1\.226\.000\.000/);
    expect(out).toContain('Đã ký hợp đồng → Đang thực hiện');
    expect(out).not.toContain('khuyến công quốc gia, Hà Nội');
    expect(out).toMatch(/… và \d+ số liệu khác .*--path byProvince/);
    const same = await tiendo('report', 'diff', '--region', 'north', '--from', '2022-06-30', '--to', '2022-06-30');
    expect(same).toMatchObject({ exit: 0, out: expect.stringContaining('Không có gì thay đổi') });
  });

  it.each([
    [['--region', 'north', '--from', '2022-06-31', '--to', '2022-09-30'], 'YYYY-MM-DD'],
    [['--region', 'north', '--from', '2022-06-30'], '--to'],
    [['--from', '2022-06-30', '--to', '2022-09-30'], '--region'],
    [['--region', 'north', '--from', '2022-06-30', '--to', '2022-09-30', '--path', 'total'], 'totals.all.plan'],
  ])('refuses %j and names %s', async (args, named) => {
    const refused = await tiendo('report', 'diff', ...args);
    expect([refused.exit, refused.err]).toEqual([2, expect.stringContaining(named)]);
  });
});
