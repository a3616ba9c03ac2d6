import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { stepStream } from './reminder.events.ts';
import { item, stamp } from './reminder.fixture.ts';
import { reminderStep } from './step.decider.ts';

const { given } = scenarios(reminderStep);
const claim = { ...stamp, type: 'ClaimStep', item: item(), delivery: 'reminder-delivery~an~2022-02-07~email' } as const;
const claimed = { on: '2022-02-07', type: 'ReminderClaimed', data: { ...item(), delivery: claim.delivery } } as const;

describe('a step of a ladder for one recipient', () => {
  it('is named after what it is for, the last day included: a moved deadline is told anew', () =>
    expect(stepStream(item(), 'email', 'an')).toBe('reminder-p-1~settlement-dossier~before-3~2022-02-10~email~an'));
  it('belongs to the delivery that claims it first', () => {
    given().when(claim).then({ type: 'ReminderClaimed', data: claimed.data });
    given(claimed).when(claim).thenNothing();
    given(claimed)
      .when({ ...claim, delivery: 'reminder-delivery~an~2022-02-08~email' })
      .thenRefused('already-done', { by: claim.delivery });
  });
  it('is not claimed on a day that has not come', () =>
    given()
      .when({ ...claim, occurredOn: '2023-01-01' })
      .thenRefused('in-the-future', { today: '2022-12-31' }));
});
