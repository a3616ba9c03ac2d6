import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { calendarAsKnown, closureScopes } from '#lifecycle/calendar/as-known';
import type { CalendarEvent } from '#lifecycle/calendar/calendar.events';
import { afterEvent, type KeptDay } from '#lifecycle/calendar/known-days';
import type { WorkingCalendar } from '#lifecycle/calendar/working-calendar';
import type { Contact, ContactEvent } from '#lifecycle/contact/contact.events';
import { covers } from '#lifecycle/contact/recipients';
import { currentRules, type RuleBook } from '#lifecycle/context';
import { ruleBookWith } from '#lifecycle/rulebook/merged';
import { rulebook, type Rulebook } from '#lifecycle/rulebook/rulebook.decider';
import { type RulebookEvent, scopeOf } from '#lifecycle/rulebook/rulebook.events';
import { type Control, nothingPaused, reminderControl, type ControlEvent } from '#lifecycle/reminder/control.decider';
import type { ProvinceRef, Source } from '#reference/province-ref';

type Kind = 'calendar' | 'rules' | 'control' | 'today';

/** What every obligation is judged by and whoever is reminded: the calendar, the rules, the directory, the operator's word, and the day. */
export class Grounds {
  readonly #select: StatementSync;
  readonly #upsert: StatementSync;
  readonly #scopes: StatementSync;
  readonly #selectContacts: StatementSync;
  readonly #upsertContact: StatementSync;
  readonly #upsertFeed: StatementSync;
  readonly #markRead: StatementSync;
  readonly #layers = new Map<string, readonly KeptDay[]>();
  readonly #calendars = new Map<string, WorkingCalendar>();
  readonly #rules = new Map<string, RuleBook>();
  readonly #covering = new Map<string, readonly Contact[]>();
  #contacts: Map<string, Contact> | null = null;
  #control: Control | null = null;
  #today: string | null = null;

  constructor(db: DatabaseSync) {
    this.#select = db.prepare('SELECT data FROM clock_ground WHERE kind = ? AND scope = ?');
    this.#upsert = db.prepare('INSERT INTO clock_ground VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET data = excluded.data');
    this.#scopes = db.prepare(`SELECT scope FROM clock_ground WHERE kind = 'calendar'`);
    this.#selectContacts = db.prepare('SELECT data FROM clock_contact');
    this.#upsertContact = db.prepare(
      'INSERT INTO clock_contact (person, data) VALUES (?, ?) ON CONFLICT DO UPDATE SET data = excluded.data',
    );
    this.#upsertFeed = db.prepare('UPDATE clock_contact SET feed = ?2 WHERE person = ?1');
    this.#markRead = db.prepare('INSERT INTO clock_read VALUES (?, ?) ON CONFLICT DO NOTHING');
  }

  /** Drops what is remembered: a transaction was rolled back. */
  forget(): void {
    this.#layers.clear();
    this.#calendars.clear();
    this.#rules.clear();
    this.#covering.clear();
    [this.#contacts, this.#control, this.#today] = [null, null, null];
  }

  /** The day that everything here is of; '' before the first. */
  get today(): string {
    return (this.#today ??= this.#read<string>('today', '') ?? '');
  }

  turnTo(day: string): void {
    this.#write('today', '', day);
    this.#today = day;
    this.#calendars.clear();
  }

  /** Of a province, null: the nation's, as known today. */
  calendarOf(province: ProvinceRef | null): WorkingCalendar {
    const scope = scopeOf(province);
    let calendar = this.#calendars.get(scope);
    if (calendar === undefined) {
      const closures = province === null ? [] : closureScopes(province).flatMap((one) => this.daysOf(scopeOf(one)));
      calendar = calendarAsKnown({ national: this.daysOf(scopeOf(null)), province: closures }, this.today);
      this.#calendars.set(scope, calendar);
    }
    return calendar;
  }

  /** Every row that was set in a layer. */
  daysOf(scope: string): readonly KeptDay[] {
    let layer = this.#layers.get(scope);
    if (layer === undefined) this.#layers.set(scope, (layer = this.#read<readonly KeptDay[]>('calendar', scope) ?? []));
    return layer;
  }

  /** The layers that have rows. */
  calendarScopes(): readonly string[] {
    return this.#scopes.all().map(({ scope }) => String(scope));
  }

  /** A province's own rules judge its KCDP alone. */
  rulesFor({ source, province }: { readonly source: Source; readonly province: ProvinceRef }): RuleBook {
    return this.rulesOf(source === 'KCDP' ? province : null);
  }

  /** Everybody's rules with a province's own; null: without any province's. */
  rulesOf(province: ProvinceRef | null): RuleBook {
    const scope = scopeOf(province);
    let rules = this.#rules.get(scope);
    if (rules === undefined) {
      const scopes = scope === scopeOf(null) ? [scope] : [scopeOf(null), scope];
      rules = ruleBookWith(currentRules, ...scopes.flatMap((one) => this.#rulebookOf(one).activations));
      this.#rules.set(scope, rules);
    }
    return rules;
  }

  get contacts(): ReadonlyMap<string, Contact> {
    if (this.#contacts === null) {
      const rows = this.#selectContacts.all().map(({ data }) => JSON.parse(String(data)) as Contact);
      this.#contacts = new Map(rows.map((contact) => [contact.person, contact]));
    }
    return this.#contacts;
  }

  /** The contacts whose province takes in a project's. */
  contactsFor(province: ProvinceRef): readonly Contact[] {
    const scope = scopeOf(province);
    let covering = this.#covering.get(scope);
    if (covering === undefined) {
      covering = [...this.contacts.values()].filter((contact) => covers(contact.province, province));
      this.#covering.set(scope, covering);
    }
    return covering;
  }

  get control(): Control {
    return (this.#control ??= this.#read<Control>('control', '') ?? nothingPaused);
  }

  takeCalendar(scope: string, event: CalendarEvent, on: string): void {
    const layer = afterEvent(this.daysOf(scope), event, on);
    this.#write('calendar', scope, layer);
    this.#layers.set(scope, layer);
    this.#calendars.clear();
  }

  takeRules(scope: string, event: RulebookEvent, by: { readonly on: string; readonly actor: string }): void {
    this.#write('rules', scope, rulebook.evolve(this.#rulebookOf(scope), event, by));
    this.#rules.clear();
  }

  takeControl(event: ControlEvent, by: { readonly on: string; readonly actor: string }): void {
    const control = reminderControl.evolve(this.control, event, by);
    this.#write('control', '', control);
    this.#control = control;
  }

  /** The contact before and after it; null: who is reminded stays the same. */
  takeContact(event: ContactEvent): { readonly before: Contact | undefined; readonly after: Contact } | null {
    const { person } = event.data;
    if (event.type === 'FeedOpened') this.#upsertFeed.run(person, event.data.secretSha256);
    if (event.type === 'FeedRevoked') this.#upsertFeed.run(person, null);
    if (event.type === 'InboxRead') for (const delivery of event.data.deliveries) this.#markRead.run(person, delivery);
    if (event.type !== 'ContactRecorded' && event.type !== 'ContactEnded') return null;
    const before = this.contacts.get(person);
    const after = event.type === 'ContactRecorded' ? event.data : before && { ...before, activeTo: event.data.lastDay };
    if (after === undefined) throw new Error(`${person} ended before it was recorded`);
    this.#upsertContact.run(person, JSON.stringify(after));
    this.#contacts?.set(person, after);
    this.#covering.clear();
    return { before, after };
  }

  #rulebookOf(scope: string): Rulebook {
    return this.#read<Rulebook>('rules', scope) ?? rulebook.initial;
  }

  #read<Data>(kind: Kind, scope: string): Data | undefined {
    const row = this.#select.get(kind, scope);
    return row === undefined ? undefined : (JSON.parse(String(row['data'])) as Data);
  }

  #write(kind: Kind, scope: string, data: unknown): void {
    this.#upsert.run(kind, scope, JSON.stringify(data));
  }
}
