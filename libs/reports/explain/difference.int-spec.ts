import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FigureDifference } from '#contracts/explanations';
import type { Cell, RegionReport } from '#contracts/figures';
import type { MemoryLog } from '#event-log/memory-log';
import type { Ledger } from '#read-models/figures/ledger';
import { REGISTER } from '#read-models/figures/figures.fixture';
import { provincesOf } from '#reference/provinces';
import { readRegister } from '#testkit/register-events';
import { oracleReport } from '#testkit/register-oracle';
import { provinceBoard } from '../province-board.ts';
import { regionReport } from '../region-report.ts';
import { difference, type DifferenceAsked, openDifference } from './difference.ts';
import { WHOLE } from './page.ts';
import { registerLog } from './register-log.fixture.ts';

const register = readRegister(REGISTER);
const north = provincesOf('north', 'vn63').map(({ code }) => code);
const YEAR = { region: 'north', year: 2022, set: 'vn63', path: null } as const;

let log: MemoryLog;
let ledger: Ledger;
beforeAll(async () => {
  ({ log, ledger } = await registerLog());
});

const on = (asOf: string, knownAt: string | null = null) => ({ asOf, knownAt });
const compared = (asked: Partial<DifferenceAsked> & Pick<DifferenceAsked, 'from' | 'to'>): Promise<FigureDifference> => {
  const whole = { ...YEAR, ...asked };
  return difference(log, openDifference(ledger, whole), { asked: whole, page: WHOLE, position: null });
};

/** `totals.all.plan` → its value, straight from a report of whatever making. */
type Report = Pick<RegionReport, 'totals'> & {
  readonly byProvince: readonly { readonly province: { readonly code: string } }[];
  readonly byContent: readonly { readonly content: string }[];
};
function figuresOf(report: unknown): ReadonlyMap<string, number | null> {
  const { totals, byProvince, byContent } = report as Report;
  const rows: readonly (readonly [string, unknown])[] = [
    ['totals', totals],
    ...byProvince.map((row) => [`byProvince.${row.province.code}`, row] as const),
    ...byContent.map((row) => [`byContent.${row.content}`, row] as const),
  ];
  return new Map(
    rows.flatMap(([path, row]) =>
      (['KCQG', 'KCDP', 'all'] as const).flatMap((source) =>
        Object.entries((row as Record<string, Cell>)[source] ?? {})
          .filter(([key]) => key !== 'printed')
          .map(([key, value]) => [`${path}.${source}.${key}`, value as number | null] as const),
      ),
    ),
  );
}

function expectSums({ figures, projects }: FigureDifference): void {
  for (const key of ['plan', 'executed', 'samePeriod'] as const) {
    const ofProjects = projects.reduce((sum, { changes }) => sum + (changes[key] ?? 0), 0);
    const ofEvents = projects.flatMap(({ events }) => events).reduce((sum, { effects }) => sum + (effects[key] ?? 0), 0);
    const whole = figures.find(({ path }) => path === `totals.all.${key}`)?.change ?? 0;
    expect([key, ofProjects, ofEvents]).toEqual([key, whole, whole]);
  }
}

/** Pairs of days from 2020 to 2023, in either order, the same at every run. */
function* pairs(count: number, seed: number): Generator<readonly [string, string, number]> {
  let state = seed;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
  const day = (): string => new Date(Date.UTC(2020, 10, 1) + (next() % 850) * 86_400_000).toISOString().slice(0, 10);
  for (let i = 0; i < count; i++) yield [day(), day(), 2021 + ((next() >>> 16) % 3)];
}

describe('two days of a region', () => {
  it('differ as the register itself says, at 12 random pairs of days', async () => {
    for (const [from, to, year] of pairs(12, 20_220_930)) {
      const found = await compared({ year, from: on(from), to: on(to) });
      const [before, after] = [from, to].map((day) => figuresOf(oracleReport(register, north, year, day)));
      const changed = [...(after ?? [])].filter(([path, value]) => before?.get(path) !== value).map(([path]) => path);
      expect([from, to, found.figures.map(({ path }) => path).sort()]).toEqual([from, to, changed.sort()]);
      for (const { path, from: was, to: is, change, unit } of found.figures) {
        expect([path, was, is]).toEqual([path, before?.get(path), after?.get(path)]);
        if (unit === 'vnd') expect(change).toBe((is ?? 0) - (was ?? 0));
      }
      expectSums(found);
    }
  });

  it('the other way round are the same with the other sign', async () => {
    const [there, back] = [
      await compared({ from: on('2022-03-01'), to: on('2022-06-30') }),
      await compared({ from: on('2022-06-30'), to: on('2022-03-01') }),
    ];
    // Plus 0: the sign of nothing says nothing.
    const changes = ({ figures }: FigureDifference, sign: number) => figures.map(({ path, change }) => [path, (change ?? 0) * sign + 0]);
    expect(changes(back, -1)).toEqual(changes(there, 1));
    expect(back.projects.flatMap(({ events }) => events).every(({ counts }) => counts === 'left')).toBe(true);
  });

  it('that are the same have no difference', async () => {
    expect(await compared({ from: on('2022-06-30'), to: on('2022-06-30') })).toMatchObject({ figures: [], stages: [], projects: [] });
  });

  it('name the projects that moved stage, as the board counts them', async () => {
    const found = await compared({ from: on('2022-06-30'), to: on('2022-09-30') });
    const [before, after] = ['2022-06-30', '2022-09-30'].map(
      (asOf) => provinceBoard(ledger, { ...YEAR, ...on(asOf), position: null }).total.stages,
    );
    const net: Record<string, number> = {};
    for (const { from, to, projects } of found.stages) {
      if (from !== null) net[from] = (net[from] ?? 0) - projects;
      if (to !== null) net[to] = (net[to] ?? 0) + projects;
    }
    for (const stage of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]) as Set<'settled'>)
      expect([stage, net[stage] ?? 0]).toEqual([stage, (after?.[stage] ?? 0) - (before?.[stage] ?? 0)]);
    expect(found.stages.length).toBeGreaterThan(2);
    expect(found.projects.filter(({ stage }) => stage !== null)).toHaveLength(
      found.stages.reduce((sum, { projects }) => sum + projects, 0),
    );
  });
});

describe('one day, as known on two', () => {
  it('shows what was learnt later, and by which events', async () => {
    const found = await compared({ from: on('2022-09-30', '2022-09-30'), to: on('2022-09-30', '2022-10-05') });
    const reports = ['2022-09-30', '2022-10-05'].map((knownAt) =>
      figuresOf(regionReport(ledger, { ...YEAR, ...on('2022-09-30', knownAt), position: null })),
    );
    for (const { path, from, to } of found.figures) expect([path, from, to]).toEqual([path, reports[0]?.get(path), reports[1]?.get(path)]);
    const events = found.projects.flatMap((project) => project.events);
    expect(events.length).toBeGreaterThan(0);
    for (const { occurredOn, recordedAt } of events) {
      expect(occurredOn <= '2022-09-30').toBe(true);
      expect(recordedAt >= '2022-09-30T17:00:00.000Z' && recordedAt < '2022-10-05T17:00:00.000Z').toBe(true);
    }
    expectSums(found);
  });
});

describe('one figure of a comparison', () => {
  it.each(['byProvince.38.KCQG.executed', 'byContent.ND3b.all.samePeriod', 'totals.KCDP.plan'])(
    '%s leads to the projects whose events changed it',
    async (path) => {
      const found = await compared({ path, from: on('2021-12-01'), to: on('2022-08-15') });
      const [figure] = found.figures;
      const key = path.split('.').at(-1) ?? '';
      expect(found.figures).toHaveLength(1);
      expect(found.projects.reduce((sum, { changes }) => sum + (changes[key] ?? 0), 0)).toBe(figure?.change);
      expect(found.projects.length).toBeGreaterThan(0);
    },
  );

  it('that no report has is refused with the nearest', () => {
    const asked = { ...YEAR, from: on('2022-01-01'), to: on('2022-06-30'), path: 'totals.al.plan' };
    const refused = expect.objectContaining({ name: 'UnknownFigure', nearest: expect.arrayContaining(['totals.all.plan']) });
    expect(() => openDifference(ledger, asked)).toThrow(refused as unknown as Error);
  });
});
