import { describe, expect, it } from '@jest/globals';
import type { ProjectRecord, Timeline } from '#contracts/projects';
import { recordFor, timelineFor } from './internal-notes.ts';

const notes = [{ audience: 'internal' }, { audience: 'shared' }];
const record = { notes } as unknown as ProjectRecord;
const entries = [
  { type: 'NoteAdded', data: { audience: 'internal' } },
  { type: 'NoteAdded', data: { audience: 'shared' } },
  { type: 'AdvancePaid', data: {} },
];
const timeline = { entries } as unknown as Timeline;

describe('a note kept inside', () => {
  it.each(['centre-officer', 'regional-centre-officer', 'commune-officer'] as const)('is not for a %s', (role) => {
    expect(recordFor(record, role).notes).toEqual([{ audience: 'shared' }]);
    expect(timelineFor(timeline, role).entries.map(({ type }) => type)).toEqual(['NoteAdded', 'AdvancePaid']);
  });
  it.each(['appraisal-officer', 'supervisor', 'auditor'] as const)('is for a %s', (role) => {
    expect(recordFor(record, role).notes).toHaveLength(2);
    expect(timelineFor(timeline, role).entries).toHaveLength(3);
  });
});
