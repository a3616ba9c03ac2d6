import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { emptyFigures, project, REGISTER, registerEvents } from '#read-models/figures/figures.fixture';
import { Ledger } from '#read-models/figures/ledger';
import { provincesOf } from '#reference/provinces';
import { readRegister } from '#testkit/register-events';
import { oracleReport } from '#testkit/register-oracle';
import { regionReport } from './region-report.ts';

const DATA = 'libs/reference/data';
const register = readRegister(REGISTER);
const north = provincesOf('north', 'vn63').map(({ code }) => code);
let ledger: Ledger;

beforeAll(() => {
  const db = emptyFigures();
  project(db, registerEvents());
  ledger = new Ledger(db);
});

const report = (year: number, asOf: string, set: 'vn63' | 'vn34' = 'vn63') =>
  regionReport(ledger, { region: 'north', year, asOf, knownAt: null, set, position: '0000000000006000' });

describe('the region report of the sample register', () => {
  it.each([
    ['expected-report-north-2022-09-30.json', 2022, '2022-09-30'],
    ['expected-report-north-2022-01-22.json', 2021, '2022-01-22'],
  ])('gives every figure of %s', (file, year, asOf) => {
    const expected = JSON.parse(readFileSync(`${DATA}/${file}`, 'utf8')) as Record<string, unknown>;
    expect(report(year, asOf)).toMatchObject(expected);
  });

  it('prints the figures that the conference published', () => {
    const { totals } = report(2022, '2022-09-30');
    expect(totals.all.printed).toEqual({
      plan: '174,3',
      executed: '73,7',
      percent: '42,3',
      samePeriod: '34,6',
      growthPercent: '112,8',
      shareOfRegion: '100,0',
    });
  });

  it('gives each published figure at its printed precision', () => {
    const published = JSON.parse(readFileSync(`${DATA}/totals.json`, 'utf8')) as Record<
      string,
      { what: string; expected: string | number }[]
    >;
    const claims = published['register-north-2021-2022.csv'] ?? [];
    const [y21, y22] = [report(2021, '2022-01-22').totals, report(2022, '2022-09-30').totals];
    const figures = { plan: 'plan', executed: 'executed', '9m': 'executed', percent: 'percent', share: 'shareOfRegion' } as const;
    for (const { what, expected } of claims) {
      const [, year, figure, source = 'all'] = /^(202[12]) (\w+) ?(\w+)?$/.exec(what) ?? [];
      if (what === 'latest date') expect([what, latestDay()]).toEqual([what, expected]);
      else if (what === 'growth on same period') expect([what, y22.all.printed.growthPercent]).toEqual([what, comma(expected)]);
      else if (what === 'same period 2021 (million)') expect([what, y22.all.samePeriod]).toEqual([what, Number(expected) * 1_000_000]);
      else {
        const cell = (year === '2021' ? y21 : y22)[source as keyof typeof y21];
        expect([what, cell.printed[figures[figure as keyof typeof figures]]]).toEqual([what, comma(expected)]);
      }
    }
    expect(claims).toHaveLength(22);
  });

  it('gives the sums by province, source and plan year at four dates', () => {
    const rows = parse(readFileSync(`${DATA}/totals-by-province.csv`), { columns: true }) as readonly Record<string, string>[];
    for (const row of rows) {
      for (const asOf of ['2021-09-30', '2022-01-22', '2022-09-30', '2022-10-15']) {
        const { byProvince } = report(Number(row.plan_year), asOf);
        const cell = byProvince.find(({ province }) => province.code === row.province)?.[row.source as 'KCQG' | 'KCDP'];
        expect([row.province, asOf, cell?.executed]).toEqual([row.province, asOf, Number(row[`executed_${asOf.replaceAll('-', '_')}`])]);
        if (asOf === '2022-10-15') expect([row.province, cell?.plan]).toEqual([row.province, Number(row.plan_vnd)]);
      }
    }
    expect(rows.length).toBeGreaterThan(100);
  });

  it('agrees with the recomputation from the register at 150 dates', () => {
    for (const { year, asOf } of moments(150, 20_220_930))
      expect(report(year, asOf)).toMatchObject(oracleReport(register, north, year, asOf) as object);
  });

  it('would notice one đồng in one advance', () => {
    const [paid] = registerEvents().filter(({ type, occurredOn }) => type === 'AdvancePaid' && occurredOn.startsWith('2022-0'));
    const db = emptyFigures();
    const off = { ...paid?.data, amount: Number(paid?.data['amount']) + 1 };
    project(
      db,
      registerEvents().map((event) =>
        event.id === paid?.id ? { ...event, data: off, member: (name) => off[name as keyof typeof off] } : event,
      ),
    );
    const asked = { region: 'north', asOf: '2022-09-30', knownAt: null, set: 'vn63', position: null } as const;
    const reports = [2021, 2022].map((year) => regionReport(new Ledger(db), { ...asked, year }));
    const agrees = reports.map(({ year, totals }) => JSON.stringify(totals) === JSON.stringify(report(year, asked.asOf).totals));
    expect(agrees).toContain(false);
  });

  it('adds up merged provinces without changing the totals', () => {
    const [of63, of34] = [report(2022, '2022-09-30'), report(2022, '2022-09-30', 'vn34')];
    const plan = (rows: typeof of63.byProvince, ...codes: readonly string[]) =>
      rows.filter(({ province }) => codes.includes(province.code)).reduce((sum, row) => sum + row.all.plan, 0);
    expect(of34.totals).toEqual(of63.totals);
    expect(of34.provinces).toBe(18);
    expect(plan(of34.byProvince, '25')).toBe(plan(of63.byProvince, '17', '25', '26'));
    expect(plan(of34.byProvince, '24')).toBe(plan(of63.byProvince, '24', '27'));
  });

  it('knows nothing before the register was recorded', () => {
    const asked = { region: 'north', year: 2022, asOf: '2022-09-30', set: 'vn63', position: null } as const;
    const before = regionReport(ledger, { ...asked, knownAt: '2022-10-14' });
    expect(before.totals.all).toMatchObject({ plan: 0, executed: 0, percent: null, growthPercent: null, shareOfRegion: null });
    expect(before.byContent).toEqual([]);
    expect(before.byProvince).toHaveLength(28);
    expect(regionReport(ledger, { ...asked, knownAt: '2022-10-15' }).totals).toEqual(report(2022, '2022-09-30').totals);
  });
});

const latestDay = (): string => registerEvents().reduce((latest, { occurredOn }) => (occurredOn > latest ? occurredOn : latest), '');

const comma = (figure: string | number): string => String(figure).replace('.', ',');

/** Dates from the first survey to after the last settlement, the same at every run. */
function* moments(count: number, seed: number): Generator<{ readonly year: number; readonly asOf: string }> {
  for (let i = 0, state = seed; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const asOf = new Date(Date.UTC(2020, 1, 1) + (state % 1_100) * 86_400_000).toISOString().slice(0, 10);
    yield { year: 2020 + ((state >>> 20) % 4), asOf };
  }
}
