import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { DayPreview, DueStep, SuppressedStep } from '#contracts/reminders';
import { dayNumber, fromDayNumber } from '#lifecycle/calendar-date';
import { stepNow } from '#lifecycle/obligation/ladder-steps';
import { arraysOf, statementOf } from '#read-models/kept-statements';
import type { ProvinceRef } from '#reference/province-ref';
import type { Grounds } from '../clock-model/grounds.ts';
import { type Projects, trackedOf } from '../clock-model/projects.ts';
import { ITEMS_MAX } from '../day-plan.ts';
import { afterOf, claimedOf, FROM_THE_START, type OpenRow, openRowOf, wakingBy } from '../due-rows.ts';
import { type Addressee, look, type Looked } from '../look.ts';
import { dueStep, type Owed, OwedOn } from './due-step.ts';
import { decidedBy, recipientOf } from './people.ts';

export interface PreviewAsked {
  readonly day: string;
  /** Only of this project; null: of all. */
  readonly project: string | null;
  /** Only to this person; null: to all. */
  readonly person: string | null;
  /** Messages listed at most. */
  readonly limit: number;
}

const PAGE_ROWS = 500;

/**
 * What would be sent on a day from today on, if nothing happened until then and every sweep in between was made. Nothing is written. A
 * later month's report is looked at as it will be then; days off are those known today. What is over a message of one day is counted
 * there, and not looked for on the days after.
 */
export class Preview {
  readonly #owed: OwedOn;
  readonly #messages = new Map<string, { readonly to: Addressee; readonly items: DueStep[]; waits: number }>();
  readonly #suppressed: SuppressedStep[] = [];
  readonly #hadOne = new Map<string, boolean>();
  #steps = 0;

  constructor(
    private readonly db: DatabaseSync,
    private readonly of: { readonly grounds: Grounds; readonly projects: Projects },
    private readonly asked: PreviewAsked,
  ) {
    this.#owed = new OwedOn(of.projects, asked.day);
  }

  async run(): Promise<DayPreview> {
    const { day, limit } = this.asked;
    const off = this.#offOn(day);
    if (off === null) {
      await this.#waking();
      await this.#turning();
    }
    const messages = [...this.#messages.values()].sort((a, b) => (a.to.recipient < b.to.recipient ? -1 : 1));
    const deliveries = messages.slice(0, limit).map(({ to, items, waits }) => ({
      ...{ day, recipient: recipientOf(this.of.grounds, to.recipient), channel: to.channel },
      ...{ items, waits },
    }));
    const suppressed = this.#suppressed.slice(0, limit);
    return { day, off, deliveries, suppressed, steps: this.#steps, more: Math.max(0, messages.length - limit) };
  }

  async #waking(): Promise<void> {
    const { grounds } = this.of;
    for (let after = FROM_THE_START; ;) {
      const rows = wakingBy({ db: this.db, grounds }, this.asked.day, after, PAGE_ROWS);
      for (const row of rows) if (!this.#turnsBefore(row)) this.#look(row, () => this.#owed.of(row, row.ladder));
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE_ROWS) return;
      after = afterOf(last);
      await setImmediate();
    }
  }

  /** Projects whose obligations time alone changes until then. */
  async #turning(): Promise<void> {
    const { grounds, projects } = this.of;
    const page = statementOf(this.db, 'SELECT n, id, track FROM clock_project WHERE turn_on <= ? AND n > ? ORDER BY n LIMIT ?');
    for (let after = 0; ;) {
      const rows = page.all(this.asked.day, after, PAGE_ROWS);
      for (const row of rows) {
        const project = trackedOf(row);
        for (const obligation of projects.obligationsOf(project.track, this.asked.day)) {
          const watched = openRowOf(project, obligation, grounds);
          this.#look(watched, () => ({ watched, obligation, track: project.track, ladder: watched.ladder }));
        }
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE_ROWS) return;
      after = Number(last['n']);
      await setImmediate();
    }
  }

  #turnsBefore({ n }: OpenRow): boolean {
    const row = arraysOf(this.db, 'SELECT 1 FROM clock_project WHERE n = ? AND turn_on <= ?').get(n, this.asked.day);
    return row !== undefined;
  }

  #look(row: OpenRow, owedOf: () => Owed | null): void {
    const { day, project } = this.asked;
    if (row.paused || (project !== null && project !== row.project)) return;
    const { grounds } = this.of;
    const claimed = claimedOf(this.db, row);
    const sight = { today: day, control: grounds.control, contacts: grounds.contactsFor(row.province) };
    const { sends, suppressed } = look(row, { ...sight, claimed: (recipient) => this.#claimedBy(row, recipient, claimed(recipient)) });
    if (sends.length + suppressed.length === 0) return;
    const owed = owedOf();
    if (owed !== null) this.#note(owed, { sends, suppressed });
  }

  #note(owed: Owed, { sends, suppressed }: Looked): void {
    const { day, person } = this.asked;
    const { grounds } = this.of;
    const { project, obligation, kind } = owed.watched;
    for (const { to, step } of sends) {
      if ((person !== null && to.recipient !== person) || !this.#isSentTo(to)) continue;
      let message = this.#messages.get(to.recipient);
      if (message === undefined) this.#messages.set(to.recipient, (message = { to, items: [], waits: 0 }));
      if (message.items.length === ITEMS_MAX) {
        message.waits += 1;
        continue;
      }
      message.items.push(dueStep(owed, step));
      this.#steps += 1;
    }
    for (const { to, audience, step, why } of suppressed) {
      const recipient = to?.recipient ?? null;
      if (step.on !== day || (person !== null && recipient !== person)) continue;
      const item = dueStep(owed, { ...step, late: false, skipped: [] });
      const decided = decidedBy(grounds, why, { project, obligation, kind, recipient });
      this.#suppressed.push({ item, recipient: recipient === null ? null : recipientOf(grounds, recipient), audience, why, decided });
    }
  }

  /** Every sweep between today and the day would have claimed the latest step that had come by then. */
  #claimedBy({ steps }: OpenRow, recipient: string, had: ReadonlySet<string>): ReadonlySet<string> {
    const before = this.#lastSweepFor(recipient);
    const step = before === null ? null : stepNow(steps, before, had);
    return step === null ? had : new Set([...had, step.step]);
  }

  /** The last day before the one asked for on which they could be written to; null: none from today on. */
  #lastSweepFor(recipient: string): string | null {
    const { grounds } = this.of;
    const contact = grounds.contacts.get(recipient);
    const day = fromDayNumber(grounds.calendarOf(contact?.province ?? null).onOrBefore(dayNumber(this.asked.day) - 1));
    const first = contact !== undefined && contact.activeFrom > grounds.today ? contact.activeFrom : grounds.today;
    return day < first || (day === grounds.today && this.#hasMessageToday(recipient)) ? null : day;
  }

  #isSentTo({ recipient, contact }: Addressee): boolean {
    const { grounds } = this.of;
    const { day } = this.asked;
    const province: ProvinceRef | null = contact?.province ?? null;
    if (grounds.calendarOf(province).isOff(dayNumber(day))) return false;
    return day !== grounds.today || !this.#hasMessageToday(recipient);
  }

  #hasMessageToday(recipient: string): boolean {
    let had = this.#hadOne.get(recipient);
    if (had === undefined) {
      had =
        arraysOf(this.db, 'SELECT 1 FROM clock_delivery WHERE recipient = ? AND day = ?').get(recipient, this.of.grounds.today) !==
        undefined;
      this.#hadOne.set(recipient, had);
    }
    return had;
  }

  #offOn(day: string): string | null {
    const calendar = this.of.grounds.calendarOf(null);
    const number = dayNumber(day);
    return calendar.isOff(number) ? (calendar.rowOf(number)?.name ?? 'weekend') : null;
  }
}
