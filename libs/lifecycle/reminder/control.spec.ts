import { describe, expect, it } from '@jest/globals';
import { type Past, scenarios } from '#testkit/scenario';
import { type ControlEvent, exclusionOf, nothingPaused, pausedKind, reminderControl } from './control.decider.ts';
import { operator, stamp } from './reminder.fixture.ts';

const { given, stateAfter } = scenarios(reminderControl);
const reason = 'Đang rà soát';
const on = '2022-02-07';
const past = (event: ControlEvent): Past<ControlEvent> => ({ ...event, on, actor: 'u-operator' });
const paused = past({ type: 'RemindersPaused', data: { kind: 'settlement', reason } });
const pause = { ...operator, type: 'PauseReminders', kind: 'settlement', reason } as const;
const named = { project: 'p-1', obligation: 'settlement', recipient: null };
const excluded = past({ type: 'ReminderExcluded', data: { ...named, reason } });
const webhook = { webhook: 'so-ct-38', url: 'https://example.invalid/hook', province: 'vn63.38' };
const added = past({ type: 'WebhookAdded', data: webhook });

describe('a kind of deadline', () => {
  it('is paused with a reason, and goes on with one', () => {
    given()
      .when(pause)
      .then({ type: 'RemindersPaused', data: { kind: 'settlement', reason } });
    given(paused).when(pause).thenNothing();
    const resume = { ...operator, type: 'ResumeReminders', kind: 'settlement', reason: 'xong' } as const;
    given(paused)
      .when(resume)
      .then({ type: 'RemindersResumed', data: { kind: 'settlement', reason: 'xong' } });
    given().when(resume).thenNothing();
    given()
      .when({ ...pause, reason: '' })
      .thenRefused('blank', { field: 'reason' });
  });

  it('is paused by itself or with all', () => {
    const all = stateAfter([past({ type: 'RemindersPaused', data: { kind: 'all', reason } })]);
    expect(pausedKind(all, 'acceptance')).toEqual({ kind: 'all', reason, by: 'u-operator', on });
    expect(pausedKind(stateAfter([paused]), 'acceptance')).toBeUndefined();
    expect(pausedKind(stateAfter([paused]), 'settlement')).toMatchObject({ reason });
    expect(stateAfter([paused, past({ type: 'RemindersResumed', data: { kind: 'settlement', reason } })])).toEqual(nothingPaused);
  });
});

describe('one deadline', () => {
  it('is left out for everybody or for one, and taken in again', () => {
    given()
      .when({ ...operator, type: 'ExcludeReminder', ...named, reason })
      .then({ type: 'ReminderExcluded', data: { ...named, reason } });
    given(excluded)
      .when({ ...operator, type: 'ExcludeReminder', ...named, reason })
      .thenNothing();
    given(excluded)
      .when({ ...operator, type: 'IncludeReminder', ...named, reason })
      .then({ type: 'ReminderIncluded', data: { ...named, reason } });
    given(excluded)
      .when({ ...operator, type: 'IncludeReminder', ...named, recipient: 'an', reason })
      .thenNothing();
    given()
      .when({ ...operator, type: 'ExcludeReminder', ...named, project: '', reason })
      .thenRefused('blank', { field: 'project' });
    expect(stateAfter([excluded, past({ type: 'ReminderIncluded', data: { ...named, reason } })])).toEqual(nothingPaused);
  });

  it('is left out for those who were named', () => {
    const state = stateAfter([past({ type: 'ReminderExcluded', data: { ...named, recipient: 'an', reason } })]);
    expect(exclusionOf(state, { ...named, recipient: 'an' })).toMatchObject({ reason, by: 'u-operator' });
    expect(exclusionOf(state, { ...named, recipient: 'binh' })).toBeUndefined();
    expect(exclusionOf(stateAfter([excluded]), { ...named, recipient: 'binh' })).toMatchObject({ reason });
    expect(exclusionOf(stateAfter([excluded]), { ...named, project: 'p-2', recipient: 'binh' })).toBeUndefined();
  });
});

describe('a webhook', () => {
  it('is added once and removed with a reason', () => {
    const add = { ...operator, type: 'AddWebhook', ...webhook } as const;
    given().when(add).then({ type: 'WebhookAdded', data: webhook });
    given(added).when(add).thenNothing();
    given(added)
      .when({ ...add, province: null })
      .thenRefused('named-twice', { name: 'so-ct-38' });
    const remove = { ...operator, type: 'RemoveWebhook', webhook: 'so-ct-38', reason } as const;
    given(added)
      .when(remove)
      .then({ type: 'WebhookRemoved', data: { webhook: 'so-ct-38', reason } });
    given().when(remove).thenRefused('unknown-name', { given: 'so-ct-38' });
    expect(stateAfter([added, past({ type: 'WebhookRemoved', data: { webhook: 'so-ct-38', reason } })])).toEqual(nothingPaused);
  });

  it('has a name, an address and a province that exist', () => {
    const add = { ...operator, type: 'AddWebhook', ...webhook } as const;
    for (const [field, value] of [
      ['webhook', 'Sở CT'],
      ['url', 'ftp://example.invalid'],
      ['url', `https://example.invalid/${'x'.repeat(500)}`],
      ['province', 'vn63.99'],
      ['province', '38'],
    ] as const)
      given()
        .when({ ...add, [field]: value })
        .thenRefused('unknown-name', { field });
  });
});

it('only the operator says so, and not for a day to come', () => {
  given()
    .when({ ...stamp, type: 'PauseReminders', kind: 'all', reason })
    .thenRefused('not-your-role', { role: null });
  given()
    .when({ ...pause, occurredOn: '2023-01-01' })
    .thenRefused('in-the-future');
});
