import type { ProvinceRef } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import type { Contact } from './contact.events.ts';
import { contactsOn, covers } from './recipients.ts';

export interface ContactFilter {
  readonly role?: Role | undefined;
  /** Whose province takes this one in; those of the whole country are not meant. */
  readonly province?: ProvinceRef | undefined;
  /** Who counts on this day. */
  readonly activeOn?: string | undefined;
}

export const isMeant = (contact: Contact, { role, province, activeOn }: ContactFilter): boolean =>
  (role === undefined || contact.role === role) &&
  (province === undefined || (contact.province !== null && covers(contact.province, province))) &&
  (activeOn === undefined || contactsOn([contact], activeOn).length === 1);
