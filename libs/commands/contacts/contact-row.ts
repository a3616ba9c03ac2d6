import type { Contact } from '#lifecycle/contact/contact.events';
import { type ContactField, contactFaults, type ContactProblem } from '#lifecycle/contact/contact-faults';
import type { ProvinceRef } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import { unguarded } from '#reference/spreadsheet-cell';
import { CONTACT_COLUMNS, type ContactColumn } from './contact-columns.ts';

/** What is wrong with a cell besides what is wrong with a contact's field. */
export type CellProblem = 'yes-or-no' | 'province-half';

export interface CellFault {
  readonly column: ContactColumn;
  readonly problem: ContactProblem | CellProblem;
  /** As given; null: the cell's value has no part in it. */
  readonly value: string | null;
  readonly most?: number;
}

const COLUMN_OF: Readonly<Record<ContactField, ContactColumn>> = {
  person: 'person',
  name: 'name',
  role: 'role',
  unit: 'unit',
  province: 'province_code',
  email: 'email',
  language: 'language',
  activeFrom: 'active_from',
  activeTo: 'active_to',
  ownActions: 'own_actions',
};

const YES_NO: readonly string[] = ['yes', 'no', ''];

/**
 * A row's cells as a contact, with every fault that it has by itself. An empty language is Vietnamese, an empty address none, an empty
 * `own_actions` no, an empty province the whole country.
 */
export function contactOfRow(given: (column: ContactColumn) => string): {
  readonly contact: Contact;
  readonly faults: readonly CellFault[];
} {
  const cell = (column: ContactColumn): string => unguarded(given(column)).normalize('NFC').trim();
  const contact: Contact = {
    person: cell('person'),
    name: cell('name'),
    role: cell('role') as Role,
    unit: cell('unit'),
    province: provinceOf(cell('province_set'), cell('province_code')),
    email: cell('email') || null,
    language: (cell('language') || 'vi') as Contact['language'],
    activeFrom: cell('active_from'),
    activeTo: cell('active_to') || null,
    ownActions: cell('own_actions') === 'yes',
  };
  const own: CellFault[] = [];
  if (!YES_NO.includes(cell('own_actions'))) own.push({ column: 'own_actions', problem: 'yes-or-no', value: cell('own_actions') });
  const half = (['province_set', 'province_code'] as const).filter((column) => cell(column) === '');
  if (half.length === 1) own.push({ column: half[0] as ContactColumn, problem: 'province-half', value: null });
  const found = contactFaults(contact)
    .filter(({ field }) => field !== 'province' || half.length !== 1)
    .map(({ field, problem, most }): CellFault => {
      const column = COLUMN_OF[field];
      const value = problem === 'missing' || problem === 'province-missing' ? null : cell(column);
      return { column, problem, value, ...(most === undefined ? {} : { most }) };
    });
  return { contact, faults: [...found, ...own].sort((a, b) => CONTACT_COLUMNS.indexOf(a.column) - CONTACT_COLUMNS.indexOf(b.column)) };
}

const provinceOf = (set: string, code: string): ProvinceRef | null =>
  set === '' && code === '' ? null : { set: set as ProvinceRef['set'], code };

/** The row of a contact, as `contactOfRow` reads it. */
export function rowOfContact(contact: Contact): readonly string[] {
  const { person, name, role, unit, province, email, language, activeFrom, activeTo, ownActions } = contact;
  const cells: Readonly<Record<ContactColumn, string>> = {
    ...{ person, name, role, unit, language },
    province_set: province?.set ?? '',
    province_code: province?.code ?? '',
    email: email ?? '',
    active_from: activeFrom,
    active_to: activeTo ?? '',
    own_actions: ownActions ? 'yes' : 'no',
  };
  return CONTACT_COLUMNS.map((column) => cells[column]);
}
