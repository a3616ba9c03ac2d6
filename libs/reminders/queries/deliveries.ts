import type { DatabaseSync } from 'node:sqlite';
import type { DeliveredItem, DeliveryRow, DeliveryState, InboxEntry, Page, ReminderWay } from '#contracts/reminders';
import type { ReminderItem } from '#lifecycle/reminder/reminder.events';
import { arraysOf, statementOf } from '#read-models/kept-statements';
import type { Grounds } from '../clock-model/grounds.ts';
import { outcomeWords } from '../words/outcome-words.ts';
import { recipientOf } from './people.ts';

export interface PageAsked {
  /** As the page before gave it; absent: from the start. */
  readonly after?: string | undefined;
  /** 1..200 */
  readonly limit: number;
}

/** Each narrows a list down; what is absent does not. */
export interface ReminderFilter {
  /** Stream id without `project-`. */
  readonly project?: string | undefined;
  /** A contact, or a webhook. */
  readonly person?: string | undefined;
  readonly kind?: string | undefined;
  /** Days of the messages, both included; of what is suppressed: last days of the deadlines. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

type Row = Readonly<Record<string, unknown>>;

/** The conditions whose value was given. */
export const given = (
  conditions: readonly (readonly [where: string, value: string | undefined])[],
): readonly (readonly [string, string])[] => conditions.flatMap(([where, value]) => (value === undefined ? [] : [[where, value] as const]));

/** Messages in one of these states, the last outcome first; those without one by the day they are of. */
export function deliveriesIn(
  db: DatabaseSync,
  grounds: Grounds,
  states: readonly DeliveryState[],
  { after, limit, project, person, kind, from, to }: PageAsked & ReminderFilter,
): Page<DeliveryRow> {
  const [at = '', stream = ''] = after === undefined ? ['\uffff'] : after.split('|');
  const among = states.map(() => '?').join();
  const filter = given([
    ['stream IN (SELECT delivery FROM clock_step WHERE project = ?)', project],
    ['recipient = ?', person],
    ["EXISTS (SELECT 1 FROM json_each(items) WHERE value ->> 'kind' = ?)", kind],
    ['day >= ?', from],
    ['day <= ?', to],
  ]);
  const rows = statementOf(
    db,
    `SELECT *, coalesce(outcome_at, claimed_at) AS at FROM clock_delivery
     WHERE status IN (${among}) AND (coalesce(outcome_at, claimed_at), stream) < (?, ?) ${filter.map(([where]) => `AND ${where}`).join(' ')}
     ORDER BY at DESC, stream DESC LIMIT ?`,
  ).all(...states, at, after === undefined ? '\uffff' : stream, ...filter.map(([, value]) => value), limit);
  return paged(
    rows,
    limit,
    (row) => deliveryRow(row, grounds),
    (row) => `${String(row['at'])}|${String(row['stream'])}`,
  );
}

/** What a person was or will be sent, the newest first. */
export function inboxOf(db: DatabaseSync, person: string, { after, limit }: PageAsked): Page<InboxEntry> {
  const [day = '', stream = ''] = after === undefined ? ['\uffff', '\uffff'] : after.split('|');
  const rows = statementOf(
    db,
    `SELECT d.*, r.person IS NOT NULL AS was_read FROM clock_delivery d LEFT JOIN clock_read r ON r.person = d.recipient AND r.delivery = d.stream
     WHERE d.recipient = ? AND d.channel != 'webhook' AND d.status != 'withdrawn' AND (d.day, d.stream) < (?, ?)
     ORDER BY d.day DESC, d.stream DESC LIMIT ?`,
  ).all(person, day, stream, limit);
  const entry = (row: Row): InboxEntry => ({
    delivery: String(row['stream']),
    day: String(row['day']),
    channel: row['channel'] as ReminderWay,
    state: row['status'] as DeliveryState,
    read: row['was_read'] === 1,
    items: itemsOf(row),
  });
  return paged(rows, limit, entry, (row) => `${String(row['day'])}|${String(row['stream'])}`);
}

export const unreadIn = (db: DatabaseSync, person: string): number => {
  const count = arraysOf(
    db,
    `SELECT count(*) FROM clock_delivery d WHERE recipient = ?1 AND channel != 'webhook' AND status != 'withdrawn'
     AND NOT EXISTS (SELECT 1 FROM clock_read WHERE person = ?1 AND delivery = d.stream)`,
  );
  return Number((count.get(person) as unknown as readonly number[])[0]);
};

export function deliveryOf(db: DatabaseSync, grounds: Grounds, stream: string): DeliveryRow | null {
  const row = statementOf(db, 'SELECT * FROM clock_delivery WHERE stream = ?').get(stream);
  return row === undefined ? null : deliveryRow(row, grounds);
}

function paged<Entry>(rows: readonly Row[], limit: number, of: (row: Row) => Entry, cursor: (row: Row) => string): Page<Entry> {
  const last = rows.at(-1);
  return { rows: rows.map(of), next: last === undefined || rows.length < limit ? null : cursor(last) };
}

const deliveryRow = (row: Row, grounds: Grounds): DeliveryRow => ({
  delivery: String(row['stream']),
  recipient: recipientOf(grounds, String(row['recipient'])),
  day: String(row['day']),
  channel: row['channel'] as ReminderWay,
  state: row['status'] as DeliveryState,
  messageId: String(row['message_id']),
  attempts: Number(row['attempts']),
  items: itemsOf(row),
  claimedAt: String(row['claimed_at']),
  outcomeAt: row['outcome_at'] as string | null,
  outcome: outcomeWords(row['outcome'] as string | null),
  retryAt: row['retry_at'] as string | null,
  resend: row['resend'] as string | null,
});

function itemsOf(row: Row): readonly DeliveredItem[] {
  const leftOut = new Set(JSON.parse(String(row['left_out'])) as readonly string[]);
  return (JSON.parse(String(row['items'])) as readonly ReminderItem[]).map((item) => ({
    ...item,
    leftOut: leftOut.has(`${item.project}~${item.obligation}~${item.step}`),
  }));
}
