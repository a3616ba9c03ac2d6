import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currentRules } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { type Delivery, delivery, type DeliveryCommand, type DeliveryEvent } from './delivery.decider.ts';
import { item, operator, stamp } from './reminder.fixture.ts';

const context = { today: '2022-12-31', rules: currentRules };
/** Minutes since a morning: clocks of several workers, which go back and forth. */
const instant = (minute: number): string => new Date(Date.UTC(2022, 1, 7, 1, minute)).toISOString();

const holder = fc.constantFrom('w-1', 'w-2', 'w-3');
const minute = fc.integer({ min: 0, max: 60 });
const command: fc.Arbitrary<DeliveryCommand> = fc.oneof(
  fc.constant({
    ...stamp,
    type: 'ClaimDelivery' as const,
    recipient: 'an',
    day: '2022-02-07',
    channel: 'email' as const,
    items: [item()],
    messageId: 'm',
  }),
  fc.record({ holder, at: minute, length: fc.integer({ min: 1, max: 10 }) }).map(({ at, length, ...rest }) => ({
    ...stamp,
    type: 'LeaseDelivery' as const,
    ...rest,
    at: instant(at),
    until: instant(at + length),
  })),
  holder.map((by) => ({ ...stamp, type: 'ReportSent' as const, holder: by, response: '250', leftOut: [] })),
  fc.record({ holder, retry: fc.option(minute) }).map(({ holder: by, retry }) => ({
    ...{ ...stamp, type: 'ReportFailed' as const, holder: by, reason: '451' },
    retryAt: retry === null ? null : instant(retry),
  })),
  holder.map((by) => ({ ...stamp, type: 'WithdrawDelivery' as const, holder: by, reason: 'done' })),
  fc.constant({ ...operator, type: 'AskResend' as const, delivery: 'd', reason: 'x' }),
);

/** What happens when the commands come in a row; a refusal changes nothing. */
function lived(commands: readonly DeliveryCommand[]): readonly { readonly event: DeliveryEvent; readonly by: DeliveryCommand }[] {
  let state: Delivery = delivery.initial;
  return commands.flatMap((by) => {
    try {
      const events = delivery.decide(by, state, context);
      for (const event of events) state = delivery.evolve(state, event, { on: by.occurredOn, actor: by.actor });
      return events.map((event) => ({ event, by }));
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  });
}

const random = fc.array(command, { minLength: 5, maxLength: 60 });

describe('whatever is said to a delivery, in any order', () => {
  it('attempts count up by one', () =>
    fc.assert(
      fc.property(random, (commands) => {
        const attempts = lived(commands).flatMap(({ event }) => (event.type === 'DeliveryLeased' ? [event.data.attempt] : []));
        expect(attempts).toEqual(attempts.map((_, index) => index + 1));
      }),
      { numRuns: 300 },
    ));

  it('every outcome is of the last lease, by its holder, and each lease has one at most', () =>
    fc.assert(
      fc.property(random, (commands) => {
        let open: { readonly attempt: number; readonly holder: string } | null = null;
        for (const { event, by } of lived(commands)) {
          if (event.type === 'DeliveryLeased') open = event.data;
          if (!['DeliverySent', 'DeliveryFailed', 'DeliveryWithdrawn'].includes(event.type)) continue;
          expect(open).not.toBeNull();
          expect('holder' in by && by.holder).toBe(open?.holder);
          if ('attempt' in event.data) expect(event.data.attempt).toBe(open?.attempt);
          open = null;
        }
      }),
      { numRuns: 300 },
    ));

  it('a lease begins after the end of the one before, or after its outcome', () =>
    fc.assert(
      fc.property(random, (commands) => {
        let until = '';
        for (const { event, by } of lived(commands)) {
          if (event.type === 'DeliveryLeased') {
            expect('at' in by && by.at >= until).toBe(true);
            ({ until } = event.data);
          } else until = '';
        }
      }),
      { numRuns: 300 },
    ));

  it('it is claimed once, and sent once and once more for each time that a person asks', () =>
    fc.assert(
      fc.property(random, (commands) => {
        const events = lived(commands).map(({ event }) => event.type);
        expect(events.filter((type) => type === 'DeliveryClaimed').length).toBeLessThanOrEqual(1);
        let maySend = 1;
        for (const type of events) {
          if (type === 'ResendAsked') maySend = 1;
          if (type === 'DeliverySent') maySend -= 1;
          expect(maySend).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    ));
});
