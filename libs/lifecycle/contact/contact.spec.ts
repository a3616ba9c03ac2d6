import { describe, expect, it } from '@jest/globals';
import type { ProvinceRef } from '#reference/province-ref';
import { type Past, scenarios } from '#testkit/scenario';
import { contact, type ContactCommand, DELIVERIES_READ_MAX } from './contact.decider.ts';
import { type Contact, type ContactEvent, contactStream } from './contact.events.ts';
import { contactFaults } from './contact-faults.ts';
import { contactAs } from './contact.fixture.ts';

const { given, stateAfter } = scenarios(contact);
const officer = contactAs('centre-officer', { person: 'th-01' });
const by = { occurredOn: '2022-10-01', actor: 'u-1', role: 'operator' } as const;
const asPerson = { occurredOn: '2022-10-01', actor: 'th-01', role: 'centre-officer' } as const;
const say = (asked: Contact): ContactCommand => ({ ...by, type: 'RecordContact', contact: asked });
const past = (...events: readonly ContactEvent[]): readonly Past<ContactEvent>[] => events.map((event) => ({ ...event, on: '2022-10-01' }));

const recorded: ContactEvent = { type: 'ContactRecorded', data: officer };
const ended: ContactEvent = { type: 'ContactEnded', data: { person: 'th-01', lastDay: '2022-09-30', reason: 'Nghỉ hưu' } };
const end = { ...by, type: 'EndContact', person: 'th-01', lastDay: '2022-09-30', reason: 'Nghỉ hưu' } as const;
const [HASH, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];
const open = { ...by, type: 'OpenFeed', person: 'th-01', secretSha256: HASH } as const;
const opened: ContactEvent = { type: 'FeedOpened', data: { person: 'th-01', secretSha256: HASH } };
const revoke = { ...by, type: 'RevokeFeed', person: 'th-01', reason: 'Lộ địa chỉ' } as const;
const [first, second] = ['reminder-delivery~th-01~2022-09-01~email', 'reminder-delivery~th-01~2022-09-02~inbox'];
const read = { ...by, type: 'MarkInboxRead', person: 'th-01', deliveries: [first] } as const;

describe('a contact', () => {
  it('has a stream of its own', () => expect(contactStream('th-01')).toBe('access-contact~th-01'));

  it('is recorded, and recorded anew when something of it changes', () => {
    given().when(say(officer)).then(recorded);
    for (const change of [{ name: 'Cán bộ khác' }, { email: null }, { province: null, role: 'auditor' }, { ownActions: true }] as const)
      given(...past(recorded))
        .when(say({ ...officer, ...change }))
        .then({ type: 'ContactRecorded', data: { ...officer, ...change } });
  });

  it('that is what it was is no news, in whatever order its fields come', () => {
    const turned = Object.fromEntries(Object.entries(officer).reverse()) as Contact;
    given(...past(recorded))
      .when(say(turned))
      .thenNothing();
  });

  it('keeps nothing that is no field of it', () =>
    given()
      .when(say({ ...officer, phone: '0900000000' } as Contact))
      .then(recorded));

  it('is recorded for today, not for tomorrow', () =>
    given()
      .when({ ...by, occurredOn: '2023-01-01', type: 'RecordContact', contact: officer })
      .thenRefused('in-the-future', { today: '2022-12-31' }));

  it('is the operator’s to keep, also where it is oneself', () => {
    for (const who of [asPerson, { ...asPerson, role: 'department-leader' as const }, { occurredOn: '2022-10-01', actor: 'u-1' }]) {
      given()
        .when({ ...who, type: 'RecordContact', contact: officer })
        .thenRefused('not-your-role', { command: 'RecordContact', who: ['operator'] });
      given(...past(recorded))
        .when({ ...end, ...who, role: 'centre-officer' })
        .thenRefused('not-your-role', { command: 'EndContact' });
    }
  });
});

describe('a contact that is not in order', () => {
  const of = (more: Partial<Record<keyof Contact, unknown>>): Contact => ({ ...officer, ...more }) as Contact;
  it.each<[Partial<Record<keyof Contact, unknown>>, string]>([
    [{ person: '' }, 'person missing'],
    [{ person: 'Th-01' }, 'person person-format'],
    [{ person: '-th' }, 'person person-format'],
    [{ person: 'demo:officer' }, 'person person-format'],
    [{ person: 'a~b' }, 'person person-format'],
    [{ person: 'th-01\n' }, 'person person-format'],
    [{ person: 'a'.repeat(41) }, 'person person-format'],
    [{ name: ' \u00a0' }, 'name missing'],
    [{ name: 'Ca\u0301n bộ' }, 'name untidy'],
    [{ name: ' Cán bộ' }, 'name untidy'],
    [{ name: 'Cán\nbộ' }, 'name control-char'],
    [{ name: 'Cán\u202ebộ' }, 'name control-char'],
    [{ name: 'ộ'.repeat(201) }, 'name too-long'],
    [{ unit: '' }, 'unit missing'],
    [{ unit: 'S'.repeat(301) }, 'unit too-long'],
    [{ role: 'chief' }, 'role unknown-role'],
    [{ role: 'constructor' }, 'role unknown-role'],
    [{ province: null }, 'province province-missing'],
    [{ province: { set: 'vn63', code: '99' } }, 'province unknown-province'],
    [{ province: { set: 'vn64', code: '01' } }, 'province unknown-province'],
    [{ province: { set: 'vn34', code: '02' } }, 'province unknown-province'],
    [{ email: '' }, 'email email'],
    [{ email: 'a@b\r\nBcc:x@y' }, 'email email'],
    [{ language: 'fr' }, 'language unknown-language'],
    [{ activeFrom: '' }, 'activeFrom missing'],
    [{ activeFrom: '2022-02-29' }, 'activeFrom date'],
    [{ activeTo: '30/09/2022' }, 'activeTo date'],
    [{ activeTo: '2020-12-31' }, 'activeTo date-order'],
  ])('%j is refused by its field', (more, found) => {
    const faults = contactFaults(of(more));
    expect(faults.map(({ field, problem }) => `${field} ${problem}`)).toEqual([found]);
    given()
      .when(say(of(more)))
      .thenRefused('contact-field', { ...faults[0] });
  });

  it('is told of all its faults at once', () =>
    expect(contactFaults(of({ name: '', email: 'x', activeFrom: 'x', activeTo: '2020-01-01' })).map(({ field }) => field)).toEqual([
      'name',
      'email',
      'activeFrom',
    ]));

  it.each<[Partial<Contact>]>([
    [{ name: `${'ộ'.repeat(199)}a` }],
    [{ email: null }],
    [{ activeTo: '2021-01-01' }],
    [{ role: 'supervisor', province: null }],
    [{ role: 'agency-officer', province: { set: 'vn34', code: '38' } as ProvinceRef }],
  ])('%j is in order', (more) => expect(contactFaults(of(more))).toEqual([]));
});

describe('the end of a contact', () => {
  it('has a last day and a reason', () => {
    given(...past(recorded))
      .when(end)
      .then(ended);
    given(...past(recorded))
      .when({ ...end, lastDay: '2023-06-30' })
      .then({ type: 'ContactEnded', data: { person: 'th-01', lastDay: '2023-06-30', reason: 'Nghỉ hưu' } });
    expect(stateAfter(past(recorded, ended))).toMatchObject({ contact: { activeTo: '2022-09-30' }, ended: { reason: 'Nghỉ hưu' } });
  });

  it('needs the contact, a reason and a day that exists, not before its first', () => {
    given().when(end).thenRefused('contact-not-found', { person: 'th-01' });
    const when = (more: object) => given(...past(recorded)).when({ ...end, ...more });
    when({ reason: ' ' }).thenRefused('blank', { field: 'reason' });
    when({ lastDay: '2020-12-31' }).thenRefused('date-order', { field: 'lastDay', activeFrom: '2021-01-01' });
    when({ lastDay: '2022-09-31' }).thenRefused('date-order', { field: 'lastDay' });
  });

  it('said again is the same, on another day another', () => {
    given(...past(recorded, ended))
      .when(end)
      .thenNothing();
    given(...past(recorded, ended))
      .when({ ...end, lastDay: '2022-10-31' })
      .then({ type: 'ContactEnded', data: { person: 'th-01', lastDay: '2022-10-31', reason: 'Nghỉ hưu' } });
  });

  it('is not undone by an older file, nor by a longer term', () => {
    for (const activeTo of [null, '2022-10-01', '2023-12-31'])
      given(...past(recorded, ended))
        .when(say({ ...officer, activeTo }))
        .thenRefused('contact-ended', { person: 'th-01', lastDay: '2022-09-30' });
  });

  it('stands while the contact is corrected within its term', () => {
    const corrected = { ...officer, name: 'Cán bộ khác', activeTo: '2022-08-31' };
    const again: ContactEvent = { type: 'ContactRecorded', data: corrected };
    given(...past(recorded, ended))
      .when(say(corrected))
      .then(again);
    given(...past(recorded, ended, again))
      .when(end)
      .then(ended);
    given(...past(recorded, ended, again))
      .when(say(officer))
      .thenRefused('contact-ended');
  });

  it('lets a later term begin, which is then free', () => {
    const back: ContactEvent = { type: 'ContactRecorded', data: { ...officer, activeFrom: '2022-10-01' } };
    given(...past(recorded, ended))
      .when(say({ ...officer, activeFrom: '2022-10-01' }))
      .then(back);
    expect(stateAfter(past(recorded, ended, back))).toMatchObject({ ended: null, contact: { activeTo: null } });
  });
});

describe('a feed', () => {
  it('is opened by the person or the operator, and a new one takes its place', () => {
    given(...past(recorded))
      .when(open)
      .then(opened);
    given(...past(recorded))
      .when({ ...open, ...asPerson })
      .then(opened);
    given(...past(recorded, opened))
      .when(open)
      .thenNothing();
    const other: ContactEvent = { type: 'FeedOpened', data: { person: 'th-01', secretSha256: OTHER } };
    given(...past(recorded, opened))
      .when({ ...open, secretSha256: OTHER })
      .then(other);
    expect(stateAfter(past(recorded, opened, other))).toMatchObject({ feed: OTHER });
  });

  it('is nobody else’s, nor of nobody, nor of somebody who left', () => {
    given(...past(recorded))
      .when({ ...open, ...asPerson, actor: 'th-02' })
      .thenRefused('not-your-role', { command: 'OpenFeed' });
    given().when(open).thenRefused('contact-not-found');
    given(...past(recorded, ended))
      .when(open)
      .thenRefused('contact-ended', { lastDay: '2022-09-30' });
    given(...past(recorded, ended))
      .when({ ...open, occurredOn: '2022-09-30' })
      .then(opened);
  });

  it('is revoked with a reason, once, and outlives a change of the contact', () => {
    given(...past(recorded, opened))
      .when({ ...revoke, ...asPerson })
      .then({ type: 'FeedRevoked', data: { person: 'th-01', reason: 'Lộ địa chỉ' } });
    given(...past(recorded, opened))
      .when({ ...revoke, reason: '' })
      .thenRefused('blank');
    given(...past(recorded))
      .when(revoke)
      .thenNothing();
    const revoked: ContactEvent = { type: 'FeedRevoked', data: { person: 'th-01', reason: 'Lộ địa chỉ' } };
    given(...past(recorded, opened, revoked))
      .when(revoke)
      .thenNothing();
    expect(stateAfter(past(recorded, opened, recorded))).toMatchObject({ feed: HASH });
  });
});

describe('an inbox', () => {
  it('remembers what was read, once', () => {
    given(...past(recorded))
      .when({ ...read, ...asPerson, deliveries: [first, second, first] })
      .then({ type: 'InboxRead', data: { person: 'th-01', deliveries: [first, second] } });
    const seen: ContactEvent = { type: 'InboxRead', data: { person: 'th-01', deliveries: [first] } };
    given(...past(recorded, seen))
      .when({ ...read, deliveries: [first, second] })
      .then({ type: 'InboxRead', data: { person: 'th-01', deliveries: [second] } });
    given(...past(recorded, seen))
      .when(read)
      .thenNothing();
    expect(stateAfter(past(recorded, seen, recorded))).toMatchObject({ read: new Set([first]) });
  });

  it('is nobody else’s', () =>
    given(...past(recorded))
      .when({ ...read, ...asPerson, actor: 'th-02' })
      .thenRefused('not-your-role'));

  it.each([
    'reminder-delivery~th-02~2022-09-01~email',
    'reminder-delivery~th-01~2022-09-31~email',
    'reminder-delivery~th-01~2022-09-01~webhook',
    'reminder-delivery~th-01~2022-09-01~email~x',
    'reminder-control',
    '',
  ])('has no delivery %j', (stream) =>
    given(...past(recorded))
      .when({ ...read, deliveries: [stream] })
      .thenRefused('unknown-name', { field: 'deliveries', given: stream }),
  );

  it('takes as many at once as an event can hold', () => {
    const many = Array.from({ length: DELIVERIES_READ_MAX }, (_, index) => {
      const day = new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);
      return `reminder-delivery~${'p'.repeat(40)}~${day}~email`;
    });
    const person = { ...officer, person: 'p'.repeat(40) };
    const { decide } = contact;
    const state = stateAfter([{ type: 'ContactRecorded', data: person, on: '2022-10-01' }]);
    const events = decide({ ...read, person: person.person, deliveries: many }, state, { today: '2022-12-31' } as never);
    expect(JSON.stringify(events).length).toBeLessThan(200 * 1024);
  });
});

it('a damaged stream is not read on', () => {
  for (const event of [ended, opened]) expect(() => stateAfter(past(event))).toThrow('before the contact');
});
