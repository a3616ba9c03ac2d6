import type { WorkingCalendar } from '#lifecycle/calendar/working-calendar';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { lastAcceptanceOf } from '#lifecycle/obligation/contract-acceptance';
import { nextTurn, obligationsOf } from '#lifecycle/obligation/obligations';
import type { Obligation } from '#lifecycle/obligation/obligation';
import { termOn } from '#lifecycle/procedure-rules';
import { type Track, untracked } from '#lifecycle/obligation/track';
import { scopeOf } from '#lifecycle/rulebook/rulebook.events';
import type { Grounds } from './grounds.ts';
import { Obligations, type Why } from './obligations-table.ts';
import { packed, unpacked } from './tracks.ts';

/** Projects of one step of a longer work: a few milliseconds, so that nobody waits for it. */
export const CHUNK_PROJECTS = 200;

export interface TrackedProject {
  readonly n: number;
  readonly id: string;
  readonly track: Track;
}

/** The tracks of all projects, and what follows from them today. */
export class Projects {
  readonly #obligations: Obligations;
  readonly #byId: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #turnOn: StatementSync;
  readonly #members: StatementSync;
  readonly #contract: StatementSync;
  readonly #keepContract: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly grounds: Grounds,
  ) {
    this.#obligations = new Obligations(db, grounds);
    this.#byId = db.prepare('SELECT n, id, track FROM clock_project WHERE id = ?');
    this.#insert = db.prepare(`
      INSERT INTO clock_project (id, code, scope, source, unit, contract, turn_on, track) VALUES (?, ?, ?, ?, ?, ?, NULL, ?) RETURNING n`);
    this.#update = db.prepare(
      'UPDATE clock_project SET code = ?2, scope = ?3, source = ?4, unit = ?5, contract = ?6, track = ?7 WHERE n = ?1',
    );
    this.#turnOn = db.prepare('UPDATE clock_project SET turn_on = ?2 WHERE n = ?1 AND turn_on IS NOT ?2');
    this.#members = db.prepare('SELECT n, id, track FROM clock_project WHERE contract = ?');
    this.#contract = db.prepare('SELECT last_acceptance FROM clock_contract WHERE contract = ?');
    this.#keepContract = db.prepare(
      'INSERT INTO clock_contract VALUES (?, ?) ON CONFLICT DO UPDATE SET last_acceptance = excluded.last_acceptance',
    );
  }

  find(id: string): TrackedProject | undefined {
    const row = this.#byId.get(id);
    return row === undefined ? undefined : trackedOf(row);
  }

  /** Writes the tracks, then looks at what is owed by these projects and by those that share a contract with them. */
  save(
    changed: ReadonlyMap<
      string,
      { readonly before: TrackedProject | undefined; readonly track: Track; readonly event: string; readonly at: string }
    >,
  ): void {
    const contracts = new Set<string>();
    const saved = [...changed].map(([id, { before: known, track, event, at }]) => {
      const before = known ?? this.find(id);
      for (const one of [before?.track, track])
        if (contractOf(one) !== null && markOf(before?.track) !== markOf(track)) contracts.add(contractOf(one) as string);
      return { project: { n: this.#write(id, before, track), id, track }, event, at, unitChanged: unitOf(before?.track) !== unitOf(track) };
    });
    const moved = [...contracts].filter((contract) => this.#lastAcceptanceMoved(contract));
    for (const { project, event, at, unitChanged } of saved) this.evaluate(project, { event, notice: null, at }, unitChanged);
    const at = saved.at(-1)?.at ?? '';
    for (const contract of moved)
      for (const member of this.#membersOf(contract))
        if (!changed.has(member.id)) this.evaluate(member, { event: 'AcceptanceHeld', notice: null, at });
  }

  /** @param again whether somebody must look at every step anew, though no deadline moved */
  evaluate({ n, track }: TrackedProject, why: Why | ((obligation: Obligation | null) => Why), again = false): void {
    this.#turnOn.run(n, this.#turnOf(track));
    this.#obligations.set({ n, track }, this.obligationsOf(track), { why, again });
  }

  /** Next day on which time alone changes what is owed; null where no rule asks for monthly reports. */
  #turnOf(track: Track): string | null {
    const { subject } = track;
    const next = subject === null ? null : nextTurn(track, this.grounds.today);
    if (subject === null || next === null) return null;
    return termOn(this.grounds.rulesFor(subject), 'monthly-report', subject, next) === undefined ? null : next;
  }

  obligationsOf(track: Track, today: string = this.grounds.today): readonly Obligation[] {
    const { subject } = track;
    if (subject === null) return [];
    return obligationsOf(track, {
      rules: this.grounds.rulesFor(subject),
      calendar: this.grounds.calendarOf(subject.province),
      today,
      lastAcceptance: this.lastAcceptance(contractOf(track)),
    });
  }

  /** As `obligationsOf` today, by another calendar. */
  obligationsWith(track: Track, calendar: WorkingCalendar): readonly Obligation[] {
    const { subject } = track;
    if (subject === null) return [];
    const rules = this.grounds.rulesFor(subject);
    return obligationsOf(track, { rules, calendar, today: this.grounds.today, lastAcceptance: this.lastAcceptance(contractOf(track)) });
  }

  lastAcceptance(contract: string | null): string | null {
    return contract === null ? null : ((this.#contract.get(contract)?.['last_acceptance'] ?? null) as string | null);
  }

  #lastAcceptanceMoved(contract: string): boolean {
    const last = lastAcceptanceOf(this.#membersOf(contract).map(({ track }) => track));
    if (last === this.lastAcceptance(contract)) return false;
    this.#keepContract.run(contract, last);
    return true;
  }

  #membersOf(contract: string): readonly TrackedProject[] {
    return this.#members.all(contract).map(trackedOf);
  }

  #write(id: string, before: TrackedProject | undefined, track: Track): number {
    const { subject } = track;
    const columns = [
      subject?.code ?? '',
      subject === null ? '' : scopeOf(subject.province),
      subject?.source ?? '',
      unitOf(track),
      contractOf(track),
      packed(track),
    ] as const;
    if (before === undefined) return Number(this.#insert.get(id, ...columns)?.['n']);
    this.#update.run(before.n, ...columns);
    return before.n;
  }
}

export const trackedOf = ({ n, id, track }: Record<string, unknown>): TrackedProject => ({
  n: Number(n),
  id: String(id),
  track: unpacked(String(track)),
});

const contractOf = (track: Track | undefined): string | null => track?.contracted?.contract ?? null;
const unitOf = (track: Track | undefined): string | null => track?.subject?.implementingUnit ?? null;

/** What of a member's track the last acceptance of its contract hangs on. */
const markOf = ({ contracted, accepted, ended }: Track = untracked): string =>
  `${contracted?.contract ?? ''} ${accepted?.on ?? ''} ${ended}`;
