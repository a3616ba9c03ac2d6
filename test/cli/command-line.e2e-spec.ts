import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqliteLog } from '#event-log/sqlite-log';
import { openLive } from '#read-models/live-read-models';
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
const DATA = 'libs/reference/data';
const MAIN = `${DATA}/register-north-2021-2022.csv`;
const before = { ...process.env };

interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

async function tiendo(...args: string[]): Promise<Ran> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(args, { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  return { exit, out: stdout.text, err: stderr.text };
}

/** What the assertions below reach into; the rest of a document is compared as a whole. */
interface Document {
  readonly events: number;
  readonly refused: readonly object[];
  readonly totals: { readonly all: { readonly printed: { readonly plan: string } } };
  readonly rows: object;
  readonly checks: readonly { readonly check: string; readonly verdict: string }[];
}

async function json(...args: string[]): Promise<{ exit: number; document: Document; err: string }> {
  const { exit, out, err } = await tiendo(...args, '--json');
  return { exit, document: JSON.parse(out), err };
}

/** Every key of the expected document is there with its value; the other may have more. */
function expectWithin(actual: unknown, expected: unknown, path = ''): void {
  if (expected === null || typeof expected !== 'object') {
    if (actual !== expected) throw new Error(`${path}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
    return;
  }
  for (const [key, value] of Object.entries(expected))
    expectWithin((actual as Record<string, unknown> | undefined)?.[key], value, `${path}/${key}`);
}

beforeAll(() => {
  process.env['TIENDO_DATA'] = data;
});
afterAll(() => {
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

describe('an empty data folder', () => {
  it('is judged by a dry run that leaves nothing behind', async () => {
    const { exit, document } = await json('import', MAIN, '--dry-run');
    expect({ exit, ...document }).toMatchObject({ exit: 0, rows: 760, accepted: 760, events: 0, dryRun: true });
    await expect(SqliteLog.open({ file: join(data, 'log.sqlite'), readOnly: true })).rejects.toThrow('does not exist');
  });

  it('has no report, and the line says what to do', async () => {
    const { exit, out, err } = await tiendo('report', 'region', '--region', 'north');
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toMatch(/^tiendo: chưa có dữ liệu .* import TỆP\.csv\n$/);
  });
});

describe('from a register to the conference table', () => {
  it('refuses a register with faults and writes nothing', async () => {
    const { exit, document } = await json('import', `${DATA}/register-bad.csv`);
    expect({ exit, ...document }).toMatchObject({ exit: 2, rows: 36, accepted: 0, refusedRows: 32, events: 0 });
    expect(document.refused[0]).toEqual({
      row: 2,
      code: 'KCQG-2021-40-900',
      column: 'province',
      problem: 'unknown-province',
      message: 'Mã tỉnh: không có tỉnh mã “99” trong danh mục 63 tỉnh',
      messageEn: 'Province code: no province “99” among the 63',
    });
  });

  it('imports the register, once', async () => {
    const first = await json('import', MAIN);
    expect({ exit: first.exit, ...first.document }).toMatchObject({ exit: 0, rows: 760, accepted: 760, alreadyKnown: 0, refused: [] });
    const again = await json('import', MAIN);
    expect({ exit: again.exit, ...again.document }).toMatchObject({ exit: 0, accepted: 0, alreadyKnown: 760, events: 0 });
    const verified = await json('verify');
    expect(verified).toMatchObject({
      exit: 0,
      document: { ok: true, firstBad: null, unanchoredSince: null, events: first.document.events },
    });
  });

  it.each([
    ['2022-09-30', '2022'],
    ['2022-01-22', '2021'],
  ])('gives the report of %s to the đồng', async (asOf, year) => {
    const { exit, document } = await json('report', 'region', '--region', 'north', '--year', year, '--as-of', asOf);
    expect(exit).toBe(0);
    expectWithin(document, JSON.parse(readFileSync(`${DATA}/expected-report-north-${asOf}.json`, 'utf8')));
    expect(document).toMatchObject({ knownAt: null, position: expect.any(String) });
  });

  it('prints the table that the conference printed', async () => {
    const { exit, out } = await tiendo('report', 'region', '--region', 'north', '--year', '2022', '--as-of', '2022-09-30');
    expect(exit).toBe(0);
    expect(out).toMatch(/Toàn vùng +79,7 +33,3 +41,8 +94,6 +40,3 +42,6 +174,3 +73,7 +42,3/);
  });

  it('knew nothing of it the day before it was imported', async () => {
    const { document } = await json(
      'report',
      'region',
      '--region',
      'north',
      '--year',
      '2022',
      '--as-of',
      '2022-09-30',
      '--known-at',
      '2022-10-01',
    );
    expect(document.totals.all).toMatchObject({ plan: 0, executed: 0, percent: null });
  });

  it('lists the late disbursements', async () => {
    const { exit, document } = await json('report', 'delayed', '--region', 'north', '--as-of', '2022-09-30');
    expect(exit).toBe(0);
    expect(document.rows).toHaveLength(159);
    const few = await json('report', 'delayed', '--region', 'north', '--as-of', '2022-09-30', '--source', 'KCQG', '--state', 'dueSoon');
    expect(few.document.rows).toHaveLength(2);
  });

  it('shows a record as of a day, in JSON and in sentences', async () => {
    const { document } = await json('show', 'KCQG-2022-38-001', '--as-of', '2022-03-01');
    expect(document).toMatchObject({
      code: 'KCQG-2022-38-001',
      stage: 'contracted',
      asOf: '2022-03-01',
      money: { approved: 169_000_000, firstAdvance: null },
    });
    const { out } = await tiendo('show', 'KCQG-2022-38-001', '--as-of', '2022-09-30');
    expect(out).toContain('Chi tạm ứng lần một 118.000.000 đồng');
    expect(out).toContain('Đang thực hiện (12/06/2022)');
    expect((await tiendo('show', 'KCQG-2022-38-001', '--as-of', '2022-09-30', '--lang', 'en')).out).toContain('118,000,000');
    expect(await tiendo('show', 'KCQG-2022-99-001')).toMatchObject({ exit: 2, out: '' });
  });

  it('rebuilds the read models to the same rows', async () => {
    const { exit, document } = await json('rebuild');
    expect({ exit, ...document }).toMatchObject({ exit: 0, differences: [], events: expect.any(Number), peakRssBytes: expect.any(Number) });
    expect(await json('rebuild', '--model', 'nothing')).toMatchObject({
      exit: 2,
      document: { error: { messageEn: expect.stringContaining('figures') } },
    });
  });

  it('finds everything sound', async () => {
    const { exit, document } = await json('doctor');
    expect(exit).toBe(0);
    expect(document.checks.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual([
      'node ok',
      'settings ok',
      'folder ok',
      'mail note',
      'log ok',
      'levels ok',
      'writer ok',
      'read-models ok',
      'events ok',
      'imports ok',
      'follow-ups ok',
      // No province has recorded rules of its own for KCDP.
      'rules note',
      // An import brings no calendar.
      'calendar note',
      'reminders note',
      'restored ok',
      // Neither a backup nor a drill was made yet.
      'backup note',
      'drill note',
    ]);
  });
});

describe('beside a running server', () => {
  it('reads what the server projects, judges registers, and says who holds the log', async () => {
    const log = await SqliteLog.open({ file: join(data, 'log.sqlite'), program: 'tiendo api' });
    const live = await openLive({ log, directory: join(data, 'read-models'), program: 'tiendo api' });
    await live.projector.catchUp();
    try {
      const { exit, document } = await json('report', 'region', '--region', 'north', '--year', '2022', '--as-of', '2022-09-30');
      expect({ exit, plan: document.totals.all.printed.plan }).toEqual({ exit: 0, plan: '174,3' });
      expect(await json('import', MAIN, '--dry-run')).toMatchObject({ exit: 0, document: { alreadyKnown: 760 } });
      const refused = await tiendo('import', MAIN, '--lang', 'en');
      expect(refused).toMatchObject({ exit: 1, out: '' });
      expect(refused.err).toMatch(/^tiendo: another process holds the data; stop it .*process \d+ \(tiendo api\) since .*\n$/);
      const stopping = new AbortController();
      const following = live.follow(stopping.signal);
      expect(await json('rebuild')).toMatchObject({ exit: 0, document: { switched: true, differences: [], business: { groups: [] } } });
      stopping.abort();
      await following;
      expect((await tiendo('doctor', '--lang', 'en')).out).toMatch(/· writer: .*\(tiendo api\)/);
    } finally {
      live.close();
      await log.close();
    }
  });
});

describe('a mistyped line', () => {
  it.each([
    [['frob'], 'frob'],
    [['report', 'region', '--region', 'nord'], 'north, central, south'],
    [['report', 'region'], '--region'],
    [['report', 'region', '--region', 'north', '--as-of', '2022-02-30'], 'YYYY-MM-DD'],
    [['report', 'region', '--region', 'north', '--year', '22'], '1950–2100'],
    [['report', 'region', '--region', 'north', '--set', 'vn99'], 'vn63, vn34'],
    [['report', 'delayed', '--state', 'soon'], 'late, dueSoon, blocked, paused'],
    [['import', MAIN, '--dry'], '--dry'],
    [['import', MAIN, 'other.csv'], 'too many arguments'],
    [['import', 'no-such-file.csv'], 'no-such-file.csv'],
    [['verify', '--anchors', 'x'], '--anchors'],
  ])('%j ends with 2 and names what would do', async (args, named) => {
    const { exit, out, err } = await tiendo(...args);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(named);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('names every bad setting', async () => {
    process.env['TIENDO_LANG'] = 'fr';
    try {
      expect(await tiendo('verify')).toMatchObject({ exit: 1, err: expect.stringContaining('TIENDO_LANG must be vi or en') });
    } finally {
      delete process.env['TIENDO_LANG'];
    }
  });

  it('gives help and its version with 0', async () => {
    expect(await tiendo('--version')).toMatchObject({ exit: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(await tiendo('--help')).toMatchObject({ exit: 0, out: expect.stringContaining('import') });
  });
});

describe('a log that somebody wrote to', () => {
  it('is broken: verify ends with 2 and says where', async () => {
    const db = new DatabaseSync(join(data, 'log.sqlite'));
    const triggers = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all() as { name: string; sql: string }[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
    db.exec(
      `UPDATE events SET canonical = replace(canonical, '169000000', '169000001') WHERE position = (SELECT min(position) FROM events WHERE canonical LIKE '%169000000%')`,
    );
    for (const { sql } of triggers) db.exec(sql);
    db.close();
    const { exit, document } = await json('verify');
    expect(exit).toBe(2);
    expect(document).toMatchObject({ ok: false, firstBad: { stream: expect.any(String), problem: expect.any(String) } });
  });
});
