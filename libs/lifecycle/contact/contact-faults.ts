/** What a contact must be like: the same for a file, for the API and for the decider. */
import type { ProvinceRef } from '#reference/province-ref';
import { isProvince } from '#reference/provinces';
import { isRole, type Role } from '#reference/roles';
import { isDate } from '../calendar-date.ts';
import { UNSEEN } from '../unseen.ts';
import { type Contact, isPerson } from './contact.events.ts';
import { isEmail } from './email.ts';

export type ContactField = keyof Contact;

export type ContactProblem =
  | 'missing'
  | 'person-format'
  | 'control-char'
  /** Not in NFC, or blanks around it. */
  | 'untidy'
  | 'too-long'
  | 'unknown-role'
  | 'unknown-province'
  /** The role is one of a province. */
  | 'province-missing'
  | 'email'
  | 'unknown-language'
  | 'date'
  | 'date-order';

export interface ContactFault {
  readonly field: ContactField;
  readonly problem: ContactProblem;
  /** Characters that the field may have, where it is too long. */
  readonly most?: number;
}

/** Characters (code points) of a name and of an organisation. */
const TEXT_CHARS_MAX = { name: 200, unit: 300 } as const;

/** Who works for one province only: without it such a contact would get the reminders of all. */
const OF_A_PROVINCE: ReadonlySet<Role> = new Set<Role>([
  'centre-officer',
  'commune-officer',
  'appraisal-officer',
  'department-leader',
  'department-accountant',
  'province-leader',
]);

/** Every fault of a contact that may have come from anywhere; each field is named once. */
export function contactFaults(contact: Contact): readonly ContactFault[] {
  const { person, role, province, email, language, activeFrom, activeTo } = contact;
  const faults: ContactFault[] = [];
  const fault = (field: ContactField, problem: ContactProblem | null): void => {
    if (problem !== null) faults.push({ field, problem });
  };
  fault('person', person === '' ? 'missing' : isPerson(person) ? null : 'person-format');
  for (const field of ['name', 'unit'] as const) {
    const problem = textProblem(contact[field], TEXT_CHARS_MAX[field]);
    if (problem !== null) faults.push({ field, problem, ...(problem === 'too-long' ? { most: TEXT_CHARS_MAX[field] } : {}) });
  }
  fault('role', isRole(role) ? null : 'unknown-role');
  fault('province', provinceProblem(province, role));
  fault('email', email === null || isEmail(email) ? null : 'email');
  fault('language', (['vi', 'en'] as readonly string[]).includes(language) ? null : 'unknown-language');
  fault('activeFrom', activeFrom === '' ? 'missing' : isDate(activeFrom) ? null : 'date');
  if (activeTo !== null) fault('activeTo', !isDate(activeTo) ? 'date' : isDate(activeFrom) && activeTo < activeFrom ? 'date-order' : null);
  return faults;
}

function textProblem(text: string, most: number): ContactProblem | null {
  if (text.trim() === '') return 'missing';
  if (UNSEEN.test(text)) return 'control-char';
  if (text !== text.normalize('NFC').trim()) return 'untidy';
  return text.length > most && [...text].length > most ? 'too-long' : null;
}

function provinceProblem(province: ProvinceRef | null, role: Role): ContactProblem | null {
  if (province === null) return OF_A_PROVINCE.has(role) ? 'province-missing' : null;
  const known = (province.set === 'vn63' || province.set === 'vn34') && isProvince(province);
  return known ? null : 'unknown-province';
}
