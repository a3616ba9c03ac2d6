/**
 * Who is reminded, until access control links accounts to the same ids. Streams `access-contact~{person}`. Names and addresses are
 * facts about people: only here, never in reminders.
 */
import type { ProvinceRef } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import type { Day, Sha256 } from '../fields.events.ts';

/**
 * Opaque id of a person: it goes into stream names, reminders and metadata, so it says nothing about who that is.
 * @pattern ^[a-z0-9][a-z0-9._-]{0,39}$
 */
export type PersonId = string;

export type Contact = {
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  /** Organisation. */
  readonly unit: string;
  /** null: the whole country. */
  readonly province: ProvinceRef | null;
  /** null: the inbox alone. */
  readonly email: string | null;
  readonly language: 'vi' | 'en';
  readonly activeFrom: Day;
  /** Last day; null: still. */
  readonly activeTo: Day | null;
  /** Whether a reminder that the person's own act set off on the same day is sent. */
  readonly ownActions: boolean;
};

export type ContactEvent =
  | { readonly type: 'ContactRecorded'; readonly data: Contact }
  | { readonly type: 'ContactEnded'; readonly data: { readonly person: PersonId; readonly lastDay: Day; readonly reason: string } }
  /** SHA-256 of the feed's secret; the secret is shown once and kept nowhere. An earlier feed of the person ends. */
  | { readonly type: 'FeedOpened'; readonly data: { readonly person: PersonId; readonly secretSha256: Sha256 } }
  | { readonly type: 'FeedRevoked'; readonly data: { readonly person: PersonId; readonly reason: string } }
  | {
      readonly type: 'InboxRead';
      readonly data: { readonly person: PersonId; /** Deliveries, by their stream. */ readonly deliveries: readonly string[] };
    };

export const isPerson = (text: string): boolean => /^[a-z0-9][a-z0-9._-]{0,39}$/.test(text);

/** With what the streams of all contacts begin. */
export const CONTACT_STREAMS = 'access-contact~';

export const contactStream = (person: string): string => `${CONTACT_STREAMS}${person}`;
