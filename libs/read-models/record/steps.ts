import { HEAD_FIELD_NAMES, type RecordField } from '#contracts/record-fields';
import type { Stage } from '#contracts/figures';
import type { FieldChange } from '#contracts/timeline';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { type HeadValues, headValues, inOrder, SECTIONS_OF } from './fields.ts';
import type { HappenedToProject } from './project-events.ts';
import { foldHead, HeadFold } from './record-head.ts';

/** What one event did to the record. */
export interface Step {
  readonly stage: Stage;
  readonly changes: readonly FieldChange[];
  readonly wrote: readonly RecordField[];
}

const NOTHING = Object.fromEntries(HEAD_FIELD_NAMES.map((field) => [field, null])) as HeadValues;

/**
 * What each event did to the record, in stream order. One pass; only a reversal folds anew what was before it.
 * @param events from the survey on
 * @throws Error no survey: the stream is damaged
 */
export function stepsOf(events: readonly HappenedToProject[]): readonly Step[] {
  let fold = new HeadFold();
  let before = NOTHING;
  return events.map((one, index) => {
    if (one.event.type === 'ActReversed') fold = foldHead(events.slice(0, index + 1));
    else fold.take(one, true);
    const head = fold.head();
    const now = headValues(head);
    const changes = changesBetween(before, now);
    before = now;
    return {
      stage: head.stage,
      changes,
      wrote: inOrder(new Set([...changes.map(({ field }) => field), ...sectionsOf(one.event, events)])),
    };
  });
}

export const changesBetween = (before: HeadValues, after: HeadValues): readonly FieldChange[] =>
  HEAD_FIELD_NAMES.flatMap((field) => (before[field] === after[field] ? [] : [{ field, before: before[field], after: after[field] }]));

/** A reversal writes what the reversed act had written. */
function sectionsOf(event: ProjectEvent, events: readonly HappenedToProject[]): readonly RecordField[] {
  if (event.type !== 'ActReversed') return SECTIONS_OF[event.type];
  const reversed = events.find(({ recorded }) => recorded.revision === event.data.revision)?.event.type;
  return reversed === undefined ? SECTIONS_OF.ActReversed : [...SECTIONS_OF.ActReversed, ...SECTIONS_OF[reversed]];
}
