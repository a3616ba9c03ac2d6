import { describe, expect, it } from '@jest/globals';
import type { ProjectRecord } from '#contracts/projects';
import { recordFor, seenBy } from './internal-notes.ts';

const notes = [{ audience: 'internal' }, { audience: 'shared' }];
const record = { notes } as unknown as ProjectRecord;
const events = [
  { type: 'NoteAdded', data: { audience: 'internal' } },
  { type: 'NoteAdded', data: { audience: 'shared' } },
  { type: 'AdvancePaid', data: {} },
];

describe('a note kept inside', () => {
  it.each(['centre-officer', 'regional-centre-officer', 'commune-officer'] as const)('is not for a %s', (role) => {
    expect(recordFor(record, role).notes).toEqual([{ audience: 'shared' }]);
    expect(events.filter(seenBy(role))).toEqual(events.slice(1));
  });
  it.each(['appraisal-officer', 'supervisor', 'auditor'] as const)('is for a %s', (role) => {
    expect(recordFor(record, role).notes).toHaveLength(2);
    expect(events.filter(seenBy(role))).toHaveLength(3);
  });
});
