import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Explanation } from '#contracts/explanations';
import type { Cell } from '#contracts/figures';
import type { MemoryLog } from '#event-log/memory-log';
import { eventsBehind, FiguresDisagree } from '#read-models/figures/figure-events';
import { FACT_WIDTH } from '#read-models/figures/facts';
import type { Ledger } from '#read-models/figures/ledger';
import { delayedReport } from '../delayed-report.ts';
import { provinceBoard } from '../province-board.ts';
import { explanation, openExplanation } from './explain.ts';
import type { FigureAsked } from './figure.ts';
import { findFigure, inRegion } from './find-figure.ts';
import { WHOLE } from './page.ts';
import { registerLog } from './register-log.fixture.ts';
import { type OpenedFigure, openFigure } from './shares.ts';

const NINE_MONTHS: FigureAsked = {
  region: 'north',
  year: 2022,
  set: 'vn63',
  source: null,
  content: null,
  asOf: '2022-09-30',
  knownAt: null,
};
const SETTLEMENT_2021: FigureAsked = { ...NINE_MONTHS, year: 2021, asOf: '2022-01-22' };

let log: MemoryLog;
let ledger: Ledger;
beforeAll(async () => {
  ({ log, ledger } = await registerLog());
});

const explained = (path: string, asked: FigureAsked = NINE_MONTHS): Promise<Explanation> =>
  explanation(log, openExplanation(ledger, { path, asked }), { asked, page: WHOLE, position: null });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const term = (sums: Readonly<Record<string, number>>, key: string): number => sums[key] ?? 0;

/** Every đồng of a figure's terms is found again among its projects and their events. */
function expectWhole({ path, terms, projects }: Explanation): void {
  for (const { key, sum: whole } of terms) {
    const shares = projects.map((project) => term(project.shares, key));
    const effects = projects.flatMap(({ events }) => events.map((event) => term(event.effects, key)));
    expect([path, key, sum(shares), sum(effects)]).toEqual([path, key, whole, whole]);
  }
}

function expectShares({ figure, shares }: OpenedFigure): void {
  for (const { key, sum: whole } of figure.terms) {
    expect([figure.path, sum(shares.map((share) => term(share.shares, key)))]).toEqual([figure.path, whole]);
    expect(sum(shares.flatMap(({ effects }) => [...effects.values()].map((effect) => term(effect, key))))).toBe(whole);
  }
}

describe('an explanation of the sample register', () => {
  it.each([
    ['expected-report-north-2022-09-30.json', NINE_MONTHS],
    ['expected-report-north-2022-01-22.json', SETTLEMENT_2021],
  ])('opens every figure of %s down to events that add up to it', async (file, asked) => {
    type Row = Record<'KCQG' | 'KCDP' | 'all', Cell> & { readonly province: { readonly code: string }; readonly content: string };
    const expected = JSON.parse(readFileSync(`libs/reference/data/${file}`, 'utf8')) as Record<'byProvince' | 'byContent', Row[]> & {
      readonly totals: Row;
    };
    const rows = [
      ['totals', expected.totals] as const,
      ...expected.byProvince.map((row) => [`byProvince.${row.province.code}`, row] as const),
      ...expected.byContent.map((row) => [`byContent.${row.content}`, row] as const),
    ];
    let opened = 0;
    for (const [at, row] of rows) {
      for (const source of ['KCQG', 'KCDP', 'all'] as const) {
        for (const [figure, value] of Object.entries(row[source])) {
          const path = `${at}.${source}.${figure}`;
          const found = openExplanation(ledger, { path, asked });
          expect([found.figure.path, found.figure.result]).toEqual([path, value]);
          expectShares(found);
          // A percentage is made of the events of its terms, which are figures of the same cell.
          if (found.figure.unit === 'vnd') expectWhole(await explained(path, asked));
          opened += 1;
        }
      }
    }
    expect(opened).toBe(rows.length * 18);
  });

  it('says what 42,3 % is: 73,7 tỷ executed of 174,3 tỷ planned', async () => {
    const found = await explained('totals.all.percent');
    expect(found).toMatchObject({ printed: '42,3', unit: 'percent', name: { vi: 'Đạt % kế hoạch, cả hai nguồn, khu vực phía Bắc' } });
    expect(found.terms.map(({ path, printed }) => [path, printed])).toEqual([
      ['totals.all.executed', '73,7'],
      ['totals.all.plan', '174,3'],
    ]);
    expect(found.ratio).toMatchObject({ numerator: found.terms[0]?.sum, denominator: found.terms[1]?.sum });
    expect(found.ratio?.rounding.vi).toContain('42,2');
  });

  it('names the document, day and place of each event', async () => {
    const { projects } = await explained('byProvince.38.KCQG.executed');
    const event = projects[0]?.events[0];
    expect(event).toMatchObject({ type: 'AdvancePaid', stream: `project-${projects[0]?.id}`, document: expect.stringContaining('dòng') });
    const { recordedAt = '', occurredOn = '' } = event ?? {};
    expect(recordedAt.slice(0, 10) > occurredOn).toBe(true);
    expect(event?.sentence.vi).toContain('tạm ứng');
  });

  it('splits a sum by source, province, content and act, each part with its own path where a report has it', async () => {
    const { splits, terms } = await explained('totals.all.executed');
    expect(splits.map(({ by }) => by)).toEqual(['source', 'province', 'content', 'act']);
    for (const { parts } of splits) {
      expect(sum(parts.map(({ sums }) => term(sums, 'executed')))).toBe(terms[0]?.sum);
      for (const { path, sums } of parts) if (path !== null) expect((await explained(path)).result).toBe(sums['executed']);
    }
    const { splits: later } = await explained('totals.all.executed', { ...SETTLEMENT_2021, asOf: '2022-10-15' });
    expect(later[3]?.parts.map(({ key }) => key)).toEqual(['firstAdvance', 'recovery', 'remainingAdvance']);
  });

  it('gives the figures of the merged provinces too', async () => {
    const asked: FigureAsked = { ...NINE_MONTHS, set: 'vn34' };
    for (const path of inRegion(ledger, asked).keys()) expectShares(openExplanation(ledger, { path, asked }));
    expectWhole(await explained('byProvince.24.all.percent', asked));
  });

  it('opens every figure of the board and of the late list', async () => {
    const board = provinceBoard(ledger, { ...NINE_MONTHS, year: 2022, position: null });
    for (const figure of ['projects', 'plan', 'committed', 'advanced', 'executed', 'settled', 'samePeriod', 'late', 'lateVnd'] as const) {
      const total = await explained(`board.total.${figure}`);
      expect([figure, total.result]).toEqual([figure, board.total[figure]]);
      expectWhole(total);
      for (const row of board.rows) {
        const path = `board.rows.${row.province.code}.${figure}`;
        expect([path, openExplanation(ledger, { path, asked: NINE_MONTHS }).figure.result]).toEqual([path, row[figure]]);
      }
    }
    for (const [stage, count] of Object.entries(board.total.stages))
      expect((await explained(`board.total.stages.${stage}`)).result).toBe(count);
    for (const [asOf, obligation, state] of [
      ['2022-01-25', 'settlement', 'late'],
      ['2022-01-25', 'settlement-dossier', 'late'],
      ['2021-12-15', 'remaining-advance', 'dueSoon'],
    ] as const) {
      const { rows } = delayedReport(ledger, { asOf, knownAt: null, region: 'north', position: null });
      const behind = rows.filter((row) => row.obligation === obligation && row.state === state);
      const found = await explained(`delayed.${obligation}.${state}`, { ...NINE_MONTHS, asOf, year: null });
      expect([found.path, found.result]).toEqual([`delayed.${obligation}.${state}.vnd`, sum(behind.map(({ vnd }) => vnd))]);
      expect(found.projects.map(({ code }) => code).sort()).toEqual(behind.map(({ project }) => project).sort());
      expect((await explained(`delayed.${obligation}.${state}.count`, { ...NINE_MONTHS, asOf, year: null })).result).toBe(behind.length);
      expect(behind.length).toBeGreaterThan(0);
      expectWhole(found);
    }
  });

  it('leaves out what was recorded later and says how much', async () => {
    const now = await explained('totals.all.executed');
    const known = await explained('totals.all.executed', { ...NINE_MONTHS, knownAt: '2022-09-30' });
    expect(now.leftOut).toBeNull();
    expect(known.leftOut?.events).toBeGreaterThan(0);
    expect((known.result ?? 0) + term(known.leftOut?.sums ?? {}, 'executed')).toBe(now.result);
    const eventsOf = ({ projects }: Explanation): number => projects.flatMap(({ events }) => events).length;
    expect(eventsOf(known) + (known.leftOut?.events ?? 0)).toBe(eventsOf(now));
    for (const { events } of known.projects)
      for (const { recordedAt } of events) expect(recordedAt < '2022-09-30T17:00:00.000Z').toBe(true);
    expectWhole(known);
  });

  it('knows nothing before the first record, and leaves everything out', async () => {
    const found = await explained('totals.all.percent', { ...NINE_MONTHS, knownAt: '2019-12-31' });
    expect(found).toMatchObject({ result: null, printed: '–', projects: [], projectCount: 0 });
    expect(found.leftOut?.sums['plan']).toBe((await explained('totals.all.plan')).result);
  });

  it('gives its projects in pages that make the whole', async () => {
    const all = await explained('totals.KCQG.plan');
    const opened = openExplanation(ledger, { path: 'totals.KCQG.plan', asked: NINE_MONTHS });
    const codes: string[] = [];
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page = await explanation(log, opened, { asked: NINE_MONTHS, page: { limit: 50, cursor }, position: null });
      codes.push(...page.projects.map(({ code }) => code));
      expect(page.projectCount).toBe(all.projectCount);
      cursor = page.nextCursor;
    }
    expect(codes).toEqual(all.projects.map(({ code }) => code));
    expect(codes.length).toBeGreaterThan(100);
  });
});

describe('a path that names no figure', () => {
  it.each([
    ['totals.all.percnt', 'totals.all.percent'],
    ['byProvince.38.kcqg.executed', 'byProvince.38.KCQG.executed'],
    ['byProvince.99.KCQG.executed', 'byProvince.19.KCQG.executed'],
    ['board.total.lateVdn', 'board.total.lateVnd'],
    ['delayed.setlement.late', 'delayed.settlement.late'],
    ['', 'totals.all.plan'],
    ['__proto__', 'totals.all.plan'],
  ])('%j is refused with %s among the nearest', (path, nearest) => {
    const refused = expect.objectContaining({ name: 'UnknownFigure', path, nearest: expect.arrayContaining([nearest]) });
    expect(() => findFigure(ledger, path, NINE_MONTHS)).toThrow(refused as unknown as Error);
  });

  it('is refused quickly however long it is', () => {
    expect(() => findFigure(ledger, 'x'.repeat(10_000), NINE_MONTHS)).toThrow('no figure');
  });

  it.each([
    ['totals.all.plan', { region: null }, 'region'],
    ['totals.all.plan', { source: 'KCQG' }, 'source'],
    ['totals.all.plan', { content: 'ND1' }, 'content'],
    ['board.total.plan', { year: null }, 'year'],
    ['delayed.settlement.late', { content: 'ND1' }, 'content'],
  ] as const)('%s of %j is asked of a report that cannot say', (path, part, parameter) => {
    expect(() => findFigure(ledger, path, { ...NINE_MONTHS, ...part })).toThrow(expect.objectContaining({ parameter }) as unknown as Error);
  });
});

describe('the check of the sums', () => {
  it('refuses a figure that is one đồng off', () => {
    const figure = findFigure(ledger, 'totals.all.executed', NINE_MONTHS);
    const off = { ...figure, terms: figure.terms.map((of) => ({ ...of, sum: of.sum + 1 })) };
    expect(() => openFigure(ledger, off, NINE_MONTHS)).toThrow(FiguresDisagree);
  });

  it('refuses a percentage that its terms do not make', () => {
    const figure = findFigure(ledger, 'totals.all.percent', NINE_MONTHS);
    expect(() => openFigure(ledger, { ...figure, result: 42.3 }, NINE_MONTHS)).toThrow(FiguresDisagree);
  });

  it('refuses a ledger that says something else than the log', async () => {
    const project = ledger.projectsOf([2022])[Symbol.iterator]().next().value as { id: string; facts: readonly number[] };
    await expect(eventsBehind(log, project, [0, 1])).resolves.toBeInstanceOf(Map);
    for (let at = FACT_WIDTH; at < 2 * FACT_WIDTH; at++) {
      const facts = project.facts.with(at, (project.facts[at] as number) + 1);
      await expect(eventsBehind(log, { ...project, facts }, [0, 1])).rejects.toThrow(FiguresDisagree);
    }
    await expect(eventsBehind(log, project, [project.facts.length])).rejects.toThrow(FiguresDisagree);
  });
});
