import type { Stage } from '#contracts/figures';
import { afterReturn } from '#lifecycle/project/project-stage';
import { FACT, FACT_WIDTH } from './facts.ts';
import { NAMED, start, stop, type Stood } from './stood.ts';

/** A project's money and milestones at one moment. Days are numbers since 1970-01-01, amounts đồng; null: not reached. */
export interface Standing {
  /** null: nothing of it had happened, or was known, yet. */
  stage: Stage | null;
  stageDay: number;
  /** Approved amount, as changed by later decisions; stopping does not lower it. */
  plan: number;
  contractDay: number | null;
  /** The advance that is asked for and not yet paid, and whether its volume is confirmed. */
  request: 'none' | 'open' | 'confirmed';
  firstAdvancePaid: boolean;
  remainingAdvancePaid: boolean;
  /** Advances and payments, recoveries not deducted. */
  advanced: number;
  recovered: number;
  acceptedDay: number | null;
  accepted: number;
  dossierLodged: boolean;
  settled: number | null;
  openObstacles: number;
  /** Stopped or withdrawn. */
  ended: boolean;
  /** Force majeure whose volume the department, or the commune, has confirmed. */
  forceConfirmed: { readonly department: boolean; readonly commune: boolean };
  /** Stretches in which clocks stood still; never changed in place. */
  stood: readonly Stood[];
}

/** The moment that a figure is of, in day numbers. `knownDay` = Infinity: everything known. */
export interface Moment {
  readonly asOfDay: number;
  readonly knownDay: number;
}

const UNCONFIRMED = { department: false, commune: false };
const NEVER: readonly Stood[] = [];

/** Where a project stands of which nothing is known. */
export const nothing = (): Standing => ({
  stage: null,
  stageDay: 0,
  plan: 0,
  contractDay: null,
  request: 'none',
  firstAdvancePaid: false,
  remainingAdvancePaid: false,
  advanced: 0,
  recovered: 0,
  acceptedDay: null,
  accepted: 0,
  dossierLodged: false,
  settled: null,
  openObstacles: 0,
  ended: false,
  forceConfirmed: UNCONFIRMED,
  stood: NEVER,
});

/** Folds the facts that had happened by `asOfDay` and were recorded by the end of `knownDay`, in stream order. */
export const standingAt = (facts: readonly number[], moment: Moment): Standing => fold(facts, facts.length, moment);

/** The standing after each fact that counts at a moment, in stream order; `at` is the fact's place in the list. */
export function standingsUpTo(facts: readonly number[], moment: Moment): readonly { readonly at: number; readonly after: Standing }[] {
  const found: { readonly at: number; readonly after: Standing }[] = [];
  fold(facts, facts.length, moment, (at, standing) => found.push({ at, after: { ...standing } }));
  return found;
}

/** @param seen is shown the standing after each fact that counts; it goes on changing */
function fold(
  facts: readonly number[],
  end: number,
  { asOfDay, knownDay }: Moment,
  seen?: (at: number, standing: Readonly<Standing>) => void,
): Standing {
  let standing = nothing();
  let beforeReturn: Stage = 'registered';
  for (let at = 0; at < end; at += FACT_WIDTH) {
    const day = facts[at + 1] as number;
    if ((facts[at + 2] as number) > knownDay) break; // a stream is recorded in order
    if (day > asOfDay) continue;
    const kind = facts[at] as number;
    if (kind === FACT.returned) beforeReturn = afterReturn(standing.stage);
    if (kind === FACT.reversed) standing = foldWithout(facts, at, standing, { asOfDay, knownDay });
    else take(standing, kind, day, facts[at + 3] as number);
    const stage = stageAfter(kind, standing.stage, beforeReturn);
    if (stage !== null && stage !== standing.stage) {
      standing.stage = stage;
      standing.stageDay = day;
    }
    if (seen !== undefined) seen(at, standing);
  }
  return standing;
}

/**
 * The standing up to the reversal at `at`, as if the fact that it takes back had not been; the stage counts from the reversal on.
 * Rare, so it may cost a second fold.
 */
function foldWithout(facts: readonly number[], at: number, before: Standing, moment: Moment): Standing {
  const kept = facts.slice(0, at);
  kept[(facts[at + 3] as number) * FACT_WIDTH] = FACT.beside;
  const standing = fold(kept, at, moment);
  if (standing.stage === before.stage) standing.stageDay = before.stageDay;
  else standing.stageDay = facts[at + 1] as number;
  return standing;
}

function take(standing: Standing, kind: number, day: number, value: number): void {
  if (kind === FACT.obstacleRaised) standing.openObstacles += 1;
  else if (kind === FACT.obstacleResolved) standing.openObstacles -= 1;
  else {
    takeMoney(standing, kind, day, value);
    takeClock(standing, kind, day, value);
  }
}

function takeMoney(standing: Standing, kind: number, day: number, value: number): void {
  switch (kind) {
    case FACT.approved:
    case FACT.approvalAdjusted:
    case FACT.approvalAnswered:
      standing.plan = value;
      break;
    case FACT.leftOut:
      standing.plan = 0;
      break;
    case FACT.contracted:
      standing.contractDay = day;
      break;
    case FACT.requested:
      standing.request = 'open';
      break;
    case FACT.volumeConfirmed:
      standing.request = 'confirmed';
      break;
    case FACT.firstAdvance:
    case FACT.nextAdvance:
    case FACT.remainingAdvance:
      if (kind === FACT.firstAdvance) standing.firstAdvancePaid = true;
      if (kind === FACT.remainingAdvance) standing.remainingAdvancePaid = true;
      standing.advanced += value;
      standing.request = 'none';
      break;
    case FACT.recovered:
      standing.recovered += value;
      break;
    case FACT.accepted:
      standing.acceptedDay = day;
      standing.accepted = value;
      break;
    case FACT.dossierLodged:
      standing.dossierLodged = true;
      break;
    case FACT.settled:
      standing.settled = value;
      break;
    case FACT.stopped:
    case FACT.withdrawn:
      standing.ended = true;
      break;
  }
}

function takeClock(standing: Standing, kind: number, day: number, value: number): void {
  switch (kind) {
    case FACT.adjustmentRequested:
      standing.stood = stop(standing.stood, 'adjustment-pending', day);
      break;
    case FACT.adjustmentDecided:
    case FACT.approvalAnswered:
      standing.stood = start(standing.stood, 'adjustment-pending', day);
      break;
    case FACT.forceDeclared:
      standing.forceConfirmed = UNCONFIRMED;
      standing.stood = stop(standing.stood, 'force-majeure', day);
      break;
    case FACT.forceConfirmedByDepartment:
      confirmForce(standing, { ...standing.forceConfirmed, department: true }, day);
      break;
    case FACT.forceConfirmedByCommune:
      confirmForce(standing, { ...standing.forceConfirmed, commune: true }, day);
      break;
    case FACT.accepted:
      if (standing.stood !== NEVER) standing.stood = start(standing.stood, 'force-majeure', day);
      break;
    case FACT.clockStopped:
      standing.stood = stop(standing.stood, 'by-decision', day, NAMED[value]);
      break;
    case FACT.clockStarted:
      standing.stood = start(standing.stood, 'by-decision', day, NAMED[value]);
      break;
  }
}

/** Once both have confirmed the volume done, the clocks go on. */
function confirmForce(standing: Standing, confirmed: Standing['forceConfirmed'], day: number): void {
  standing.forceConfirmed = confirmed;
  if (confirmed.department && confirmed.commune) standing.stood = start(standing.stood, 'force-majeure', day);
}

/** The stages that a fact leads to by itself; those that depend on the stage before are in `stageAfter`. */
const STAGE_OF: { readonly [kind: number]: Stage } = {
  [FACT.surveyed]: 'surveyed',
  [FACT.keptForLater]: 'kept-for-later',
  [FACT.notEligible]: 'not-eligible',
  [FACT.registered]: 'registered',
  [FACT.returned]: 'returned',
  [FACT.basePassed]: 'base-passed',
  [FACT.baseFailed]: 'rejected',
  [FACT.submitted]: 'submitted',
  [FACT.finalPassed]: 'final-passed',
  [FACT.finalFailed]: 'not-in-plan',
  [FACT.proposed]: 'proposed',
  [FACT.approved]: 'in-plan',
  [FACT.leftOut]: 'not-in-plan',
  [FACT.contracted]: 'contracted',
  [FACT.accepted]: 'accepted',
  [FACT.liquidated]: 'liquidated',
  [FACT.settled]: 'settled',
  [FACT.stopped]: 'stopped',
  [FACT.withdrawn]: 'withdrawn',
};

/** null: the fact does not move the project on. */
function stageAfter(kind: number, stage: Stage | null, beforeReturn: Stage): Stage | null {
  switch (kind) {
    case FACT.drafted:
      return stage === 'returned' ? null : 'draft';
    case FACT.completed:
      return stage === 'returned' ? beforeReturn : null;
    case FACT.completedToBase:
      return stage === 'returned' ? 'registered' : null;
    case FACT.firstAdvance:
    case FACT.nextAdvance:
    case FACT.remainingAdvance:
      return stage === 'in-plan' || stage === 'contracted' ? 'executing' : null;
    case FACT.progressReported:
      return stage === 'contracted' ? 'executing' : null;
    default:
      return STAGE_OF[kind] ?? null;
  }
}
