import { RECORD_FIELD_NAMES, RECORD_FIELDS, type RecordField } from '#contracts/record-fields';
import type { DifferentEvent, RecordChange, RecordDifference } from '#contracts/difference';
import type { ProjectRecord } from '#contracts/projects';
import type { TimelineEntry } from '#contracts/timeline';
import { isSection, valueOf } from './fields.ts';
import { type AskedMoment, within } from './moment.ts';
import { projectHistory, type ProjectHistory, type RecordSource, type Sees } from './project-events.ts';
import { type Due, dueOf, recordOf } from './project-record.ts';
import { codeOf, entriesOf } from './timeline.ts';

/** A moment, and what was due then. */
export interface AskedView {
  readonly moment: AskedMoment;
  readonly due: Due;
}

/**
 * What is not the same in one record at two moments, with the events that only one of them counts. Null: no such project, or none yet
 * at either moment.
 * @throws UnknownEvent an event of a newer build
 */
export async function recordDifference(
  source: RecordSource,
  idOrCode: string,
  views: { readonly from: AskedView; readonly to: AskedView },
  sees?: Sees,
): Promise<RecordDifference | null> {
  const [from, to] = await Promise.all([viewOf(source, idOrCode, views.from, sees), viewOf(source, idOrCode, views.to, sees)]);
  const history = to.history ?? from.history;
  if (history === null) return null;
  const events = differentEvents(from, to);
  return {
    project: { id: history.id, code: codeOf(history) },
    from: { ...views.from.moment, exists: from.record !== null },
    to: { ...views.to.moment, exists: to.record !== null },
    position: history.position,
    changes: changesOf(from.record, to.record, events),
    events,
  };
}

interface View {
  readonly moment: AskedMoment;
  readonly history: ProjectHistory | null;
  readonly record: ProjectRecord | null;
  readonly entries: readonly TimelineEntry[];
}

async function viewOf(source: RecordSource, idOrCode: string, { moment, due }: AskedView, sees: Sees | undefined): Promise<View> {
  const history = await projectHistory(source, idOrCode, moment, sees);
  if (history === null) return { moment, history, record: null, entries: [] };
  return {
    moment,
    history,
    record: recordOf(history, moment, await dueOf(history, moment, due)),
    entries: await entriesOf(source.log, history, moment),
  };
}

/** By business day and then in the order of the log, those that went before those that came. */
function differentEvents(from: View, to: View): readonly DifferentEvent[] {
  const only = (view: View, other: View, side: DifferentEvent['side']): readonly DifferentEvent[] => {
    const there = new Set(other.entries.map(({ id }) => id));
    const counts = within({ asOf: other.moment.asOf, knownAt: null });
    return view.entries
      .filter(({ id }) => !there.has(id))
      .map((entry) => ({ ...entry, side, because: counts({ occurredOn: entry.occurredOn }) ? 'learnt' : 'happened' }));
  };
  return [...only(from, to, 'removed'), ...only(to, from, 'added')];
}

function changesOf(before: ProjectRecord | null, after: ProjectRecord | null, events: readonly DifferentEvent[]): readonly RecordChange[] {
  return RECORD_FIELD_NAMES.flatMap((field) => {
    const [was, is] = [before && valueOf(before, field), after && valueOf(after, field)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const [left, right] = isSection(field) ? itemsApart(was, is) : [was, is];
    const behind = events.filter(({ wrote }) => wrote.some((written) => writtenAs(field).includes(written))).map(({ id }) => id);
    return [{ field, name: RECORD_FIELDS[field], before: left, after: right, events: behind }];
  });
}

/** What no event writes, by what it follows from: days with each party, and what is due. */
const FOLLOWS: { readonly [Field in RecordField]?: readonly RecordField[] } = {
  'ball.days': ['ball.holder', 'ball.since'],
  deadlines: [
    ...[
      'stage',
      'returns',
      'money.approved',
      'contract.contractNo',
      'contract.endsOn',
      'advances',
      'progress',
      'adjustments',
      'forceMajeure',
    ],
    ...['obstacles', 'money.accepted', 'settlement.lodged', 'settlement.carriedOver', 'pauses'],
  ] as RecordField[],
  obligations: [
    'stage',
    'money.approved',
    'money.executed',
    'money.accepted',
    'contract.contractNo',
    'contract.endsOn',
    'settlement.lodged',
  ],
};
const writtenAs = (field: RecordField): readonly RecordField[] => FOLLOWS[field] ?? [field];

/** Of two lists the items that are not in the other; anything else as it is. */
function itemsApart(was: unknown, is: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(was) || !Array.isArray(is)) return [was, is];
  return [without(was, is), without(is, was)];
}

function without(items: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(JSON.stringify(other), (left.get(JSON.stringify(other)) ?? 0) + 1);
  return items.filter((item) => {
    const text = JSON.stringify(item);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
