import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DelayedReport } from '#contracts/figures';
import { addDays, days as daysOf } from '#lifecycle/calendar-date';
import { emptyFigures, inLog, project, REGISTER, registerEvents } from '#read-models/figures/figures.fixture';
import { Ledger } from '#read-models/figures/ledger';
import { obligations } from '#read-models/figures/obligations';
import { deadlines } from '#reference/rules/deadlines';
import { pauseRules } from '#reference/rules/pauses';
import { readRegister } from '#testkit/register-events';
import { oracleDelayed } from '#testkit/register-oracle';
import { delayedOf, delayedReport } from './delayed-report.ts';

type Sums = Readonly<Record<string, { readonly projects: number; readonly vnd: number }>>;

const expected = JSON.parse(readFileSync('libs/reference/data/expected-delayed.json', 'utf8')) as Record<string, Sums>;
const register = readRegister(REGISTER);
const events = registerEvents();
let ledger: Ledger;

beforeAll(() => {
  const db = emptyFigures();
  project(db, events);
  ledger = new Ledger(db);
});

const at = (asOf: string): DelayedReport => delayedReport(ledger, { asOf, knownAt: null, position: null });

function sums({ rows }: DelayedReport): Sums {
  const result: Record<string, { projects: number; vnd: number }> = {};
  for (const { source, obligation, state, vnd } of rows) {
    const sum = (result[`${source} ${obligation} ${state}`] ??= { projects: 0, vnd: 0 });
    sum.projects += 1;
    sum.vnd += vnd;
  }
  return result;
}

describe('the delayed disbursements of the sample register', () => {
  it.each(['2021-12-15', '2022-02-15', '2022-09-30'])('sum up as expected at %s', (asOf) => {
    expect(sums(at(asOf))).toEqual(expected[asOf]);
  });

  it('agree with the recomputation from the register at 60 dates', () => {
    for (let day = 0; day < 60; day++) {
      const asOf = new Date(Date.UTC(2021, 1, 3) + day * 11 * 86_400_000).toISOString().slice(0, 10);
      expect([asOf, sums(at(asOf))]).toEqual([asOf, oracleDelayed(register, asOf)]);
    }
  });

  it('come with the most overdue first, whom they wait for and the rule they were counted by', () => {
    const { rows } = at('2022-09-30');
    const [first] = rows;
    expect(rows.map(({ days }) => days)).toEqual(rows.map(({ days }) => days).sort((a, b) => b - a));
    expect(first).toMatchObject({
      obligation: 'first-advance',
      state: 'late',
      whoCanAct: { vi: 'Đơn vị thực hiện: lập đề nghị tạm ứng' },
      rule: { id: 'deadline-first-advance', status: 'unverified' },
    });
    expect(delayedOf(ledger, first?.projectId ?? '', { asOf: '2022-09-30', knownAt: null })).toEqual([first]);
  });

  it('can be asked for by region, year, source, obligation and state', () => {
    const asked = { asOf: '2022-09-30', knownAt: null, position: null };
    const all = at('2022-09-30').rows;
    expect(delayedReport(ledger, { ...asked, region: 'south' }).rows).toEqual([]);
    expect(delayedReport(ledger, { ...asked, region: 'north', year: 2022 }).rows).toEqual(all);
    expect(delayedReport(ledger, { ...asked, year: 2021 }).rows).toEqual([]);
    const some = delayedReport(ledger, { ...asked, source: 'KCQG', obligation: 'settlement-dossier', state: 'dueSoon' }).rows;
    expect(some).toEqual(all.filter(({ source, obligation }) => source === 'KCQG' && obligation === 'settlement-dossier'));
    expect(some).toHaveLength(2);
  });

  it('follow the deadline that is configured', () => {
    const sooner = deadlines.map((rule) => (rule.obligation === 'first-advance' ? { ...rule, after: { days: 400 } } : rule));
    const found = obligations(ledger, { asOf: '2022-09-30', knownAt: null }, { deadlines: sooner, pauseRules, dueSoonDays: 10 });
    expect(found.filter(({ kind }) => kind === 'first-advance')).toEqual([]);
  });

  it('are none where nothing was known', () => {
    expect(delayedReport(ledger, { asOf: '2022-09-30', knownAt: '2022-10-14', position: null }).rows).toEqual([]);
  });

  it('name the Sở once the advance is asked for, and the payer once the volume is confirmed', () => {
    const { projectId } = at('2022-09-30').rows.find(({ source }) => source === 'KCQG') ?? { projectId: '' };
    const stream = `project-${projectId}`;
    const revision = events.filter((event) => event.stream === stream).length;
    const base = { stream, occurredOn: '2022-06-01', recordedAt: '2022-10-16T03:00:00.000Z' };
    const requested = { ...base, revision, type: 'AdvanceRequested', data: { tranche: 'first', amount: 1 } };
    const confirmed = { ...base, revision: revision + 1, type: 'VolumeConfirmed', data: { tranche: 'first', percent: 75 } };
    const holders = [[], [requested], [requested, confirmed]].map((more) => {
      const db = emptyFigures();
      project(db, inLog([...events, ...more]));
      return delayedOf(new Ledger(db), projectId, { asOf: '2022-09-30', knownAt: null })[0]?.whoCanAct.vi;
    });
    expect(holders).toEqual([
      'Đơn vị thực hiện: lập đề nghị tạm ứng',
      'Sở Công Thương: xác nhận khối lượng',
      'Cục quản lý khuyến công: chi tạm ứng',
    ]);
  });

  it('are paused while a clock stands still, and due as much later', () => {
    const row = at('2022-09-30').rows.find(({ source, obligation }) => source === 'KCQG' && obligation === 'first-advance');
    if (row === undefined) throw new Error('no first advance is late');
    const { projectId, obligation, days, due } = row;
    const stream = `project-${projectId}`;
    const revision = events.filter((event) => event.stream === stream).length;
    const acts = (...list: readonly (readonly [type: string, after: number, deadline: string])[]) => {
      const db = emptyFigures();
      const more = list.map(([type, after, deadline], index) => ({
        ...{ stream, revision: revision + index, recordedAt: '2022-10-16T03:00:00.000Z', type },
        ...{ occurredOn: addDays(due, daysOf(after)), data: { deadline, document: '15/CTĐP-KC', reason: 'Chờ hướng dẫn' } },
      }));
      project(db, inLog([...events, ...more]));
      const found = delayedOf(new Ledger(db), projectId, { asOf: '2022-09-30', knownAt: null });
      return found.map((one) => [one.obligation, one.state, one.days]);
    };
    expect(acts()).toEqual([[obligation, 'late', days]]);
    // Six days were left when it was stopped, its last one included.
    expect(acts(['DeadlinePaused', -5, obligation])).toEqual([[obligation, 'paused', -6]]);
    expect(acts(['DeadlinePaused', 3, obligation])).toEqual([[obligation, 'paused', days]]);
    expect(acts(['DeadlinePaused', -5, obligation], ['DeadlineResumed', 5, obligation])).toEqual([[obligation, 'late', days - 10]]);
    expect(acts(['DeadlinePaused', -5, 'settlement'])).toEqual([[obligation, 'late', days]]);
  });
});
