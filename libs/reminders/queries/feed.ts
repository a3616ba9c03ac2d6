import type { DatabaseSync } from 'node:sqlite';
import { vietnamDay } from '#commands/clock';
import { HOLDERS } from '#contracts/holders';
import { addDays, days } from '#lifecycle/calendar-date';
import { recipientsOf } from '#lifecycle/contact/recipients';
import type { Contact } from '#lifecycle/contact/contact.events';
import type { Holder } from '#lifecycle/obligation/holder';
import type { ObligationKind } from '#lifecycle/obligation/obligation';
import { scopeOf } from '#lifecycle/rulebook/rulebook.events';
import { arraysOf, statementOf } from '#read-models/kept-statements';
import { predecessorsOf, provinceName, successorOf } from '#reference/provinces';
import type { Grounds } from '../clock-model/grounds.ts';
import { ENDED } from '../clock-model/obligations-table.ts';
import type { Projects } from '../clock-model/projects.ts';
import { claimedOf, OPEN_COLUMNS, openRow, type OpenRow } from '../due-rows.ts';
import type { FeedEntry } from '../feed/feed-entry.ts';
import { messageItem } from '../message-of.ts';
import { reminderRule } from '../rule-row.ts';
import { instantOf } from '../vietnam-time.ts';
import { OwedOn } from './due-step.ts';

/** Deadlines in a feed, the most urgent first. */
export const FEED_MAX = 1_000;
/** How long one that ended is still told of. */
const ENDED_DAYS = 60;

interface Sources {
  readonly db: DatabaseSync;
  readonly grounds: Grounds;
  readonly projects: Projects;
}

/** The deadlines that a person has to see to or was reminded of, open or ended of late. */
export function feedOf(sources: Sources, person: string): readonly FeedEntry[] {
  const { db, grounds, projects } = sources;
  const contact = grounds.contacts.get(person);
  if (contact === undefined) return [];
  const owedOn = new OwedOn(projects, grounds.today);
  const entries: FeedEntry[] = [];
  for (const row of openFor(db, grounds, contact)) {
    if (entries.length === FEED_MAX) break;
    const owed = concerns(db, grounds, row, person) ? owedOn.of(row, row.ladder) : null;
    if (owed === null || owed.track.subject === null) continue;
    const { obligation } = owed;
    const item = { project: row.project, obligation: row.obligation, due: row.due, step: '', late: false };
    const told = { item, subject: owed.track.subject, obligation: { ...obligation, due: row.due } };
    const moves = movesOf(db, row);
    const reminders = row.steps.map(({ on }) => on);
    const changedAt = moves.at(-1)?.at ?? instantOf(row.startedOn, '00:00');
    entries.push({
      ...messageItem(sources, told, { language: contact.language, recipient: person }),
      reminders,
      sequence: moves.length,
      changedAt,
      endedOn: null,
    });
  }
  return [...entries, ...endedOf(sources, contact)].slice(0, FEED_MAX);
}

/** Whether somebody has to see to it, or was reminded of this last day. */
export function concerns(db: DatabaseSync, grounds: Grounds, row: OpenRow, person: string): boolean {
  const holders = recipientsOf(grounds.contactsFor(row.province), { ...row, audience: ['holder'] }, grounds.today);
  return holders.some((one) => one.person === person) || claimedOf(db, row)(person).size > 0;
}

/** The open obligations of the provinces of a contact, by the last day. */
export function* openFor(db: DatabaseSync, grounds: Grounds, contact: Pick<Contact, 'province'>): Generator<OpenRow> {
  const scopes = scopesOf(contact);
  const among = scopes === null ? '' : `WHERE p.scope IN (${scopes.map(() => '?').join()})`;
  for (const row of statementOf(db, `SELECT ${OPEN_COLUMNS} ${among} ORDER BY o.due, p.id, o.key`).all(...(scopes ?? [])))
    yield openRow(row, grounds);
}

function endedOf({ db, grounds, projects }: Sources, contact: Contact): readonly FeedEntry[] {
  const scopes = scopesOf(contact);
  const among = scopes === null ? '' : `AND p.scope IN (${scopes.map(() => '?').join()})`;
  const rows = statementOf(
    db,
    `SELECT e.*, p.id FROM clock_ended e JOIN clock_project p ON p.n = e.project WHERE e.at >= ? ${among} ORDER BY e.at DESC LIMIT ${FEED_MAX}`,
  ).all(instantOf(addDays(grounds.today, days(-ENDED_DAYS)), '00:00'), ...(scopes ?? []));
  return rows.flatMap((row): readonly FeedEntry[] => {
    const subject = projects.find(String(row['id']))?.track.subject ?? null;
    if (subject === null) return [];
    const asked = { ...subject, holder: row['holder'] as Holder, awaitsPayment: false, audience: ['holder'] as const };
    if (!recipientsOf(grounds.contactsFor(subject.province), asked, grounds.today).some(({ person }) => person === contact.person))
      return [];
    const rule = reminderRule(grounds, subject, String(row['rule']));
    const at = String(row['at']);
    return [
      {
        ...{ projectId: String(row['id']), code: subject.code, title: subject.title, province: provinceName(subject.province) },
        ...{ kind: row['kind'] as ObligationKind, obligation: String(row['key']), due: String(row['due']), vnd: null },
        holder: HOLDERS[row['holder'] as Holder],
        ...{ legalBasis: rule.legalBasis[contact.language], ruleStatus: rule.status, movedFrom: null, expected: [] },
        ...{ reminders: [], sequence: movesOf(db, { n: Number(row['project']), obligation: String(row['key']) }).length },
        ...{ changedAt: at, endedOn: vietnamDay(at) },
      },
    ];
  });
}

function scopesOf({ province }: Pick<Contact, 'province'>): readonly string[] | null {
  if (province === null) return null;
  const relatives =
    province.set === 'vn34' ? predecessorsOf(province.code).map(({ code }) => `vn63.${code}`) : [scopeOf(successorOf(province))];
  return [scopeOf(province), ...relatives];
}

interface Moved {
  /** '' where it came back, or ended. */
  readonly from: string;
  readonly to: string;
  /** UTC instant. */
  readonly at: string;
  readonly notice: string | null;
  readonly event: string | null;
}

/** How the last day of an obligation has moved, ends and returns included, in order. */
export const movesOf = (db: DatabaseSync, { n, obligation }: Pick<OpenRow, 'n' | 'obligation'>): readonly Moved[] =>
  arraysOf(db, 'SELECT due_before, due, at, notice, event FROM clock_move WHERE project = ? AND key = ? ORDER BY n')
    .all(n, obligation)
    .map((row) => {
      const [from, to, at, notice, event] = row as unknown as readonly [string, string, string, string | null, string | null];
      return { from, to, at, notice, event };
    });

/** Without ends and returns. */
export const hasMoved = ({ from, to }: Moved): boolean => from !== ENDED && to !== ENDED;
