import { fieldNames, type Words } from './contact-words.ts';

/** The columns of a contact file, each there once, in any order. */
export const CONTACT_COLUMNS = [
  'person',
  'name',
  'role',
  'unit',
  'province_set',
  'province_code',
  'email',
  'language',
  'active_from',
  'active_to',
  'own_actions',
] as const;

export type ContactColumn = (typeof CONTACT_COLUMNS)[number];

export const contactColumnNames: Readonly<Record<ContactColumn, Words>> = {
  person: fieldNames.person,
  name: fieldNames.name,
  role: fieldNames.role,
  unit: fieldNames.unit,
  province_set: { vi: 'Bộ mã tỉnh', en: 'Province set' },
  province_code: { vi: 'Mã tỉnh', en: 'Province code' },
  email: fieldNames.email,
  language: fieldNames.language,
  active_from: fieldNames.activeFrom,
  active_to: fieldNames.activeTo,
  own_actions: fieldNames.ownActions,
};
