import type { DatabaseSync } from 'node:sqlite';
import type { FeedEntry } from '#contracts/reminders';
import { recipientsOf } from '#lifecycle/contact/recipients';
import type { Contact } from '#lifecycle/contact/contact.events';
import { scopeOf } from '#lifecycle/rulebook/rulebook.events';
import { arraysOf, statementOf } from '#read-models/kept-statements';
import { predecessorsOf, successorOf } from '#reference/provinces';
import type { Grounds } from '../clock-model/grounds.ts';
import type { Projects } from '../clock-model/projects.ts';
import { claimedOf, OPEN_COLUMNS, openRow, type OpenRow } from '../due-rows.ts';
import { OwedOn } from './due-step.ts';

/** Deadlines in a feed, the most urgent first. */
export const FEED_MAX = 1_000;

/** The open deadlines that a person has to see to, or was reminded of. */
export function feedOf(
  db: DatabaseSync,
  { grounds, projects }: { readonly grounds: Grounds; readonly projects: Projects },
  person: string,
): readonly FeedEntry[] {
  const contact = grounds.contacts.get(person);
  if (contact === undefined) return [];
  const owedOn = new OwedOn(projects, grounds.today);
  const entries: FeedEntry[] = [];
  for (const row of openFor(db, grounds, contact)) {
    if (entries.length === FEED_MAX) break;
    const owed = concerns(db, grounds, row, person) ? owedOn.of(row, row.ladder) : null;
    if (owed === null) continue;
    const { subject } = owed.track;
    const moves = movesOf(db, row);
    entries.push({
      ...{ project: row.project, code: row.code, title: subject?.title ?? '', province: scopeOf(row.province) },
      ...{ obligation: row.obligation, kind: row.kind, due: row.due, startedOn: row.startedOn, paused: row.paused },
      ...{ rule: owed.obligation.rule, moves: moves.length, changedOn: moves.at(-1)?.on ?? row.startedOn },
    });
  }
  return entries;
}

/** Whether somebody has to see to it, or was reminded of this last day. */
export function concerns(db: DatabaseSync, grounds: Grounds, row: OpenRow, person: string): boolean {
  const holders = recipientsOf(grounds.contactsFor(row.province), { ...row, audience: ['holder'] }, grounds.today);
  return holders.some((one) => one.person === person) || claimedOf(db, row)(person).size > 0;
}

/** The open obligations of the provinces of a contact, by the last day. */
export function* openFor(db: DatabaseSync, grounds: Grounds, { province }: Pick<Contact, 'province'>): Generator<OpenRow> {
  const scopes = province === null ? null : [scopeOf(province), ...relatives(province)];
  const among = scopes === null ? '' : `WHERE p.scope IN (${scopes.map(() => '?').join()})`;
  for (const row of statementOf(db, `SELECT ${OPEN_COLUMNS} ${among} ORDER BY o.due, p.id, o.key`).all(...(scopes ?? [])))
    yield openRow(row, grounds);
}

const relatives = (province: NonNullable<Contact['province']>): readonly string[] =>
  province.set === 'vn34' ? predecessorsOf(province.code).map(({ code }) => `vn63.${code}`) : [scopeOf(successorOf(province))];

interface Moved {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly notice: string | null;
  readonly event: string | null;
}

/** How the last day of an obligation has moved, in order. */
export const movesOf = (db: DatabaseSync, { n, obligation }: Pick<OpenRow, 'n' | 'obligation'>): readonly Moved[] =>
  arraysOf(db, 'SELECT due_before, due, on_day, notice, event FROM clock_move WHERE project = ? AND key = ? ORDER BY n')
    .all(n, obligation)
    .map((row) => {
      const [from, to, on, notice, event] = row as unknown as readonly [string, string, string, string | null, string | null];
      return { from, to, on, notice, event };
    });
