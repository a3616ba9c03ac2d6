import type { DatabaseSync } from 'node:sqlite';
import type { CalendarTrial, DeadlinesMoved } from '#commands/calendar/try-calendar';
import type { ReminderControl, ReminderRun } from '#contracts/reminder-answers';
import type {
  DayPreview,
  DeliveryRow,
  ExplainedObligation,
  InboxEntry,
  Page,
  ReminderReasons,
  SuppressedStep,
  Suppression,
} from '#contracts/reminders';
import { addDays, days } from '#lifecycle/calendar-date';
import type { Contact } from '#lifecycle/contact/contact.events';
import { arraysOf } from '#read-models/kept-statements';
import { Grounds } from '../clock-model/grounds.ts';
import { Projects } from '../clock-model/projects.ts';
import { openOf, type OpenRow } from '../due-rows.ts';
import type { FeedEntry } from '../feed/feed-entry.ts';
import { hoursOf } from '../hours.ts';
import { deliveriesIn, deliveryOf, inboxOf, type PageAsked, type ReminderFilter, unreadIn } from './deliveries.ts';
import { OwedOn } from './due-step.ts';
import { concerns, feedOf, openFor } from './feed.ts';
import { movedBy } from './moved-by.ts';
import { recipientOf } from './people.ts';
import { Preview, type PreviewAsked } from './preview.ts';
import { suppressedSteps } from './suppressed.ts';
import { explained, explainedOver } from './why.ts';

/** Days that the list of what will be sent looks ahead, from today on. */
export const DAYS_AHEAD = 7;
/** Obligations that are explained to a person at most, the most urgent first. */
const EXPLAINED_MAX = 200;
const MESSAGES_LISTED = 200;

/** What the scheduler asks. Answers are of the clock's tables as they stand; whoever keeps them brings them up to date first. */
export class ReminderQueries {
  readonly #of: { readonly grounds: Grounds; readonly projects: Projects };

  /** @param quiet why nothing leaves the house now; null: it does */
  constructor(
    private readonly db: DatabaseSync,
    private readonly quiet: () => Suppression | null = () => null,
  ) {
    const grounds = new Grounds(db);
    this.#of = { grounds, projects: new Projects(db, grounds) };
  }

  /** The day that the tables are of; '' before the first look. */
  get today(): string {
    return this.#fresh().grounds.today;
  }

  /** What would be sent on a day from today on; `project` and `person` narrow it down. */
  preview(asked: Partial<PreviewAsked> & Pick<PreviewAsked, 'day'>): Promise<DayPreview> {
    const of = this.#fresh();
    return new Preview(this.db, of, { project: null, person: null, limit: MESSAGES_LISTED, ...asked }).run();
  }

  /** Today and the days after it. */
  async toSend(count: number = DAYS_AHEAD, narrow: Partial<Omit<PreviewAsked, 'day'>> = {}): Promise<readonly DayPreview[]> {
    const { today } = this;
    const previews: DayPreview[] = [];
    for (let ahead = 0; ahead < count; ahead++) previews.push(await this.preview({ day: addDays(today, days(ahead)), ...narrow }));
    return previews;
  }

  /** Claimed and not sent yet. */
  waiting(page: PageAsked): Page<DeliveryRow> {
    return deliveriesIn(this.db, this.#fresh().grounds, ['waiting', 'sending'], page);
  }

  sent(page: PageAsked & ReminderFilter): Page<DeliveryRow> {
    return deliveriesIn(this.db, this.#fresh().grounds, ['sent'], page);
  }

  /** Given up, or to be tried again. */
  failed(page: PageAsked & ReminderFilter): Page<DeliveryRow> {
    return deliveriesIn(this.db, this.#fresh().grounds, ['failed', 'retrying'], page);
  }

  suppressed(page: PageAsked & ReminderFilter): Page<SuppressedStep> {
    return suppressedSteps(this.db, this.#fresh(), page);
  }

  /** Why nothing is sent at all now; null: it is. */
  get quietNow(): Suppression | null {
    return this.quiet();
  }

  /** What would be sent today and is not, as nothing leaves the house; empty while it does. */
  async heldBack({ project = null, person = null }: { readonly project?: string | null; readonly person?: string | null } = {}): Promise<
    readonly SuppressedStep[]
  > {
    const why = this.quiet();
    const { today } = this;
    if (why === null || today === '') return [];
    const { deliveries } = await this.preview({ day: today, project, person });
    return deliveries.flatMap(({ recipient, items }) => items.map((item) => ({ item, recipient, audience: null, why, decided: null })));
  }

  /** The deadlines of a project that are open or paused. */
  openObligations(project: string): ReminderReasons {
    const { grounds } = this.#fresh();
    return this.#reasons([...openOf(this.db, grounds, project)], [], null);
  }

  /** A project's id by its id or code; null: there is none. */
  projectOf(idOrCode: string): string | null {
    const row = arraysOf(this.db, 'SELECT id FROM clock_project WHERE id = ?1 OR code = ?1').get(idOrCode);
    return row === undefined ? null : String((row as unknown as readonly string[])[0]);
  }

  /** Whether somebody is a contact, or was sent something. */
  isRecipient(person: string): boolean {
    const { grounds } = this.#fresh();
    return grounds.contacts.has(person) || arraysOf(this.db, 'SELECT 1 FROM clock_delivery WHERE recipient = ?').get(person) !== undefined;
  }

  /** Which running deadlines a change of the calendar would move. */
  movedBy(trial: CalendarTrial): DeadlinesMoved {
    return movedBy(this.db, this.#fresh(), trial);
  }

  /** What the operator paused and left out. */
  control(): Pick<ReminderControl, 'paused' | 'excluded'> {
    const { grounds } = this.#fresh();
    const { paused, excluded } = grounds.control;
    const codeOf = arraysOf(this.db, 'SELECT code FROM clock_project WHERE id = ?');
    return {
      paused,
      excluded: excluded.map(({ project, obligation, recipient, ...decided }) => {
        const [code = project] = (codeOf.get(project) ?? []) as unknown as readonly string[];
        const [kind = ''] = obligation.split(':');
        const to = recipient === null ? null : recipientOf(grounds, recipient);
        return { project, code, obligation, kind, recipient: to, ...decided };
      }),
    };
  }

  /** @param now UTC instant */
  state(now: string): Pick<ReminderRun, 'hasContacts' | 'hasCalendar' | 'overLease'> {
    const { grounds } = this.#fresh();
    const over = arraysOf(this.db, `SELECT count(*) FROM clock_delivery WHERE status = 'sending' AND next_at <= ?`).get(now);
    return {
      hasContacts: grounds.contacts.size > 0,
      hasCalendar: grounds.daysOf('national').length > 0,
      overLease: Number((over as unknown as readonly number[])[0]),
    };
  }

  /** One message; null: there is none of that name. */
  delivery(stream: string): DeliveryRow | null {
    return deliveryOf(this.db, this.#fresh().grounds, stream);
  }

  inbox(person: string, page: PageAsked): Page<InboxEntry> {
    return inboxOf(this.db, person, page);
  }

  unread(person: string): number {
    return unreadIn(this.db, person);
  }

  feedEntries(person: string): readonly FeedEntry[] {
    return feedOf({ db: this.db, ...this.#fresh() }, person);
  }

  /** When a contact's alarms ring: the begin of their sending hours, in minutes of the day. */
  alarmMinute({ province }: Pick<Contact, 'province'>): number {
    const { grounds } = this.#fresh();
    const [hours = 0, minutes = 0] = (hoursOf(grounds, province, grounds.today)?.opens ?? '00:00').split(':').map(Number);
    return hours * 60 + minutes;
  }

  /** Whose feed has this secret; null: nobody's. @param secretSha256 lower-case hex */
  feedOwner(secretSha256: string): string | null {
    const row = arraysOf(this.db, 'SELECT person FROM clock_contact WHERE feed = ?').get(secretSha256);
    return row === undefined ? null : String((row as unknown as readonly string[])[0]);
  }

  whyProject(project: string): ReminderReasons {
    const of = this.#fresh();
    return this.#reasons([...openOf(this.db, of.grounds, project)], this.#claimed('project', project), null);
  }

  whyPerson(person: string): ReminderReasons {
    const { grounds } = this.#fresh();
    const contact = grounds.contacts.get(person);
    const open: OpenRow[] = [];
    for (const row of contact === undefined ? [] : openFor(this.db, grounds, contact)) {
      if (open.length === EXPLAINED_MAX) break;
      if (concerns(this.db, grounds, row, person)) open.push(row);
    }
    return this.#reasons(open, this.#claimed('recipient', person), person);
  }

  #reasons(open: readonly OpenRow[], claimed: readonly Claimed[], person: string | null): ReminderReasons {
    const sources = { db: this.db, ...this.#of };
    const { today } = this.#of.grounds;
    const owedOn = new OwedOn(this.#of.projects, today);
    const isOpen = new Set(open.map(({ project, obligation, due }) => `${project} ${obligation} ${due}`));
    const now = open.flatMap((row): readonly ExplainedObligation[] => {
      const owed = owedOn.of(row, row.ladder);
      return owed === null ? [] : [explained(sources, row, owed, person)];
    });
    const over = claimed.filter(({ project, obligation, due }) => !isOpen.has(`${project} ${obligation} ${due}`));
    return { today, quiet: this.quiet(), obligations: [...now, ...over.flatMap((one) => explainedOver(sources, one, person) ?? [])] };
  }

  /** What was claimed about a project, or for a person: each obligation and last day once, the latest first. */
  #claimed(by: 'project' | 'recipient', value: string): readonly Claimed[] {
    const rows = arraysOf(
      this.db,
      `SELECT DISTINCT project, obligation, due FROM clock_step WHERE ${by} = ? ORDER BY due DESC, obligation LIMIT ${EXPLAINED_MAX}`,
    ).all(value);
    return rows.map((row) => {
      const [project, obligation, due] = row as unknown as readonly [string, string, string];
      return { project, obligation, due };
    });
  }

  /** Another process may have written since the last question. */
  #fresh(): { readonly grounds: Grounds; readonly projects: Projects } {
    this.#of.grounds.forget();
    return this.#of;
  }
}

interface Claimed {
  readonly project: string;
  readonly obligation: string;
  readonly due: string;
}
