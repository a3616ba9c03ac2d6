/** Who may be reminded, from when to when, and of what a person has taken notice. */
import type { Context } from '../context.ts';
import { type Asked, type Decider, unreachable } from '../decider.ts';
import { isDate } from '../calendar-date.ts';
import { Refusal } from '../refusal.ts';
import { contactFaults } from './contact-faults.ts';
import type { Contact, ContactEvent } from './contact.events.ts';
import { contactOf, type ContactState, sameContact } from './contact.state.ts';

export type RecordContact = Asked & { readonly type: 'RecordContact'; readonly contact: Contact };
export type EndContact = Asked & {
  readonly type: 'EndContact';
  readonly person: string;
  readonly lastDay: string;
  readonly reason: string;
};
export type OpenFeed = Asked & { readonly type: 'OpenFeed'; readonly person: string; readonly secretSha256: string };
export type RevokeFeed = Asked & { readonly type: 'RevokeFeed'; readonly person: string; readonly reason: string };
export type MarkInboxRead = Asked & { readonly type: 'MarkInboxRead'; readonly person: string; readonly deliveries: readonly string[] };
export type ContactCommand = RecordContact | EndContact | OpenFeed | RevokeFeed | MarkInboxRead;

type Recorded = Extract<ContactState, { readonly status: 'recorded' }>;

/** Deliveries that one command marks; the event stays well under the log's 256 KiB. */
export const DELIVERIES_READ_MAX = 500;

export const contact: Decider<ContactCommand, ContactState, ContactEvent, Context> = {
  initial: { status: 'absent' },

  decide(command, state, { today }) {
    if (command.occurredOn > today) throw new Refusal('in-the-future', { occurredOn: command.occurredOn, today });
    refuseOthers(command);
    if (command.type === 'RecordContact') return record(command, state);
    if (state.status === 'absent') throw new Refusal('contact-not-found', { person: command.person });
    switch (command.type) {
      case 'EndContact':
        return end(command, state);
      case 'OpenFeed':
        return openFeed(command, state);
      case 'RevokeFeed':
        return revokeFeed(command, state);
      case 'MarkInboxRead':
        return markRead(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'ContactRecorded') {
      const recorded = event.data;
      if (state.status === 'absent') return { status: 'recorded', contact: recorded, ended: null, feed: null, read: new Set() };
      const ended = state.ended !== null && recorded.activeFrom > state.ended.lastDay ? null : state.ended;
      return { ...state, contact: recorded, ended };
    }
    if (state.status === 'absent') throw new Error(`${event.type} before the contact`);
    switch (event.type) {
      case 'ContactEnded': {
        const { lastDay, reason } = event.data;
        return { ...state, contact: { ...state.contact, activeTo: lastDay }, ended: { lastDay, reason } };
      }
      case 'FeedOpened':
        return { ...state, feed: event.data.secretSha256 };
      case 'FeedRevoked':
        return { ...state, feed: null };
      case 'InboxRead':
        return { ...state, read: new Set([...state.read, ...event.data.deliveries]) };
      default:
        return unreachable(event);
    }
  },
};

/** The operator keeps the directory; a feed and an inbox are also the person's own, known by the same opaque id. */
function refuseOthers(command: ContactCommand): void {
  const { type, actor, role } = command;
  const own = type !== 'RecordContact' && type !== 'EndContact' && command.person === actor;
  if (!own && role !== 'operator') throw new Refusal('not-your-role', { command: type, role: role ?? null, who: ['operator'] });
}

function record({ contact: asked }: RecordContact, state: ContactState): readonly ContactEvent[] {
  const [fault] = contactFaults(asked);
  if (fault !== undefined) throw new Refusal('contact-field', { ...fault });
  if (state.status === 'recorded') {
    if (sameContact(state.contact, asked)) return [];
    if (state.ended !== null && goesOn(asked, state.ended.lastDay))
      throw new Refusal('contact-ended', { person: asked.person, lastDay: state.ended.lastDay });
  }
  return [{ type: 'ContactRecorded', data: contactOf(asked) }];
}

/** A file that was made before somebody left must not bring them back: only a term that begins later does. */
const goesOn = ({ activeFrom, activeTo }: Contact, lastDay: string): boolean =>
  activeFrom <= lastDay && (activeTo === null || activeTo > lastDay);

function end({ person, lastDay, reason }: EndContact, { contact: { activeFrom, activeTo }, ended }: Recorded): readonly ContactEvent[] {
  if (reason.trim() === '') throw new Refusal('blank', { field: 'reason' });
  if (!isDate(lastDay) || lastDay < activeFrom) throw new Refusal('date-order', { field: 'lastDay', lastDay, activeFrom });
  return ended !== null && activeTo === lastDay ? [] : [{ type: 'ContactEnded', data: { person, lastDay, reason } }];
}

function openFeed({ person, secretSha256, occurredOn }: OpenFeed, { contact: { activeTo }, feed }: Recorded): readonly ContactEvent[] {
  if (activeTo !== null && activeTo < occurredOn) throw new Refusal('contact-ended', { person, lastDay: activeTo });
  return feed === secretSha256 ? [] : [{ type: 'FeedOpened', data: { person, secretSha256 } }];
}

function revokeFeed({ person, reason }: RevokeFeed, { feed }: Recorded): readonly ContactEvent[] {
  if (reason.trim() === '') throw new Refusal('blank', { field: 'reason' });
  return feed === null ? [] : [{ type: 'FeedRevoked', data: { person, reason } }];
}

function markRead({ person, deliveries }: MarkInboxRead, { read }: Recorded): readonly ContactEvent[] {
  const stranger = deliveries.find((stream) => !isDeliveryOf(stream, person));
  if (stranger !== undefined) throw new Refusal('unknown-name', { field: 'deliveries', given: stranger, known: [] });
  const unread = [...new Set(deliveries)].filter((stream) => !read.has(stream));
  return unread.length === 0 ? [] : [{ type: 'InboxRead', data: { person, deliveries: unread } }];
}

/** `reminder-delivery~{person}~{day}~{channel}`: whose it is stands in its name. */
function isDeliveryOf(stream: string, person: string): boolean {
  const [kind, recipient, day = '', channel = '', ...more] = stream.split('~');
  return kind === 'reminder-delivery' && recipient === person && isDate(day) && /^(email|inbox)$/.test(channel) && more.length === 0;
}
