import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, fromDayNumber } from '../calendar-date.ts';
import { calendarAsKnown } from './as-known.ts';
import { fileRows } from './calendar-file.fixture.ts';
import { changedDays, countedDue, movedBy } from './moved-by.ts';
import { workingDayCount } from './working-calendar.ts';

/** The notice of 12/04/2024: off on Monday 29/04, worked on Saturday 04/05. */
const before = calendarAsKnown({ national: fileRows }, '2024-04-11');
const after = calendarAsKnown({ national: fileRows }, '2024-04-12');
const touched = fileRows.filter(({ announcedOn }) => announcedOn === '2024-04-12').map(({ date }) => date);
const changed = changedDays(before, after, touched);
const deadline = (startedOn: string, count: number) => ({ startedOn: dayNumber(startedOn), count: workingDayCount(count) });

describe('a late notice', () => {
  it('changes the days that it names, and none that it only names anew', () => {
    expect(changed.map(fromDayNumber)).toEqual(['2024-04-29', '2024-05-04']);
    expect(changedDays(before, before, touched)).toEqual([]);
    expect(changedDays(before, after, [...touched.toReversed(), ...touched, '2024-05-01'])).toEqual(changed);
  });
  it('moves the deadlines that it touches and no others', () => {
    const running = [deadline('2024-04-19', 3), deadline('2024-04-25', 3), deadline('2024-04-25', 5), deadline('2024-05-06', 2)];
    expect([...movedBy({ before, after, changed }, running, countedDue)]).toEqual([
      { deadline: running[1], from: dayNumber('2024-05-02'), to: dayNumber('2024-05-03') },
    ]);
  });
  it('moves one that starts on the day itself', () => {
    const running = [deadline('2024-04-29', 0), deadline('2024-04-29', 1)];
    expect([...movedBy({ before, after, changed }, running, countedDue)]).toEqual([
      { deadline: running[0], from: dayNumber('2024-04-29'), to: dayNumber('2024-05-02') },
    ]);
  });
  it('moves exactly those that fall on another day', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ offset: fc.integer({ min: -40, max: 20 }), count: fc.nat(30) })), (some) => {
        const running = some.map(({ offset, count }) => ({ startedOn: dayNumber('2024-05-01') + offset, count: workingDayCount(count) }));
        const moved = running.filter((one) => countedDue(one, before) !== countedDue(one, after));
        expect([...movedBy({ before, after, changed }, running, countedDue)].map((one) => one.deadline)).toEqual(moved);
      }),
    ));
});
