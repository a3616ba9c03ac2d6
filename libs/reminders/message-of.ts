import { HOLDERS } from '#contracts/holders';
import { dayNumber, fromDayNumber } from '#lifecycle/calendar-date';
import { contactsOn } from '#lifecycle/contact/recipients';
import type { Obligation } from '#lifecycle/obligation/obligation';
import type { Subject } from '#lifecycle/obligation/course';
import type { ReminderItem } from '#lifecycle/reminder/reminder.events';
import { arraysOf } from '#read-models/kept-statements';
import { provinceName } from '#reference/provinces';
import { legalBasisText } from '#reference/rules/legal-basis';
import type { Message, MessageItem } from './channel.ts';
import type { ClockDatabase } from './clock-model/clock-database.ts';
import type { Grounds } from './clock-model/grounds.ts';
import { ruleRow } from './rule-row.ts';

export type Tables = Pick<ClockDatabase, 'db' | 'grounds'>;

/** A claimed message as its stream has it. */
export interface Claimed {
  readonly stream: string;
  readonly recipient: string;
  readonly day: string;
  readonly channel: 'email' | 'inbox' | 'webhook';
  readonly messageId: string;
}

/** Item and the obligation that it is of, as it stands now. */
export interface StillOwed {
  readonly item: Pick<ReminderItem, 'project' | 'obligation' | 'due' | 'step' | 'late'>;
  readonly subject: Subject;
  readonly obligation: Obligation;
}

/** The message in the recipient's language. @returns null: whoever it was for is a contact no longer */
export function messageOf(clock: Tables, claimed: Claimed, owed: readonly StillOwed[], consoleUrl: string): Message | null {
  const { grounds } = clock;
  const { stream: delivery, recipient, messageId, day, channel } = claimed;
  const known = grounds.contacts.get(recipient);
  const [contact] = known === undefined ? [] : contactsOn([known], grounds.today);
  const url = grounds.control.webhooks.find(({ webhook }) => webhook === recipient)?.url ?? null;
  if (channel === 'webhook' ? url === null : contact === undefined) return null;
  const language = contact?.language ?? 'vi';
  return {
    delivery,
    messageId,
    day,
    language,
    to:
      channel === 'webhook'
        ? { recipient, name: recipient, email: null, url }
        : { recipient, name: contact?.name ?? '', email: contact?.email ?? null, url: null },
    items: owed.map((one) => messageItem(clock, one, { language, recipient })),
    consoleUrl,
  };
}

export function messageItem(clock: Tables, { item, subject, obligation }: StillOwed, to: Reader): MessageItem {
  const { key, kind, due, left, unit, vnd, holder, rule } = obligation;
  return {
    projectId: item.project,
    code: subject.code,
    title: subject.title,
    province: provinceName(subject.province),
    kind,
    obligation: key,
    step: item.step,
    due,
    left,
    unit,
    late: item.late,
    vnd,
    holder: HOLDERS[holder],
    legalBasis: basisOf(clock.grounds, subject, rule, to.language),
    ruleStatus: rule.status,
    movedFrom: movedFrom(clock, item, to),
    expected: expectedBefore(clock.grounds, subject, obligation),
  };
}

export interface Reader {
  readonly language: 'vi' | 'en';
  readonly recipient: string;
}

function basisOf(grounds: Grounds, subject: Subject, { id, legalBasis }: Obligation['rule'], language: 'vi' | 'en'): string {
  const row = ruleRow(grounds, subject, id);
  return row === undefined ? legalBasis : legalBasisText(row, language);
}

/** A notice moved the day, after this recipient had been reminded of the day before it. */
function movedFrom({ db }: Tables, { project, obligation, due }: StillOwed['item'], { recipient }: Reader): MessageItem['movedFrom'] {
  const moves = arraysOf(
    db,
    `SELECT due_before, notice FROM clock_move JOIN clock_project ON clock_project.n = clock_move.project
     WHERE id = ? AND key = ? AND due = ? AND notice IS NOT NULL ORDER BY clock_move.n DESC LIMIT 1`,
  );
  const [before, why] = (moves.get(project, obligation, due) ?? []) as unknown as readonly (string | undefined)[];
  if (before === undefined || why === undefined) return null;
  const told = arraysOf(db, 'SELECT 1 FROM clock_step WHERE project = ? AND obligation = ? AND due = ? AND recipient = ? LIMIT 1');
  return told.get(project, obligation, before, recipient) === undefined ? null : { due: before, why };
}

/** Days that may be off, up to the last day of a deadline that counts working days. */
function expectedBefore(grounds: Grounds, { province }: Subject, { unit, due }: Obligation): readonly string[] {
  if (unit !== 'working') return [];
  const expected = grounds.calendarOf(province).expectedBetween(dayNumber(grounds.today), dayNumber(due));
  return expected.map(({ date }) => fromDayNumber(dayNumber(date)));
}
