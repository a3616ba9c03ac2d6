import { describe, expect, it } from '@jest/globals';
import { fileRows } from './calendar-file.fixture.ts';
import type { CalendarDay } from './calendar.events.ts';
import { sortRows } from './file-rows.ts';
import type { KeptDay } from './known-days.ts';

const kept = (day: CalendarDay, more: Partial<KeptDay> = {}): KeptDay => ({ ...day, until: null, revoked: null, ...more });
const of = (date: string): CalendarDay => fileRows.find((row) => row.date === date) as CalendarDay;

describe('the rows of a file', () => {
  it('go into an empty calendar whole, and nowhere the second time', () => {
    expect(sortRows(fileRows, [])).toEqual({ toSet: fileRows, alreadyThere: 0, left: [] });
    expect(
      sortRows(
        fileRows,
        fileRows.map((row) => kept(row)),
      ),
    ).toEqual({ toSet: [], alreadyThere: 118, left: [] });
  });
  it('correct what says something else', () => {
    const [day, other] = [of('2026-01-02'), kept({ ...of('2026-01-02'), name: 'Tên cũ' })];
    expect(sortRows([day], [other]).toSet).toEqual([day]);
    const expected = kept({ ...of('2026-01-02'), status: 'unverified', announcedOn: null });
    expect(sortRows([day], [expected]).toSet).toEqual([day]);
  });
  it('never undo what was entered by hand', () => {
    const taken = kept(of('2026-01-02'), { until: '2026-01-01', revoked: 'Thu hồi' });
    expect(sortRows([of('2026-01-02')], [taken]).left).toEqual([{ day: of('2026-01-02'), why: 'revoked' }]);
    const announced = kept({ ...of('2027-02-05'), status: 'verified', announcedOn: '2026-11-20', documentNo: '9999' });
    expect(sortRows([of('2027-02-05')], [announced]).left).toEqual([{ day: of('2027-02-05'), why: 'counts-already' }]);
    const later = kept({ ...of('2026-09-01'), kind: 'holiday', announcedOn: '2026-08-01', name: 'Theo thông báo mới' });
    expect(
      sortRows(
        fileRows.slice(0, 3),
        fileRows
          .slice(0, 2)
          .map((row) => kept(row))
          .with(0, kept({ ...(fileRows[0] as CalendarDay), announcedOn: '2019-12-01' })),
      ),
    ).toMatchObject({
      ...{ alreadyThere: 1, left: [{ why: 'later-notice' }], toSet: [fileRows[2]] },
    });
    expect(sortRows([of('2026-09-01')], [later]).left).toEqual([{ day: of('2026-09-01'), why: 'later-notice' }]);
  });
  it('take the place of what was only expected, though it had been taken back before', () => {
    const day = of('2026-01-02');
    const rows = [kept(day, { until: '2026-01-01', revoked: 'x' }), kept({ ...day, status: 'unverified', announcedOn: '2026-01-03' })];
    expect(sortRows([day], rows).toSet).toEqual([day]);
    expect(sortRows([of('2026-01-10')], rows).toSet).toEqual([of('2026-01-10')]);
  });
  it('of a day that was taken back and set again are judged by what stands there', () => {
    const taken = kept(of('2026-01-02'), { until: '2026-01-01', revoked: 'Thu hồi' });
    expect(sortRows([of('2026-01-02')], [taken, kept(of('2026-01-02'))])).toEqual({ toSet: [], alreadyThere: 1, left: [] });
  });
});
