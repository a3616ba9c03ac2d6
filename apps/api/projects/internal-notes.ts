import type { ProjectRecord } from '#contracts/projects';
import type { Sees } from '#read-models/record/project-events';
import type { Role } from '#reference/roles';

/** Who stands outside the offices that appraise and manage: notes kept inside are not for them. */
const OUTSIDE: readonly Role[] = ['centre-officer', 'regional-centre-officer', 'commune-officer'];

/** A record as a role may read it. */
export const recordFor = <Shown extends ProjectRecord>(record: Shown, role: Role): Shown =>
  OUTSIDE.includes(role) ? { ...record, notes: record.notes.filter(({ audience }) => audience === 'shared') } : record;

/** Which events a role may know of, wherever they are told. */
export const seenBy =
  (role: Role): Sees =>
  ({ type, data }) =>
    type !== 'NoteAdded' || data['audience'] === 'shared' || !OUTSIDE.includes(role);
