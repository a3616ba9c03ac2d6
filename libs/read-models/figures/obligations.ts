import type { ObligationKind, ObligationState } from '#contracts/figures';
import { dayNumber } from '#lifecycle/calendar-date';
import type { Source } from '#reference/province-ref';
import type { Region } from '#reference/provinces';
import { type Deadline, deadlines as deadlinesInForce, DUE_SOON_DAYS } from '#reference/rules/deadlines';
import { type Ledger, type LedgerProject, momentOf } from './ledger.ts';
import { isIn } from './places.ts';
import { type Moment, type Standing, standingAt } from './standing.ts';

/** A disbursement or settlement that is late or due within `DUE_SOON_DAYS`. Days are numbers since 1970-01-01. */
export interface Obligation {
  readonly project: LedgerProject;
  readonly kind: ObligationKind;
  /** `blocked`: late or due soon with an open obstacle; `paused` comes with clocks. */
  readonly state: Exclude<ObligationState, 'paused'>;
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
  readonly dueSoonDays: number;
}
const TERMS: Terms = { deadlines: deadlinesInForce, dueSoonDays: DUE_SOON_DAYS };

/** Every obligation that is late or due soon at `asOf`, as known at `knownAt`: the most overdue first, then by project code. */
export function obligations(ledger: Ledger, asked: ObligationsAsked, terms: Terms = TERMS): readonly Obligation[] {
  const { region = null, year = null, source = null } = asked;
  const at = new ObligationsAt(ledger, momentOf(asked.asOf, asked.knownAt), terms);
  const found: Obligation[] = [];
  for (const project of year === null ? ledger.projects() : ledger.projectsOf([year])) {
    if ((source !== null && project.source !== source) || !isIn(region, project.province) || at.hasNone(project)) continue;
    found.push(...at.of(project, at.standing(project)));
  }
  return found.sort((a, b) => a.dueDay - b.dueDay || compare(a.project.code, b.project.code) || compare(a.kind, b.kind));
}

/** Ids of the projects with an obligation that is late at `asOf`, as known at `knownAt`. */
export function lateProjects(ledger: Ledger, { asOf, knownAt, year = null, source = null }: ObligationsAsked): readonly string[] {
  const at = new ObligationsAt(ledger, momentOf(asOf, knownAt));
  const late: string[] = [];
  for (const project of year === null ? ledger.projects() : ledger.projectsOf([year])) {
    if ((source !== null && project.source !== source) || at.hasNone(project)) continue;
    if (at.of(project, at.standing(project)).some(({ state }) => state === 'late')) late.push(project.id);
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

/** What is due at one moment: remembers when each contract's last member was accepted. */
export class ObligationsAt {
  readonly #ledger: Ledger;
  readonly #moment: Moment;
  readonly #dueSoonDays: number;
  readonly #rules: readonly (Pick<Obligation, 'rule'> & { readonly fromDay: number; readonly toDay: number })[];
  readonly #lastAcceptance = new Map<string, number | null>();

  constructor(ledger: Ledger, moment: Moment, { deadlines, dueSoonDays }: Terms = TERMS) {
    this.#ledger = ledger;
    this.#moment = moment;
    this.#dueSoonDays = dueSoonDays;
    this.#rules = deadlines.map((rule) => ({
      rule,
      fromDay: dayNumber(rule.from),
      toDay: rule.to === null ? Infinity : dayNumber(rule.to),
    }));
  }

  standing(project: LedgerProject): Standing {
    return standingAt(project.facts, this.#moment);
  }

  /** Neither contract nor acceptance yet, or settled or ended for good, seen without a fold: in most questions that is most projects. False: not sure. */
  hasNone({ due: { fromDay, endDay, endKnownDay } }: LedgerProject): boolean {
    const { asOfDay, knownDay } = this.#moment;
    return fromDay > asOfDay || (endDay <= asOfDay && endKnownDay <= knownDay);
  }

  /** @param standing that of the project at this moment */
  of(project: LedgerProject, standing: Standing): readonly Obligation[] {
    const { contractDay, acceptedDay, plan, advanced, accepted } = standing;
    if (standing.ended || standing.settled !== null) return [];
    const open: Obligation[] = [];
    const add = (kind: ObligationKind, startDay: number, vnd: number): void => {
      const due = this.#due(project, kind, startDay);
      if (due === null) return;
      const state = standing.openObstacles > 0 ? 'blocked' : due.state;
      open.push({ ...due, state, project, kind, vnd, awaits: awaitedBy(kind, standing) });
    };
    if (contractDay !== null && !standing.firstAdvancePaid) add('first-advance', contractDay, plan);
    if (acceptedDay === null) return open;
    if (!standing.remainingAdvancePaid && plan > advanced) add('remaining-advance', acceptedDay, plan - advanced);
    const lastAcceptance = standing.dossierLodged ? null : this.#lastAcceptanceOf(project, acceptedDay);
    if (lastAcceptance !== null) add('settlement-dossier', lastAcceptance, accepted);
    add('settlement', acceptedDay, accepted);
    return open;
  }

  /** null: not due yet, nor soon. */
  #due(project: LedgerProject, kind: ObligationKind, startDay: number): Pick<Obligation, 'state' | 'dueDay' | 'rule'> | null {
    const found = this.#rules.find(({ rule, fromDay, toDay }) => rule.obligation === kind && fromDay <= startDay && startDay <= toDay);
    if (found === undefined) return null;
    const { after } = found.rule;
    const dueDay = 'days' in after ? startDay + after.days : dayNumber(`${project.planYear + 1}-${after.monthDay}`);
    const left = dueDay - this.#moment.asOfDay;
    if (left > this.#dueSoonDays) return null;
    return { state: left < 0 ? 'late' : 'dueSoon', dueDay, rule: found.rule };
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

/** TT 36/2013 art. 13, 14, 18, 21(4): the unit asks, the Sở confirms the volume, the agency pays; the unit's dossier, then settlement. */
function awaitedBy(kind: ObligationKind, { request, dossierLodged }: Standing): Awaited {
  if (kind === 'settlement-dossier') return 'dossier';
  if (kind === 'settlement') return dossierLodged ? 'settlement' : 'dossier';
  return request === 'none' ? 'request' : request === 'open' ? 'volume' : 'payment';
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
