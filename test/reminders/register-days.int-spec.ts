import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import { type Expected, expectedText, remindersExpected } from '#testkit/reminder-oracle';
import { calendarRows, contactRows, daysFrom, livedThrough, REGISTER, rowsOf } from './register-days.ts';

/** One project in thirty: both programmes, stops, settlements late and in time. The whole register: `proof reminders --register`. */
const rows = rowsOf(REGISTER).filter((_, index) => index % 30 === 5);
const days = daysFrom('2021-08-15', '2022-10-15');

let folder: string;
let sent: readonly Expected[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-register-days-'));
  sent = await livedThrough({ log: new MemoryLog(), folder, rows, days });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the register, day by day, with a sweep at nine', () => {
  it('sends exactly what a slower calculation expects', () => {
    const expected = [...remindersExpected({ rows, calendar: calendarRows(), contacts: contactRows(), days })];
    const [told, due] = [sent, expected].map((all) => all.map(expectedText).sort()) as [string[], string[]];
    expect(told).toEqual(due);
    expect(told.length).toBeGreaterThan(300);
  });

  it('never sends after what it asks for was done, or twice', () => {
    const stops: Readonly<Record<string, readonly string[]>> = {
      'base-appraisal': ['base_appraised_on'],
      'first-advance': ['advance1_on'],
      'monthly-report': ['accepted_on'],
      acceptance: ['accepted_on'],
      'remaining-advance': ['advance2_on'],
    };
    for (const { code, obligation, day } of sent) {
      const row = rows.find((one) => one['code'] === code);
      const [kind = ''] = obligation.split(':');
      for (const column of [...(stops[kind] ?? []), 'settled_on', 'stopped_on']) {
        const on = row?.[column] ?? '';
        expect([code, obligation, day, on === '' || on > day]).toEqual([code, obligation, day, true]);
      }
    }
    const once = sent.map(({ person, code, obligation, step, due }) => `${person} ${code} ${obligation} ${step} ${due}`);
    expect(new Set(once).size).toBe(once.length);
  });
});
