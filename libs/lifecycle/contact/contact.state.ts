import type { Contact } from './contact.events.ts';

export type ContactState =
  | { readonly status: 'absent' }
  | {
      readonly status: 'recorded';
      /** `activeTo` is the last day of an ending. */
      readonly contact: Contact;
      /** By whose word the contact is no longer one; null: nobody's, or a later term has begun. */
      readonly ended: { readonly lastDay: string; readonly reason: string } | null;
      /** SHA-256 of the feed's secret; null: there is no feed. */
      readonly feed: string | null;
      /** Deliveries that were read, by their stream. */
      readonly read: ReadonlySet<string>;
    };

/** The fields in one order and nothing else, so that two contacts can be compared. */
export const contactOf = ({ person, name, role, unit, province, email, language, activeFrom, activeTo, ownActions }: Contact): Contact => ({
  person,
  name,
  role,
  unit,
  province: province === null ? null : { set: province.set, code: province.code },
  email,
  language,
  activeFrom,
  activeTo,
  ownActions,
});

export const sameContact = (a: Contact, b: Contact): boolean => JSON.stringify(contactOf(a)) === JSON.stringify(contactOf(b));
