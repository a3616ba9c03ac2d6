import type { ContactRecord } from '#contracts/contacts';
import { provinceName } from '#reference/provinces';
import { ROLES } from '#reference/roles';
import type { KnownContact } from './contact-directory.ts';

/** A contact as it is shown. */
export function contactRecord({ contact, ended, feed, revision }: KnownContact): ContactRecord {
  const { person, name, role, unit, province, email, language, activeFrom, activeTo, ownActions } = contact;
  return {
    person,
    name,
    role: { code: role, ...ROLES[role] },
    unit,
    province,
    provinceName: province === null ? null : provinceName(province),
    email,
    language,
    activeFrom,
    activeTo,
    ownActions,
    ended,
    hasFeed: feed !== null,
    revision,
  };
}
