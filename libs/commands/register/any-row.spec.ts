import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryLog } from '#event-log/memory-log';
import type { In } from '#lifecycle/project/project.state';
import { projectIdOfCode } from '../project-id.ts';
import { COLUMNS, DATE_COLUMNS } from './columns.ts';
import { LogView } from './log-view.ts';
import { fileOf, importing, MAIN, type Row, rowsOf } from './register-file.fixture.ts';

const SEED = 20261122;
const main = rowsOf(MAIN);

/** What a hurried clerk, another program or a stranger might leave in a cell. */
const anyCell = fc.oneof(
  fc.constant(''),
  fc.constant('   '),
  fc.integer({ min: -5, max: 2_000_000_000 }).map(String),
  fc.constantFrom('1000000000000000', '999999999999999', '0', '1e9', '300.000.000', 'pass', 'fail', 'KCDP', 'ND7b', '38', '2022'),
  fc.date({ min: new Date('2019-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('=HYPERLINK("x")', '"', ',', 'a\nb', 'Ðặng', '\u0000', '\ufeff'),
);

const anyRow = fc
  .record({
    like: fc.integer({ min: 0, max: main.length - 1 }),
    changes: fc.array(fc.tuple(fc.constantFrom(...COLUMNS, ...DATE_COLUMNS), anyCell), { maxLength: 3 }),
    from: fc.option(fc.tuple(fc.integer({ min: 0, max: main.length - 1 }), fc.subarray([...COLUMNS], { maxLength: 6 })), { nil: null }),
  })
  .map(({ like, changes, from }) => {
    const row: Row = { ...(main[like] as Row) };
    if (from !== null) for (const column of from[1]) row[column] = main[from[0]]?.[column] ?? '';
    for (const [column, cell] of changes) row[column] = cell;
    return row;
  });

const vnd = (text: string | undefined): number => (text === undefined || text.trim() === '' ? 0 : Number(text));
const clean = (text: string | undefined): string => (text ?? '').normalize('NFC').trim();

/** Every fact of the row is in the state, and the state says nothing more. */
async function expectStateOf(row: Row, log: MemoryLog): Promise<void> {
  const { state } = await (await LogView.of(log)).project(projectIdOfCode(clean(row['code'])));
  if (state.status === 'absent') throw new Error('taken, but not there');
  expect(state.need).toMatchObject({
    code: clean(row['code']),
    source: row['source'],
    commune: clean(row['commune']),
    content: row['content'],
  });
  if (!('approval' in state)) {
    expect(clean(row['approved_on'])).toBe('');
    return;
  }
  const funded: In<'in-plan'> | In<'settled'> = state as In<'settled'>;
  expect({
    title: funded.draft.title,
    cost: funded.draft.totalCost,
    approved: funded.approval.amount,
    on: funded.approval.on,
    contractNo: funded.contract?.contractNo ?? '',
    paid: funded.paid,
    recovered: funded.recovered,
    accepted: funded.accepted ?? 0,
    stopReason: funded.stopReason ?? '',
    settled: (state.status as string) === 'settled',
    stopped: ['stopped', 'settled'].includes(state.status) && funded.stopReason !== null,
  }).toEqual({
    title: clean(row['title']),
    cost: vnd(row['total_cost_vnd']),
    approved: vnd(row['approved_vnd']),
    on: row['approved_on'],
    contractNo: clean(row['contract_no']),
    paid: { first: vnd(row['advance1_vnd']), next: 0, remaining: vnd(row['advance2_vnd']) },
    recovered: vnd(row['recovered_vnd']),
    accepted: vnd(row['accepted_vnd']),
    stopReason: clean(row['stop_reason']),
    settled: clean(row['settled_on']) !== '',
    stopped: clean(row['stopped_on']) !== '',
  });
}

describe('any row', () => {
  it(`is refused with a reason for a column of it, or taken as it stands (seed ${SEED})`, async () => {
    let taken = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(anyRow, async (row) => {
        const log = new MemoryLog();
        const file = fileOf([row]);
        const result = await importing(log, file);
        if (result.refused.length > 0) {
          refused += 1;
          expect(result).toMatchObject({ accepted: 0, events: 0 });
          for (const { column, message, messageEn } of result.refused) {
            expect(COLUMNS).toContain(column);
            expect([message, messageEn].join()).not.toMatch(/undefined|null|NaN|\[object|\p{Cc}/u);
          }
          expect(await log.head()).toBeNull();
          return;
        }
        taken += 1;
        await expectStateOf(row, log);
        expect(await importing(log, file)).toMatchObject({ alreadyKnown: 1, accepted: 0, refused: [], events: 0 });
      }),
      { seed: SEED, numRuns: 600 },
    );
    // Both ways out are really taken.
    expect(taken).toBeGreaterThan(60);
    expect(refused).toBeGreaterThan(200);
  });
});
