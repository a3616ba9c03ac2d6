import { describe, expect, it } from '@jest/globals';
import { type Past, scenarios } from '#testkit/scenario';
import { delivery, type DeliveryCommand, type DeliveryEvent } from './delivery.decider.ts';
import { deliveryStream } from './reminder.events.ts';
import { item, operator, stamp } from './reminder.fixture.ts';

const { given, stateAfter } = scenarios(delivery);
const on = '2022-02-07';
const claim = { ...stamp, type: 'ClaimDelivery', recipient: 'an', day: on, channel: 'email', items: [item()], messageId: 'm-1' } as const;
const { recipient, day, channel, items, messageId } = claim;
const claimed = { on, type: 'DeliveryClaimed', data: { recipient, day, channel, items, messageId } } satisfies Past<DeliveryEvent>;
const lease = {
  ...stamp,
  type: 'LeaseDelivery',
  holder: 'w-1',
  at: '2022-02-07T01:00:00.000Z',
  until: '2022-02-07T01:02:00.000Z',
} as const;
const leased = (attempt = 1, holder = 'w-1'): Past<DeliveryEvent> => ({
  on,
  type: 'DeliveryLeased',
  data: { attempt, holder, until: lease.until },
});
const reportSent = { ...stamp, type: 'ReportSent', holder: 'w-1', response: '250 ok', leftOut: [] } as const;
const sent = { on, type: 'DeliverySent', data: { attempt: 1, messageId, response: '250 ok', leftOut: [] } } satisfies Past<DeliveryEvent>;
const failed = (retryAt: string | null): Past<DeliveryEvent> => ({
  on,
  type: 'DeliveryFailed',
  data: { attempt: 1, reason: '451', retryAt },
});
const ask = { ...operator, type: 'AskResend', delivery: deliveryStream('an', on, 'email'), reason: 'Chưa nhận được' } as const;
const asked = { on, type: 'ResendAsked', data: { delivery: ask.delivery, reason: ask.reason } } satisfies Past<DeliveryEvent>;
const eventOf = ({ on: _on, ...event }: Past<DeliveryEvent>): DeliveryEvent => event as DeliveryEvent;
const after = (at: string) => ({ at, until: '2022-02-07T09:00:00.000Z' });

describe('a delivery', () => {
  it('is claimed once, with something to say', () => {
    given().when(claim).then(eventOf(claimed));
    given(claimed).when(claim).thenRefused('already-done', { status: 'owed' });
    given()
      .when({ ...claim, items: [] })
      .thenRefused('blank', { field: 'items' });
    given()
      .when({ ...claim, occurredOn: '2023-01-01' })
      .thenRefused('in-the-future');
  });

  it('may be sent by one at a time, until the lease ends', () => {
    given().when(lease).thenRefused('nothing-to-do', { status: 'absent' });
    given(claimed).when(lease).then(eventOf(leased()));
    given(claimed, leased()).when(lease).thenNothing();
    given(claimed, leased())
      .when({ ...lease, holder: 'w-2', at: '2022-02-07T01:01:59.999Z' })
      .thenRefused('already-done', { by: 'w-1', until: lease.until });
    given(claimed, leased())
      .when({ ...lease, holder: 'w-2', ...after(lease.until) })
      .then({ type: 'DeliveryLeased', data: { attempt: 2, holder: 'w-2', until: '2022-02-07T09:00:00.000Z' } });
    given(claimed)
      .when({ ...lease, until: lease.at })
      .thenRefused('date-order', { field: 'until' });
  });

  it('has an outcome from its holder alone, late if need be', () => {
    given(claimed, leased()).when(reportSent).then(eventOf(sent));
    given(claimed).when(reportSent).thenRefused('nothing-to-do');
    given(claimed, leased(), leased(2, 'w-2')).when(reportSent).thenRefused('nothing-to-do', { by: 'w-2' });
    given(claimed, leased(), sent).when(reportSent).thenRefused('nothing-to-do', { status: 'sent' });
    given(claimed, leased())
      .when({ ...stamp, type: 'WithdrawDelivery', holder: 'w-1', reason: 'done' })
      .then({ type: 'DeliveryWithdrawn', data: { reason: 'done' } });
  });

  it('that failed is tried again when its time has come, or never', () => {
    const later = '2022-02-07T02:00:00.000Z';
    const report = { ...stamp, type: 'ReportFailed', holder: 'w-1', reason: '451', retryAt: later } as const;
    given(claimed, leased())
      .when(report)
      .then(eventOf(failed(later)));
    given(claimed, leased(), failed(later)).when(lease).thenRefused('nothing-to-do', { retryAt: later });
    given(claimed, leased(), failed(later))
      .when({ ...lease, ...after(later) })
      .then({ type: 'DeliveryLeased', data: { attempt: 2, holder: 'w-1', until: '2022-02-07T09:00:00.000Z' } });
    given(claimed, leased(), failed(null)).when(lease).thenRefused('nothing-to-do', { status: 'failed' });
  });

  it('is sent again when the operator asks, and says why', () => {
    given(claimed, leased(), sent).when(lease).thenRefused('nothing-to-do', { status: 'sent' });
    given(claimed, leased(), sent).when(ask).then(eventOf(asked));
    given(claimed, leased(), failed(null)).when(ask).then(eventOf(asked));
    given(claimed, leased(), failed('2022-02-08T00:00:00.000Z')).when(ask).then(eventOf(asked));
    given(claimed, leased(), sent, asked)
      .when({ ...lease, ...after(lease.until) })
      .then({
        type: 'DeliveryLeased',
        data: { attempt: 2, holder: 'w-1', until: '2022-02-07T09:00:00.000Z', resend: 'Chưa nhận được' },
      });
    given(claimed).when(ask).thenNothing();
    given(claimed, leased()).when(ask).thenNothing();
    given().when(ask).thenRefused('nothing-to-do', { status: 'absent' });
    given(claimed, leased(), sent)
      .when({ ...ask, reason: ' ' })
      .thenRefused('blank');
    given(claimed, leased(), sent)
      .when({ ...ask, role: 'supervisor' } as DeliveryCommand)
      .thenRefused('not-your-role');
  });

  it('keeps why it is sent again through a failure', () => {
    const again = { on, type: 'DeliveryLeased', data: { attempt: 2, holder: 'w-1', until: lease.until, resend: 'x' } } as const;
    expect(stateAfter([claimed, leased(), sent, asked, again, failed('2022-02-08T00:00:00.000Z')])).toMatchObject({
      resend: 'x',
      attempts: 2,
    });
  });

  it('a damaged stream is not read on', () => expect(() => stateAfter([leased()])).toThrow('before the claim'));
});
