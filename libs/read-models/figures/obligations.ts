import type { ObligationKind, ObligationState } from '#contracts/figures';
import { dayNumber, fromDayNumber } from '#lifecycle/calendar-date';
import { plainWeek } from '#lifecycle/calendar/plain-week';
import { type Limit, reckon } from '#lifecycle/obligation/reckoning';
import type { Source } from '#reference/province-ref';
import type { Region } from '#reference/provinces';
import { type Deadline, deadlines as deadlinesInForce, DUE_SOON_DAYS } from '#reference/rules/deadlines';
import { type PauseRule, pauseRules as pausesInForce } from '#reference/rules/pauses';
import type { Rule } from '#reference/rules/rule';
import { type Ledger, type LedgerProject, momentOf } from './ledger.ts';
import { isIn } from './places.ts';
import type { Stood } from './stood.ts';
import { type Moment, type Standing, standingAt } from './standing.ts';

/** A disbursement or settlement that is late or due within `DUE_SOON_DAYS`. Days are numbers since 1970-01-01. */
export interface Obligation {
  readonly project: LedgerProject;
  readonly kind: ObligationKind;
  /** Late or due soon; `blocked`: with an open obstacle, `paused`: while its clock stands still. */
  readonly state: ObligationState;
  readonly dueDay: number;
  /** đồng that wait for it */
  readonly vnd: number;
  readonly rule: Deadline;
  readonly awaits: Awaited;
}

/** The step that would come next: what an obligation waits for. */
export type Awaited = 'request' | 'volume' | 'payment' | 'dossier' | 'settlement';

export interface ObligationsAsked {
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly region?: Region | null;
  readonly year?: number | null;
  readonly source?: Source | null;
}

/** Rule rows and how early an obligation is shown; the defaults are those of libs/reference. */
export interface Terms {
  readonly deadlines: readonly Deadline[];
  readonly pauseRules: readonly PauseRule[];
  readonly dueSoonDays: number;
}
const TERMS: Terms = { deadlines: deadlinesInForce, pauseRules: pausesInForce, dueSoonDays: DUE_SOON_DAYS };

/** Every obligation that is late or due soon at `asOf`, as known at `knownAt`: the most overdue first, then by project code. */
export function obligations(ledger: Ledger, asked: ObligationsAsked, terms: Terms = TERMS): readonly Obligation[] {
  const { region = null, year = null, source = null } = asked;
  const moment = momentOf(asked.asOf, asked.knownAt);
  const at = new ObligationsAt(ledger, moment, terms);
  const found: Obligation[] = [];
  for (const project of ledger.owing(year, moment)) {
    if ((source !== null && project.source !== source) || !isIn(region, project.province)) continue;
    found.push(...at.of(project, at.standing(project)));
  }
  return found.sort((a, b) => a.dueDay - b.dueDay || compare(a.project.code, b.project.code) || compare(a.kind, b.kind));
}

/** Numbers of the projects with an obligation that is late at `asOf`, as known at `knownAt`. */
export function lateProjects(ledger: Ledger, { asOf, knownAt, year = null, source = null }: ObligationsAsked): readonly number[] {
  const moment = momentOf(asOf, knownAt);
  const at = new ObligationsAt(ledger, moment);
  const late: number[] = [];
  for (const project of ledger.owing(year, moment)) {
    if (source !== null && project.source !== source) continue;
    if (at.of(project, at.standing(project)).some(({ state }) => state === 'late')) late.push(project.number);
  }
  return late;
}

/** The obligations of one project; none when it is unknown. */
export function obligationsOf(
  ledger: Ledger,
  projectId: string,
  { asOf, knownAt }: { readonly asOf: string; readonly knownAt: string | null },
  terms: Terms = TERMS,
): readonly Obligation[] {
  const project = ledger.project(projectId);
  if (project === undefined) return [];
  const at = new ObligationsAt(ledger, momentOf(asOf, knownAt), terms);
  return at.of(project, at.standing(project));
}

/** The day of the last acceptance of the project's contract at a moment, once each member that goes on is accepted; null: not yet. */
export function lastAcceptanceOf(
  ledger: Ledger,
  projectId: string,
  { asOf, knownAt }: { readonly asOf: string; readonly knownAt: string | null },
): string | null {
  const project = ledger.project(projectId);
  const day = project === undefined ? null : new ObligationsAt(ledger, momentOf(asOf, knownAt)).lastAcceptance(project);
  return day === null ? null : fromDayNumber(day);
}

/** What is due at one moment: remembers when each contract's last member was accepted. */
export class ObligationsAt {
  readonly #ledger: Ledger;
  readonly #moment: Moment;
  readonly #dueSoonDays: number;
  readonly #rules: readonly Dated<Deadline>[];
  readonly #pauses: readonly Dated<PauseRule>[];
  readonly #lastAcceptance = new Map<string, number | null>();
  /** The last that was asked for: as a rule it is asked for again, as a member of its contract. */
  #folded: LedgerProject | null = null;
  #standing: Standing | null = null;
  /** The last fixed day: projects of one plan year share it. */
  #fixed = { year: 0, monthDay: '', day: 0 };

  constructor(ledger: Ledger, moment: Moment, { deadlines, pauseRules, dueSoonDays }: Terms = TERMS) {
    this.#ledger = ledger;
    this.#moment = moment;
    this.#dueSoonDays = dueSoonDays;
    this.#rules = deadlines.map(datedRule);
    this.#pauses = pauseRules.map(datedRule);
  }

  standing(project: LedgerProject): Standing {
    if (this.#folded === project && this.#standing !== null) return this.#standing;
    this.#folded = project;
    return (this.#standing = standingAt(project.facts, this.#moment));
  }

  /** @param standing that of the project at this moment */
  of(project: LedgerProject, standing: Standing): readonly Obligation[] {
    const { contractDay, acceptedDay, plan, advanced, accepted } = standing;
    if (standing.ended || standing.settled !== null) return [];
    const open: Obligation[] = [];
    const add = (kind: ObligationKind, startDay: number, vnd: number): void => {
      const due = this.#due(project, kind, startDay, standing.stood);
      if (due === null) return;
      const { late, paused, ...found } = due;
      const state = paused ? 'paused' : standing.openObstacles > 0 ? 'blocked' : late ? 'late' : 'dueSoon';
      open.push({ ...found, state, project, kind, vnd, awaits: awaitedBy(kind, standing) });
    };
    if (contractDay !== null && !standing.firstAdvancePaid) add('first-advance', contractDay, plan);
    if (acceptedDay === null) return open;
    if (!standing.remainingAdvancePaid && plan > advanced) add('remaining-advance', acceptedDay, plan - advanced);
    const lastAcceptance = standing.dossierLodged ? null : this.#lastAcceptanceOf(project, acceptedDay);
    if (lastAcceptance !== null) add('settlement-dossier', lastAcceptance, accepted);
    add('settlement', acceptedDay, accepted);
    return open;
  }

  /** null: the project, or another member of its contract that goes on, is not accepted. */
  lastAcceptance(project: LedgerProject): number | null {
    const { acceptedDay } = this.standing(project);
    return acceptedDay === null ? null : this.#lastAcceptanceOf(project, acceptedDay);
  }

  /** null: not due yet, nor soon. */
  #due(project: LedgerProject, kind: ObligationKind, startDay: number, stood: readonly Stood[]): Due | null {
    const rule = inForce(this.#rules, startDay, ({ obligation }) => obligation === kind);
    if (rule === undefined) return null;
    const { asOfDay: today } = this.#moment;
    const { after } = rule;
    const limit: Limit =
      'days' in after
        ? { unit: 'calendar', count: after.days }
        : { unit: 'fixed', day: this.#fixedDay(project.planYear + 1, after.monthDay) };
    const stills = stood.length === 0 ? stood : stood.filter((one) => this.#stops(one, kind, startDay));
    const { due: dueDay } = reckon(limit, startDay, stills, { today, calendar: plainWeek });
    if (dueDay - today > this.#dueSoonDays) return null;
    return { rule, dueDay, late: dueDay < today, paused: stills.some(({ to }) => to === null) };
  }

  #fixedDay(year: number, monthDay: string): number {
    if (this.#fixed.year !== year || this.#fixed.monthDay !== monthDay)
      this.#fixed = { year, monthDay, day: dayNumber(`${year}-${monthDay}`) };
    return this.#fixed.day;
  }

  #stops({ reason, kind: named, to }: Stood, kind: ObligationKind, startDay: number): boolean {
    if ((named !== null && named !== kind) || (to !== null && to <= startDay)) return false;
    const rule = inForce(this.#pauses, startDay, (row) => row.reason === reason);
    return rule !== undefined && (rule.pauses === null || rule.pauses.includes(kind));
  }

  /**
   * The day of the last acceptance among the members of the project's contract, once each that is not stopped is accepted; null
   * before. A project without a contract stands alone (TT 36/2013 art. 18(1) counts from the acceptance).
   */
  #lastAcceptanceOf({ contract }: LedgerProject, acceptedDay: number): number | null {
    if (contract === null) return acceptedDay;
    const known = this.#lastAcceptance.get(contract);
    if (known !== undefined) return known;
    let last: number | null = acceptedDay;
    for (const member of this.#ledger.membersOf(contract)) {
      const standing = this.standing(member);
      if (standing.contractDay === null || standing.ended) continue;
      last = last === null || standing.acceptedDay === null ? null : Math.max(last, standing.acceptedDay);
    }
    this.#lastAcceptance.set(contract, last);
    return last;
  }
}

interface Due extends Pick<Obligation, 'rule' | 'dueDay'> {
  readonly late: boolean;
  readonly paused: boolean;
}

/** Everybody's row and its days, looked up once a question and not once a project. */
interface Dated<Row extends Rule> {
  readonly rule: Row;
  readonly fromDay: number;
  readonly toDay: number;
}

const datedRule = <Row extends Rule>(rule: Row): Dated<Row> => ({
  rule,
  fromDay: dayNumber(rule.from),
  toDay: rule.to === null ? Infinity : dayNumber(rule.to),
});

const inForce = <Row extends Rule>(rows: readonly Dated<Row>[], day: number, fits: (row: Row) => boolean): Row | undefined =>
  rows.find(({ rule, fromDay, toDay }) => fromDay <= day && day <= toDay && fits(rule))?.rule;

/** TT 36/2013 art. 13, 14, 18, 21(4): the unit asks, the Sở confirms the volume, the agency pays; the unit's dossier, then settlement. */
function awaitedBy(kind: ObligationKind, { request, dossierLodged }: Standing): Awaited {
  if (kind === 'settlement-dossier') return 'dossier';
  if (kind === 'settlement') return dossierLodged ? 'settlement' : 'dossier';
  return request === 'none' ? 'request' : request === 'open' ? 'volume' : 'payment';
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
