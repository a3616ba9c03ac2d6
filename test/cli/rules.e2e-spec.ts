import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const data = mkdtempSync(join(tmpdir(), 'tiendo-rules-'));
const REGISTER = 'libs/reference/data/register-north-2021-2022.csv';
const before = { ...process.env };

async function tiendo(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const exit = await run(args, { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  return { exit, out: stdout.text, err: stderr.text };
}

interface Document {
  readonly refused: readonly { readonly code: string; readonly approved: number; readonly most: number }[];
  readonly approved: number;
  readonly overVnd: number;
  readonly notTried: readonly string[];
  readonly rules: readonly { readonly id: string; readonly capVnd?: number; readonly legalBasis: { readonly vi: string } }[];
  readonly added: readonly { readonly id: string }[];
  readonly changed: readonly { readonly before: { readonly id: string } }[];
  readonly checks: readonly { readonly check: string; readonly verdict: string; readonly messageEn: string }[];
  readonly error: { readonly message: string; readonly messageEn: string };
}
const json = async (...args: string[]): Promise<{ readonly exit: number; readonly document: Document }> => {
  const { exit, out } = await tiendo(...args, '--json');
  return { exit, document: JSON.parse(out) as Document };
};

const head = async (): Promise<string | null> => {
  const log = await openLog(readConfig().log, { program: 'spec', readOnly: true });
  try {
    return await log.head();
  } finally {
    await log.close();
  }
};

/** A machinery cap of 200 million, as it was until 2018. */
const machinery = {
  from: '2024-01-01',
  legalBasis: { instrument: 'TT 1/2023/TT-BTC', article: 'art. 8(4)', decidedOn: '2023-12-01' },
  replaces: ['ceiling-machinery-2018'],
  rows: [{ list: 'ceilings', row: { id: 'ceiling-machinery-2024', content: 'ND3b', ratePercent: 50, capVnd: 200_000_000, perUnit: true } }],
};
const written = (name: string, content: object): string => {
  const file = join(data, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};

/** What the register alone says: a count that knows nothing of Tiendo. */
function overTheCap(
  source: string,
  capVnd: number,
): readonly { readonly code: string; readonly approved: number; readonly most: number }[] {
  const [header = [], ...records] = parsed(readFileSync(REGISTER, 'utf8'));
  return records
    .map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])))
    .filter((row) => row['source'] === source && row['plan_year'] === '2022' && row['content'] === 'ND3b' && row['approved_vnd'] !== '')
    .map((row) => ({
      code: row['code'] ?? '',
      approved: Number(row['approved_vnd']),
      most: Math.min(Math.floor(Number(row['total_cost_vnd']) / 2), capVnd * Number(row['output_planned'])),
    }))
    .filter(({ approved, most }) => approved > most)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** RFC 4180 with quotes, no line breaks inside cells: enough for the sample. */
const parsed = (text: string): readonly (readonly string[])[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''));

beforeAll(async () => {
  process.env['TIENDO_DATA'] = data;
  expect((await tiendo('import', REGISTER)).exit).toBe(0);
}, 120_000);
afterAll(() => {
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

describe('trying rules before they are activated', () => {
  const file = () => written('machinery.json', machinery);
  it('names exactly the KCQG projects of 2022 that the register alone says a cap of 200 million would refuse', async () => {
    const expected = overTheCap('KCQG', 200_000_000);
    expect(expected.length).toBeGreaterThan(10);
    const at = await head();
    const { exit, document } = await json('rules', 'try', file(), '--year', '2022');
    expect(exit).toBe(2);
    expect(document.refused.map(({ code, approved, most }) => ({ code, approved, most }))).toEqual(expected);
    expect(document.overVnd).toBe(expected.reduce((over, { approved, most }) => over + approved - most, 0));
    expect(document.notTried).toEqual([]);
    expect(await head()).toBe(at);
  });
  it('narrows to a region or a province', async () => {
    const { document } = await json('rules', 'try', file(), '--year', '2022', '--province', 'vn63.38');
    expect(document.refused.map(({ code }) => code)).toEqual(
      overTheCap('KCQG', 200_000_000).flatMap(({ code }) => (code.includes('-38-') ? [code] : [])),
    );
    expect((await json('rules', 'try', file(), '--year', '2022', '--region', 'south')).exit).toBe(0);
  });
  it("tries a province's rows on its KCDP alone", async () => {
    const [row] = machinery.rows;
    const own = {
      ...machinery,
      province: { set: 'vn63', code: '38' },
      replaces: [],
      rows: [{ ...row, row: { ...row?.row, id: 'th-1', capVnd: 1 } }],
    };
    const { document } = await json('rules', 'try', written('own.json', own), '--year', '2022');
    expect(document.refused.map(({ code }) => code)).toEqual(
      overTheCap('KCDP', 1).flatMap(({ code }) => (code.includes('-38-') ? [code] : [])),
    );
    expect(document.refused.length).toBeGreaterThan(0);
  });
  it('refuses a file that could not be activated, in one line with its text', async () => {
    const { exit, document } = await json('rules', 'try', written('overlap.json', { ...machinery, replaces: [] }), '--year', '2022');
    expect(exit).toBe(2);
    expect(document.error.message).toContain('ceiling-machinery-2018');
    const foreign = { ...machinery, province: { set: 'vn63', code: '38' } };
    const { err } = await tiendo('rules', 'try', written('foreign.json', foreign), '--year', '2022');
    expect(err).toContain('điểm b khoản 3 Điều 8 Thông tư 46/2012/TT-BCT');
    expect((await tiendo('rules', 'try', written('shape.json', { from: 1 }), '--year', '2022')).exit).toBe(2);
    expect((await tiendo('rules', 'try', join(data, 'none.json'), '--year', '2022')).exit).toBe(2);
  });
});

describe('listing and comparing', () => {
  it('lists the rows of a day with their articles, by default', async () => {
    const { exit, document } = await json('rules', '--list', 'ceilings', '--content', 'ND3b', '--day', '2018-05-10');
    expect(exit).toBe(0);
    expect(document.rules).toMatchObject([
      {
        id: 'ceiling-machinery-2014',
        capVnd: 200_000_000,
        legalBasis: { vi: 'điểm c khoản 2 Điều 6 Thông tư liên tịch 26/2014/TTLT-BTC-BCT' },
      },
    ]);
    expect((await tiendo('rules', 'list', '--lang', 'en', '--content', 'ND3b')).out).toContain('[TT 28/2018/TT-BTC, art. 8(4)]');
  });
  it('compares two days', async () => {
    const { document } = await json('rules', 'compare', '2018-05-10', '2018-05-11', '--list', 'ceilings', '--content', 'ND3b');
    expect(document.added.map(({ id }) => id)).toEqual(['ceiling-production-line-2018']);
    expect(document.changed.map((one) => one.before.id)).toEqual(['ceiling-machinery-2014']);
    expect((await tiendo('rules', 'compare', '2018-05-10', '2018-05-11', '--lang', 'en')).out).toContain('capVnd 200000000 → 300000000');
  });
  it('knows its own words', async () => {
    expect((await tiendo('rules', '--list', 'cellings')).exit).toBe(2);
    expect((await tiendo('rules', '--province', 'vn63.03')).exit).toBe(2);
  });
});

describe('activating and revoking', () => {
  const capNow = async () =>
    (await json('rules', '--list', 'ceilings', '--content', 'ND3b', '--day', '2024-06-01')).document.rules.find(({ id }) =>
      id.startsWith('ceiling-machinery'),
    )?.capVnd;
  it('takes effect from its day, once, and is taken back', async () => {
    const file = written('machinery.json', machinery);
    expect(await capNow()).toBe(300_000_000);
    expect(await json('rules', 'activate', file)).toMatchObject({ exit: 0, document: { stream: 'rules-national', events: 1 } });
    expect(await json('rules', 'activate', file)).toMatchObject({ exit: 0, document: { events: 0 } });
    expect(await capNow()).toBe(200_000_000);
    expect((await json('rules', '--list', 'ceilings', '--content', 'ND3b', '--day', '2023-12-31')).document.rules[0]?.id).toBe(
      'ceiling-machinery-2018',
    );
    expect((await json('rules', 'revoke', 'national-2', '--reason', 'x')).exit).toBe(2);
    expect(await json('rules', 'revoke', 'national-1', '--reason', 'Ban hành nhầm')).toMatchObject({ exit: 0, document: { events: 1 } });
    expect(await capNow()).toBe(300_000_000);
  });
  it('a province that has set nothing is named by doctor', async () => {
    const line = async () => (await json('doctor')).document.checks.find(({ check }) => check === 'rules');
    expect(await line()).toMatchObject({ verdict: 'note', messageEn: expect.stringContaining('28 provinces') });
  });
});
