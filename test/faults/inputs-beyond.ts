/** Rows of the bad inputs that no single request shows: they need a clock, a rebuild, a file imported twice or a log edited by hand. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { packageRoot } from '#config/package-root';
import { Caller } from '../api/caller.ts';
import { Served } from '../api/served.ts';
import { surveyOf } from './inputs-survey.ts';
import { exchange, InputsTarget } from './inputs-target.ts';

export interface Beyond {
  readonly row: number;
  readonly name: string;
  /** @returns what is wrong; empty: nothing */
  run(folder: string): Promise<readonly string[]>;
}

const REGISTER = join(packageRoot(), 'libs/reference/data/register-north-2021-2022.csv');

interface Page {
  readonly items?: readonly unknown[];
  readonly nextCursor?: string | null;
}
interface Imported {
  readonly rows: number;
  readonly accepted: number;
  readonly alreadyKnown: number;
  readonly refused: unknown;
  readonly events: number;
}
interface Verified {
  readonly ok: boolean;
  readonly firstBad: { readonly stream: string | null } | null;
}

export const beyond: readonly Beyond[] = [
  { row: 67, name: 'two payments of one advance at once', run: twoPayments },
  { row: 71, name: 'the largest amounts in a report', run: largestSum },
  { row: 83, name: '23:30Z, the next civil day in Vietnam', run: nextDay },
  { row: 113, name: 'a cursor from before a rebuild', run: oldCursor },
  { row: 130, name: 'the same register twice', run: importedTwice },
  { row: 136, name: 'an event edited by hand', run: forgedEvent },
];

/** An empty data folder of the row's own. */
function dataIn(folder: string): string {
  const data = join(folder, `beyond-${randomUUID().slice(0, 8)}`);
  mkdirSync(data);
  return data;
}

interface Ran<Document> {
  readonly code: number | null;
  readonly document: Document;
}

/** The built command line, as an operator runs it. */
const tiendo = <Document>(data: string, ...args: readonly string[]): Promise<Ran<Document>> =>
  node('apps/cli/main.js', [...args, '--json'], { TIENDO_DATA: data });

/** A built program of ours that prints one JSON document. */
async function node<Document>(
  program: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<Ran<Document>> {
  const env = { PATH: process.env['PATH'], ...more };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(packageRoot(), 'dist', program), ...args], { env });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, document: JSON.parse(text) as Document };
}

const differ = (what: string, found: unknown, wanted: unknown): readonly string[] =>
  isDeepStrictEqual(found, wanted) ? [] : [`${what} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`];

/** Both persons saw the same revision: one pays, the other learns that it was paid. */
async function twoPayments(folder: string): Promise<readonly string[]> {
  const target = await InputsTarget.start(dataIn(folder));
  try {
    const { paying = '', paying_tag = '' } = target.places;
    const body = Buffer.from(JSON.stringify({ occurredOn: '2024-06-05', tranche: 'first', amount: 203_000_000, treasuryRef: 'KB 1' }));
    const pay = () => {
      const own = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'if-match': paying_tag };
      const headers = { ...own, 'tiendo-demo-identity': 'demo:agency-accountant' };
      return exchange(target.url, { method: 'POST', path: `/api/v1/projects/${paying}/advances`, headers, body });
    };
    const statuses = (await Promise.all(Array.from({ length: 10 }, pay))).map(({ status }) => status);
    return differ('the answers', statuses.toSorted(), [200, ...Array.from({ length: 9 }, () => 412)]);
  } finally {
    await target.stop();
  }
}

/** No amount is over 10^15, so two halves never leave 2^53; nine of the largest, in nine provinces, come as near as whole numbers go. */
async function largestSum(folder: string): Promise<readonly string[]> {
  const data = dataIn(folder);
  const most = 999_999_999_999_999;
  const [header = '', ...rows] = readFileSync(REGISTER, 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  const provinces = [...new Set(rows.map((row) => /^KCDP-2022-(\d{2})-/.exec(row)?.[1]).filter((code) => code !== undefined))].slice(0, 9);
  const money = { total_cost_vnd: most, support_requested_vnd: most, counterpart_vnd: 0, base_amount_vnd: most, final_amount_vnd: most };
  const days = {
    surveyed_on: '2021-01-10',
    registered_on: '2021-03-10',
    base_appraised_on: '2021-05-10',
    final_appraised_on: '2021-08-10',
  };
  const lines = provinces.map((province) => {
    const named = {
      code: `KCDP-2022-${province}-999`,
      title: 'Đề án lớn nhất',
      source: 'KCDP',
      plan_year: 2022,
      province,
      commune: 'Xã A',
    };
    const who = {
      content: 'ND3a',
      implementing_unit: 'Trung tâm',
      beneficiary: `Cơ sở ${province}`,
      output_unit: 'mô hình',
      output_planned: 1,
    };
    const passed = {
      base_result: 'pass',
      final_result: 'pass',
      approved_on: '2021-12-10',
      decision_no: `1/QĐ ${province}`,
      approved_vnd: most,
    };
    const cells: Readonly<Record<string, string | number>> = { ...named, ...who, ...money, ...days, ...passed };
    return names.map((name) => cells[name] ?? '').join(',');
  });
  const file = join(data, 'largest.csv');
  writeFileSync(file, `${[header, ...lines].join('\n')}\n`);
  const imported = await tiendo<{ readonly accepted: number; readonly refused: unknown }>(data, 'import', file);
  const report = await tiendo<{ readonly totals?: { readonly all: { readonly plan: number } } }>(
    data,
    ...['report', 'region', '--region', 'north', '--year', '2022', '--as-of', '2022-09-30'],
  );
  return [
    ...differ('the import', [imported.document.accepted, imported.document.refused], [9, []]),
    ...differ('the sum', report.document.totals?.all.plan, Number(9n * BigInt(most))),
  ];
}

/** An evening in London is the next morning in Vietnam: its business day is open, the one after it is not. */
async function nextDay(folder: string): Promise<readonly string[]> {
  const { document } = await node<object>('test/faults/clock-child.js', [dataIn(folder)]);
  return differ('the answers', document, { today: '2026-11-25', next: [201, null], later: [422, 'in-the-future'] });
}

/** A rebuild numbers the rows anew: a page of before it is not the next page of after it. */
async function oldCursor(folder: string): Promise<readonly string[]> {
  const data = dataIn(folder);
  await tiendo(data, 'import', REGISTER);
  const page = (url: string, query = '') => new Caller(url).get<Page>(`projects?limit=2${query}`);
  let served = await Served.start([], { TIENDO_DATA: data });
  const first = await page(served.url);
  const cursor = `&cursor=${encodeURIComponent(first.body.nextCursor ?? '')}`;
  const before = await page(served.url, cursor);
  await served.stop();
  const rebuilt = await tiendo(data, 'rebuild');
  served = await Served.start([], { TIENDO_DATA: data });
  try {
    const after = await page(served.url, cursor);
    return [
      ...differ('the next page', [before.status, before.body.items?.length], [200, 2]),
      ...differ('the rebuild', rebuilt.code, 0),
      ...differ('the old cursor', [after.status, after.problem?.code], [410, 'cursor-expired']),
      ...differ('the first page', (await page(served.url)).status, 200),
    ];
  } finally {
    await served.stop();
  }
}

async function importedTwice(folder: string): Promise<readonly string[]> {
  const data = dataIn(folder);
  const first = await tiendo<Imported>(data, 'import', REGISTER);
  const before = await tiendo<{ readonly events: number }>(data, 'verify');
  const second = await tiendo<Imported>(data, 'import', REGISTER);
  const after = await tiendo<{ readonly events: number }>(data, 'verify');
  const { rows } = first.document;
  return [
    ...differ('the first import', [first.document.accepted, first.document.refused], [rows, []]),
    ...differ('the second', [second.document.accepted, second.document.alreadyKnown, second.document.events], [0, rows, 0]),
    ...differ('the log after it', after.document.events, before.document.events),
  ];
}

/** Another actor under the old hash: `verify` names the event, nothing is decided on the project any more, the others go on. */
async function forgedEvent(folder: string): Promise<readonly string[]> {
  const data = dataIn(folder);
  let served = await Served.start([], { TIENDO_DATA: data });
  const [forged = '', sound = ''] = [await opened(served.url, '903'), await opened(served.url, '904')];
  await served.stop();
  forge(join(data, 'log.sqlite'), `project-${forged}`);
  const { code, document } = await tiendo<Verified>(data, 'verify');
  served = await Served.start([], { TIENDO_DATA: data });
  try {
    return [
      ...differ('verify', [code, document.ok, document.firstBad?.stream], [2, false, `project-${forged}`]),
      ...differ('a note to the forged project', await note(served.url, forged), [503, 'integrity']),
      ...differ('a note to the other', await note(served.url, sound), [200, undefined]),
    ];
  } finally {
    await served.stop();
  }
}

async function opened(url: string, number: string): Promise<string> {
  const { body } = await new Caller(url).post<{ readonly project: string }>('projects', 'centre-officer', surveyOf('2026-11-01', number));
  return body.project;
}

async function note(url: string, project: string): Promise<readonly [number, string | undefined]> {
  const body = { occurredOn: '2026-11-02', about: 'record', text: 'Ghi chú', audience: 'internal' };
  const { status, problem } = await new Caller(url).post(`projects/${project}/notes`, 'centre-officer', body, { 'if-match': '"r0"' });
  return [status, problem?.code];
}

function forge(file: string, stream: string): void {
  const db = new DatabaseSync(file);
  try {
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
    const forged = "UPDATE events SET canonical = replace(canonical, 'demo:centre-officer', 'demo:ministry-leader') WHERE stream = ?";
    db.prepare(forged).run(stream);
    for (const { sql } of triggers) db.exec(String(sql));
  } finally {
    db.close();
  }
}
