import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Timer } from '#commands/clock';
import { Office, registerRows, type Row, rowOn, type SetClock } from './office.fixture.ts';

let office: Office;
afterEach(() => office.close());

const row = rowOn(registerRows[0] as Row, '2021-03-01') as Row;

const DRAIN_MS = 20_000;

/** Time that passes as soon as somebody waits for it; only the end of a stop does not come. */
class Passing implements Timer {
  readonly waits: number[] = [];
  #ms = 0;

  constructor(private readonly clock: SetClock) {}

  nowMs(): number {
    return this.#ms;
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms === DRAIN_MS) return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    this.waits.push(ms);
    this.#ms += ms;
    this.clock.instant = new Date(Date.parse(this.clock.instant) + ms).toISOString();
    await setImmediate();
  }
}

async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 20_000 && !done(); turn++) await setImmediate();
}

describe('the clock in a process', () => {
  it('wakes at the opening of the day on which a step falls due', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set('2021-04-19', '07:28');
    const timer = new Passing(office.clock);
    const reminders = office.reminders({ timer, sweepSeconds: 60 });
    reminders.start();
    await until(() => office.mail.sent.length > 0);
    await reminders.stop();
    expect(office.mail.sent).toHaveLength(1);
    expect(timer.waits.slice(0, 2)).toEqual([60_000, 60_000]);
    const claimed = (await office.events()).find(({ type }) => type === 'DeliveryClaimed');
    expect(claimed?.meta['recordedAt']).toBe('2021-04-19T00:30:00.000Z');
  });

  it('looks at once at what came due while a look was at work', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set('2021-04-19', '07:29');
    const isQuiet = (): boolean => {
      // The first look passes the opening.
      if (office.today === '2021-04-19' && office.clock.instant < '2021-04-19T00:30') office.clock.set('2021-04-19', '07:31');
      return false;
    };
    const timer = new Passing(office.clock);
    const reminders = office.reminders({ timer, isQuiet, sweepSeconds: 60 });
    reminders.start();
    await until(() => office.mail.sent.length > 0);
    await reminders.stop();
    expect(timer.waits[0]).toBe(0);
    expect(office.mail.sent).toHaveLength(1);
  });

  it('goes on after a look that failed, and says what was wrong meanwhile', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set('2021-04-19');
    const errors: unknown[] = [];
    let broken = true;
    office.mail.answer = () => {
      if (broken) throw new Error('no network');
      return { sent: true, response: '250' };
    };
    const timer = new Passing(office.clock);
    const reminders = office.reminders({ timer, onError: (error) => (errors.push(error), (broken = false)) });
    reminders.start();
    await until(() => office.mail.sent.length > 0);
    expect(errors).toMatchObject([{ message: 'no network' }]);
    expect(reminders.stats()).toMatchObject({ stalled: false });
    await reminders.stop();
    expect(office.mail.sent).toHaveLength(1);
  });

  it('waits for a message on its way when it stops, and makes no new look', async () => {
    office = await Office.on('2021-03-01');
    await office.register([row]);
    office.clock.set('2021-04-19');
    let answer: () => void = () => undefined;
    office.mail.answer = () => new Promise((resolve) => (answer = () => resolve({ sent: true, response: '250' })));
    const reminders = office.reminders();
    reminders.start();
    let stopped = false;
    for (let turn = 0; turn < 2_000 && (await office.events()).every(({ type }) => type !== 'DeliveryLeased'); turn++) await setImmediate();
    await setImmediate();
    const stopping = reminders.stop().then(() => (stopped = true));
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    expect(stopped).toBe(false);
    answer();
    await stopping;
    expect((await office.events()).at(-1)?.type).toBe('DeliverySent');
  });
});
