import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { packageRoot } from '#config/package-root';
import { fromDayNumber } from '#lifecycle/calendar-date';
import { item, soon } from '../mail/message.fixture.ts';
import { feedOf } from './feed.ts';
import type { FeedEntry } from './feed-entry.ts';

const NOW = '2022-09-30T01:00:00.000Z';
const OPTIONS = { now: NOW, consoleUrl: 'https://tiendo.example.vn/', alarmMinute: 7 * 60 + 30 };
const LAN = { person: 'lan.nguyen', language: 'vi' } as const;

const entry = (over: Partial<FeedEntry> = {}): FeedEntry => ({
  ...soon,
  reminders: ['2022-09-23', '2022-09-30', '2022-10-05', '2022-10-10'],
  sequence: 2,
  changedAt: '2022-09-29T03:04:05.678Z',
  endedOn: null,
  ...over,
});

interface Read {
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly status: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  readonly alarms: readonly string[];
}

/** By another library than the one that wrote it. Alarms as the moments at which they ring, on the clock of whoever looks. */
function read(text: string): readonly Read[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as [string, never[], never[]]);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const of = (name: string): string => String(component.getFirstPropertyValue(name));
    return {
      uid: event.uid,
      sequence: event.sequence,
      stamp: of('dtstamp'),
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      allDay: event.startDate.isDate && event.endDate.isDate,
      status: of('status'),
      summary: event.summary,
      description: event.description,
      url: of('url'),
      alarms: component.getAllSubcomponents('valarm').map((alarm) => {
        const trigger = alarm.getFirstProperty('trigger');
        expect(trigger?.getParameter('related')).toBe('START');
        const at = event.startDate.clone();
        at.isDate = false;
        at.addDuration(trigger?.getFirstValue() as InstanceType<typeof ICAL.Duration>);
        return at.toString();
      }),
    };
  });
}

/** Lines as they go over the wire. */
function lines(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const found: Buffer[] = [];
  for (let at = 0, end = 0; at < bytes.length; at = end + 2) {
    end = bytes.indexOf('\r\n', at);
    if (end < 0) throw new Error('the last line has no end');
    found.push(bytes.subarray(at, end));
  }
  return found;
}

describe('a feed', () => {
  it('has an all-day event for each obligation, read field by field by another library', () =>
    expect(read(feedOf(LAN, [entry()], OPTIONS))).toEqual([
      {
        uid: '7f1f6f8e-2b1f-5a55-9a43-0f6f2f4f9d11~base-appraisal@tiendo',
        sequence: 2,
        stamp: '2022-09-29T03:04:05Z',
        start: '2022-10-05',
        end: '2022-10-06',
        allDay: true,
        status: 'CONFIRMED',
        summary: 'Thẩm định cấp cơ sở: KCDP-2022-24-017',
        description: [
          'Xây dựng mô hình trình diễn kỹ thuật sản xuất bánh đa nem (Bắc Giang)',
          'Bên phải xử lý: Sở Công Thương',
          'Căn cứ: thiết lập: 15 ngày (Tiendo) (chưa kiểm chứng)',
          'Hạn đã dời từ 04/10/2022: Thông báo 3521/TB-BLĐTBXH',
          'Ngày nghỉ dự kiến, chưa công bố: 10/10/2022; hạn còn có thể dời',
          'https://tiendo.example.vn/projects/KCDP-2022-24-017',
        ].join('\n'),
        url: 'https://tiendo.example.vn/projects/KCDP-2022-24-017',
        // 23/09 has passed; the others ring at half past seven of their own days, after the due day too.
        alarms: ['2022-09-30T07:30:00', '2022-10-05T07:30:00', '2022-10-10T07:30:00'],
      },
    ]));

  it('speaks the language of its person', () => {
    const [event] = read(feedOf({ ...LAN, language: 'en' }, [entry({ vnd: 1_234_567 })], OPTIONS));
    expect(event?.summary).toBe('Carry out the base-level appraisal: KCDP-2022-24-017');
    expect(event?.description).toContain('Money waiting: 1,234,567 VND\nLegal basis:');
  });

  it('says how often to look in, and names no time zone and no method', () => {
    const text = feedOf(LAN, [entry()], OPTIONS);
    const calendar = new ICAL.Component(ICAL.parse(text) as [string, never[], never[]]);
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT6H');
    expect(String(calendar.getFirstPropertyValue('x-published-ttl'))).toBe('PT6H');
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Tiendo: hạn việc khuyến công');
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(text).not.toMatch(/VTIMEZONE|TZID|METHOD/);
    expect(text).not.toContain('lan.nguyen');
  });

  it('keeps the id of an event when its day moves, with the higher number', () => {
    const [before, after] = [entry(), entry({ due: '2022-10-06', sequence: 3 })].map((one) => read(feedOf(LAN, [one], OPTIONS))[0]);
    expect(after?.uid).toBe(before?.uid);
    expect([before?.sequence, after?.sequence]).toEqual([2, 3]);
  });

  it('tells of what ended for thirty days, without alarms, and then no more', () => {
    const ended = (endedOn: string) => read(feedOf(LAN, [entry({ endedOn, sequence: 3 })], OPTIONS));
    expect(ended('2022-09-30')).toMatchObject([{ status: 'CANCELLED', alarms: [], sequence: 3 }]);
    expect(ended('2022-08-31')).toMatchObject([{ status: 'CANCELLED' }]);
    expect(ended('2022-08-30')).toEqual([]);
  });

  it('counts the days of Vietnam: an hour before midnight in UTC is the next day', () => {
    const at = (now: string) => read(feedOf(LAN, [entry({ endedOn: '2022-08-31' })], { ...OPTIONS, now })).length;
    expect([at('2022-09-30T16:59:59.999Z'), at('2022-09-30T17:00:00.000Z')]).toEqual([1, 0]);
  });

  it('is the same bytes while nothing changes, in whatever order the obligations come', () => {
    const [a, b] = [entry(), entry({ obligation: 'monthly-report:2022-09', kind: 'monthly-report' })];
    expect(feedOf(LAN, [b, a], { ...OPTIONS, now: '2022-09-30T09:00:00.000Z' })).toBe(feedOf(LAN, [a, b], OPTIONS));
  });

  it('is a calendar without events when nothing is due', () => expect(read(feedOf(LAN, [], OPTIONS))).toEqual([]));
});

const day = fc.integer({ min: 18_000, max: 22_000 }).map(fromDayNumber);
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('ề', 'đ', 'ặ', ' ', ',', ';', '\\', '\n', '\r', '"', ':', 'x', '😀', '\u0000', '\u2028', '\\n', '\ud800'),
    maxLength: 300,
  }),
);
const entries = fc.uniqueArray(
  fc.record({
    projectId: fc.uuid(),
    code: fc.stringMatching(/^KC(QG|DP)-20\d\d-\d\d-[0-9A-Za-z]{1,20}$/),
    title: typed,
    province: typed,
    kind: fc.constantFrom('settlement' as const, 'first-advance' as const),
    obligation: fc.stringMatching(/^[A-Za-z0-9.:-]{1,60}$/),
    due: day,
    vnd: fc.option(fc.nat()),
    holder: fc.constant(item().holder),
    legalBasis: typed,
    ruleStatus: fc.constantFrom('verified' as const, 'unverified' as const),
    movedFrom: fc.option(fc.record({ due: day, why: typed })),
    expected: fc.array(day, { maxLength: 3 }),
    reminders: fc.array(day, { maxLength: 12 }),
    sequence: fc.nat(1_000),
    changedAt: fc.date({ min: new Date('2020-01-01'), max: new Date('2023-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
    endedOn: fc.option(day),
  }),
  { maxLength: 6, selector: ({ projectId }) => projectId },
);

describe('any feed', () => {
  it('is read back as it was meant, whatever people typed', () =>
    fc.assert(
      fc.property(entries, (given) => {
        const events = read(feedOf(LAN, given, OPTIONS));
        for (const event of events) {
          const of = given.find(({ projectId, obligation }) => event.uid === `${projectId}~${obligation}@tiendo`);
          if (of === undefined) throw new Error(`an event of nobody: ${event.uid}`);
          expect({ ...event, allDay: true }).toMatchObject({
            sequence: of.sequence,
            start: of.due,
            status: of.endedOn === null ? 'CONFIRMED' : 'CANCELLED',
          });
          const title = of.title
            .toWellFormed()
            .normalize('NFC')
            .replace(/[\p{Cc}\u2028]+/gu, ' ')
            .trim(); // Of every kind of blank.
          const words = title.split(' ').filter((word) => word !== '');
          expect(event.description.split('\n')[0]?.startsWith(words.join(' '))).toBe(true);
          expect(event.alarms).toEqual(
            of.endedOn === null ? of.reminders.filter((one) => one >= '2022-09-30').map((one) => `${one}T07:30:00`) : [],
          );
        }
        expect(events.length).toBeGreaterThanOrEqual(given.filter(({ endedOn }) => endedOn === null).length);
      }),
      { numRuns: 200 },
    ));

  it('has lines of at most 75 octets, none cut within a character', () =>
    fc.assert(
      fc.property(entries, (given) => {
        const utf8 = new TextDecoder('utf-8', { fatal: true });
        const told = lines(feedOf(LAN, given, OPTIONS));
        const wrong = told.filter((line) => line.length > 75 || line.includes(0x0a) || line.includes(0x0d));
        expect(wrong.map(String)).toEqual([]);
        for (const line of told) utf8.decode(line);
      }),
      { numRuns: 200 },
    ));
});

describe('the host', () => {
  it('may be in any time zone', async () => {
    const program = `
      import { feedOf } from '#reminders/feed/feed';
      import { soon } from ${JSON.stringify(join(import.meta.dirname, '../mail/message.fixture.ts'))};
      const entry = { ...soon, reminders: ['2022-10-05'], sequence: 1, changedAt: ${JSON.stringify(NOW)}, endedOn: null };
      const offset = new Date(0).getTimezoneOffset();
      process.stdout.write(offset + '\\n' + feedOf(${JSON.stringify(LAN)}, [entry], ${JSON.stringify(OPTIONS)}));`;
    const ask = async (zone: string): Promise<readonly [offset: string, feed: string]> => {
      const args = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', program];
      const { stdout } = await promisify(execFile)(process.execPath, args, {
        cwd: packageRoot(),
        env: { TZ: zone },
      });
      const [offset = '', ...feed] = stdout.split('\n');
      return [offset, feed.join('\n')];
    };
    const told = await Promise.all(['Asia/Ho_Chi_Minh', 'UTC', 'America/St_Johns', 'Pacific/Kiritimati'].map(ask));
    expect(new Set(told.map(([offset]) => offset)).size).toBe(4);
    expect(told[0]?.[1]).toContain('DTSTART;VALUE=DATE:20221005');
    expect(new Set(told.map(([, feed]) => feed)).size).toBe(1);
  });
});
