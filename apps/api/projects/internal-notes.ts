import type { ProjectRecord, Timeline } from '#contracts/projects';
import type { Role } from '#reference/roles';

/** Who stands outside the offices that appraise and manage: notes kept inside are not for them. */
const OUTSIDE: readonly Role[] = ['centre-officer', 'regional-centre-officer', 'commune-officer'];

/** A record as a role may read it. */
export const recordFor = <Shown extends ProjectRecord>(record: Shown, role: Role): Shown =>
  OUTSIDE.includes(role) ? { ...record, notes: record.notes.filter(({ audience }) => audience === 'shared') } : record;

/** A timeline as a role may read it. */
export const timelineFor = (timeline: Timeline, role: Role): Timeline =>
  OUTSIDE.includes(role)
    ? { ...timeline, entries: timeline.entries.filter(({ type, data }) => type !== 'NoteAdded' || data['audience'] === 'shared') }
    : timeline;
