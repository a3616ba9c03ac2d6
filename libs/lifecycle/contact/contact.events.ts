/**
 * Who is reminded, until access control links accounts to the same ids. Streams `access-contact~{person}`. Names and addresses are
 * facts about people: only here, never in reminders.
 */
import type { ProvinceRef } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import type { Day } from '../fields.events.ts';

export type Contact = {
  /** Opaque, of `[a-z0-9][a-z0-9._-]{0,39}`. */
  readonly person: string;
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
  | { readonly type: 'ContactEnded'; readonly data: { readonly person: string; readonly lastDay: Day; readonly reason: string } }
  /** SHA-256 of the feed's secret, lower-case hex; the secret is shown once and kept nowhere. An earlier feed of the person ends. */
  | { readonly type: 'FeedOpened'; readonly data: { readonly person: string; readonly secretSha256: string } }
  | { readonly type: 'FeedRevoked'; readonly data: { readonly person: string; readonly reason: string } }
  | {
      readonly type: 'InboxRead';
      readonly data: { readonly person: string; /** Deliveries, by their stream. */ readonly deliveries: readonly string[] };
    };

export const contactStream = (person: string): string => `access-contact~${person}`;
