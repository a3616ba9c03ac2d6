/** To whom a reminder goes: by who holds the next step, for which province, on a day. The rows are Tiendo's own; no text names them. */
import type { ProvinceRef, Source } from '#reference/province-ref';
import { predecessorsOf, successorOf } from '#reference/provinces';
import type { Role } from '#reference/roles';
import type { Holder } from '../obligation/holder.ts';
import type { Contact } from './contact.events.ts';

/** Whom a step of a ladder is for. Steps are cumulative: the supervisor's goes to the holder too. */
export type Audience = 'holder' | 'supervisor' | 'department';

export interface RecipientsAsked {
  readonly audience: readonly Audience[];
  readonly holder: Holder;
  readonly source: Source;
  /** Of the project. */
  readonly province: ProvinceRef;
  /** null: nobody is named yet. */
  readonly implementingUnit: string | null;
  /** Whether what is owed is that money be paid. */
  readonly awaitsPayment: boolean;
}

/** The contacts that count on a day, its first and its last included. */
export const contactsOn = (contacts: readonly Contact[], day: string): readonly Contact[] =>
  contacts.filter(({ activeFrom, activeTo }) => activeFrom <= day && (activeTo === null || day <= activeTo));

/**
 * Whether a contact's province takes in a project's. One of the 34 takes in those of the 63 that became it; one of the 63 goes on as one
 * of the 34 only where no other joined it, since nobody was ever asked to look after the others.
 */
export function covers(own: ProvinceRef | null, project: ProvinceRef): boolean {
  if (own === null) return true;
  if (own.set === project.set) return own.code === project.code;
  if (own.set === 'vn34') return successorOf(project).code === own.code;
  const members = predecessorsOf(project.code);
  return members.length === 1 && members[0]?.code === own.code;
}

/** Everybody whom a step is for, once each, by person. Empty: nobody is there to be reminded. */
export function recipientsOf(contacts: readonly Contact[], asked: RecipientsAsked, day: string): readonly Contact[] {
  const active = contactsOn(contacts, day).filter(({ province }) => covers(province, asked.province));
  const found = new Set(asked.audience.flatMap((audience) => audienceOf(active, audience, asked)));
  return [...found].sort((a, b) => (a.person < b.person ? -1 : 1));
}

function audienceOf(active: readonly Contact[], audience: Audience, asked: RecipientsAsked): readonly Contact[] {
  switch (audience) {
    case 'holder':
      return holdersOf(active, asked);
    case 'supervisor':
      return inRole(active, 'supervisor');
    case 'department':
      return inRole(active, asked.source === 'KCQG' ? 'agency-leader' : 'department-leader');
  }
}

function holdersOf(active: readonly Contact[], { holder, source, implementingUnit, awaitsPayment }: RecipientsAsked): readonly Contact[] {
  switch (holder) {
    case 'commune':
      return inRole(active, 'commune-officer');
    case 'department':
      return inRole(active, source === 'KCDP' && awaitsPayment ? 'department-accountant' : 'appraisal-officer');
    case 'agency':
      return inRole(active, awaitsPayment ? 'agency-accountant' : 'agency-officer');
    case 'province':
      return inRole(active, 'province-leader');
    case 'ministry':
      return inRole(active, 'ministry-leader');
    case 'centre':
    case 'treasury':
    case 'enterprise':
      return ofUnit(active, implementingUnit);
  }
}

const inRole = (active: readonly Contact[], role: Role): readonly Contact[] => active.filter((one) => one.role === role);

/** The treasury and the enterprise have no account of their own: the implementing unit passes it on. */
function ofUnit(active: readonly Contact[], unit: string | null): readonly Contact[] {
  const named = unit === null ? '' : nameOf(unit);
  const own = active.filter((one) => IMPLEMENTING.has(one.role) && unitOf(one) === named);
  return own.length > 0 ? own : inRole(active, 'centre-officer');
}

/** A regional centre works for several provinces (TT 36/2013 art. 8(1)b), and only where it is the implementing unit. */
const IMPLEMENTING: ReadonlySet<Role> = new Set<Role>(['centre-officer', 'regional-centre-officer']);

const units = new WeakMap<Contact, string>();

/** Asked for each deadline and contact: made out once a contact. */
function unitOf(contact: Contact): string {
  let unit = units.get(contact);
  if (unit === undefined) units.set(contact, (unit = nameOf(contact.unit)));
  return unit;
}

/** An organisation's name as registers write it in more than one way. */
const nameOf = (unit: string): string => unit.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
