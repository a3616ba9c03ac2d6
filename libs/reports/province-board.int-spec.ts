import { beforeAll, describe, expect, it } from '@jest/globals';
import { emptyFigures, inLog, project, registerEvents } from '#read-models/figures/figures.fixture';
import { Ledger } from '#read-models/figures/ledger';
import type { ModelEvent } from '#read-models/model';
import { delayedReport } from './delayed-report.ts';
import { provinceBoard } from './province-board.ts';
import { regionReport } from './region-report.ts';

const events = registerEvents();
const ledgerOf = (all: readonly ModelEvent[]): Ledger => {
  const db = emptyFigures();
  project(db, all);
  return new Ledger(db);
};
let ledger: Ledger;

beforeAll(() => {
  ledger = ledgerOf(events);
});

const asked = { year: 2022, asOf: '2022-09-30', knownAt: null, set: 'vn63', position: null } as const;
const at = { asOf: asked.asOf, knownAt: null, position: null };

describe('the province board', () => {
  it('gives the same money as the region report', () => {
    const { total, rows } = provinceBoard(ledger, { ...asked, region: 'north' });
    const report = regionReport(ledger, { ...asked, region: 'north' });
    const { plan, executed, percent, samePeriod, growthPercent } = report.totals.all;
    expect(total).toMatchObject({ projects: 407, plan, executed, percent, samePeriod, growthPercent });
    expect(rows.map(({ province, plan, executed }) => [province, plan, executed])).toEqual(
      report.byProvince.map(({ province, all }) => [province, all.plan, all.executed]),
    );
  });

  it('counts what the delayed report lists as late', () => {
    const late = delayedReport(ledger, { ...at, year: 2022, state: 'late' }).rows;
    const { total } = provinceBoard(ledger, asked);
    expect([total.late, total.lateVnd]).toEqual([late.length, late.reduce((sum, { vnd }) => sum + vnd, 0)]);
  });

  it('counts every project in one stage', () => {
    for (const { projects, stages } of provinceBoard(ledger, asked).rows) {
      expect(Object.values(stages).reduce((sum, count) => sum + count, 0)).toBe(projects);
    }
    expect(provinceBoard(ledger, { ...asked, asOf: '2021-12-31' }).total.stages).not.toHaveProperty('executing');
  });

  it('shows all provinces of the set, and merged ones added up', () => {
    const [of63, of34] = [provinceBoard(ledger, asked), provinceBoard(ledger, { ...asked, set: 'vn34' })];
    expect([of63.rows.length, of34.rows.length]).toEqual([63, 34]);
    expect(of34.total).toEqual(of63.total);
    const plan = (board: typeof of63, ...codes: readonly string[]) =>
      board.rows.filter(({ province }) => codes.includes(province.code)).reduce((sum, row) => sum + row.plan, 0);
    expect(plan(of34, '15')).toBe(plan(of63, '10', '15'));
    expect(plan(of34, '15')).toBeGreaterThan(0);
  });

  it('can be asked for by source and content, whose parts add up', () => {
    const { plan } = provinceBoard(ledger, asked).total;
    const bySource = (['KCQG', 'KCDP'] as const).map((source) => provinceBoard(ledger, { ...asked, source }).total.plan);
    expect(bySource).toEqual([79_700_000_000, 94_600_000_000]);
    expect(bySource[0]).toBeLessThan(plan);
    expect(provinceBoard(ledger, { ...asked, content: 'ND1' }).total.plan).toBe(3_741_000_000);
  });
});

describe('a region whose provinces were merged across its border', () => {
  const moved = (code: string, province: { readonly set: string; readonly code: string }): readonly ModelEvent[] => {
    const [first] = events.filter(({ data }) => data['code'] === code);
    return events
      .filter(({ stream }) => stream === first?.stream)
      .map((event) => ({ ...event, stream: `${event.stream}-${province.set}-${province.code}`, data: { ...event.data, province } }));
  };
  const CODE = 'KCQG-2022-01-005';
  const lamDong = ledgerOf(
    inLog([
      ...moved(CODE, { set: 'vn63', code: '68' }),
      ...moved(CODE, { set: 'vn63', code: '60' }),
      ...moved(CODE, { set: 'vn34', code: '68' }),
    ]),
  );

  it('keeps each project in the region it was registered in, so that totals do not depend on the set', () => {
    for (const region of ['central', 'south', 'north'] as const) {
      const [of63, of34] = (['vn63', 'vn34'] as const).map((set) => regionReport(lamDong, { ...asked, region, set }));
      expect(of34?.totals).toEqual(of63?.totals);
    }
    const rowOf68 = (region: 'central' | 'south') =>
      provinceBoard(lamDong, { ...asked, region, set: 'vn34' }).rows.find(({ province }) => province.code === '68')?.projects;
    expect([rowOf68('central'), rowOf68('south')]).toEqual([2, 1]);
  });

  it('shows a project of the 34 in its own row of the table of the 63', () => {
    const { rows } = provinceBoard(lamDong, { ...asked, region: 'central' });
    expect(rows.filter(({ projects }) => projects > 0).map(({ province }) => province)).toEqual([
      { set: 'vn63', code: '68' },
      { set: 'vn34', code: '68' },
    ]);
  });
});
