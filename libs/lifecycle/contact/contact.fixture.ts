import type { ProvinceRef } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import type { Contact } from './contact.events.ts';

export const THANH_HOA: ProvinceRef = { set: 'vn63', code: '38' };

/** A contact of a role, named by it; of Thanh Hóa unless said otherwise. */
export const contactAs = (role: Role, more: Partial<Contact> = {}): Contact => ({
  person: role,
  name: `Cán bộ ${role}`,
  role,
  unit: 'Trung tâm Khuyến công Thanh Hóa',
  province: THANH_HOA,
  email: `${role}@example.invalid`,
  language: 'vi',
  activeFrom: '2021-01-01',
  activeTo: null,
  ownActions: false,
  ...more,
});
