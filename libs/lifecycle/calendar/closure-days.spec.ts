import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '../refusal.ts';
import { closureDays } from './closure-days.ts';

const closure = { from: '2026-09-14', to: '2026-09-15', reason: 'Bão số 5', documentNo: '12/CĐ-UBND', announcedOn: '2026-09-13' };

describe('the days of a closure', () => {
  it('are a row each, with the document and the day on which it was announced', () => {
    const row = { kind: 'closure', name: 'Bão số 5', basis: '12/CĐ-UBND', documentNo: '12/CĐ-UBND', announcedOn: '2026-09-13' };
    expect(closureDays(closure)).toEqual(['2026-09-14', '2026-09-15'].map((date) => ({ date, ...row, status: 'verified', source: null })));
    expect(closureDays({ ...closure, to: closure.from })).toHaveLength(1);
  });
  it('have the weekends among them', () => expect(closureDays({ ...closure, to: '2026-09-20' })).toHaveLength(7));
  it('are in order, and at most 200', () => {
    const refused = (change: object): unknown => {
      try {
        return closureDays({ ...closure, ...change });
      } catch (error) {
        return { ...(error as Refusal) };
      }
    };
    expect(refused({ to: '2026-09-13' })).toMatchObject({
      code: 'date-order',
      facts: { field: 'to', from: '2026-09-14', to: '2026-09-13' },
    });
    expect(closureDays({ ...closure, from: '2026-01-01', to: '2026-07-19' })).toHaveLength(200);
    expect(refused({ from: '2026-01-01', to: '2026-07-20' })).toMatchObject({
      ...{ code: 'calendar-row', facts: { row: 201, date: '2026-07-20', field: 'to', why: 'too-many', most: 200 } },
    });
  });
});
