import type { Stage } from '#contracts/figures';
import { FACT, FACT_WIDTH } from './facts.ts';

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
  /** Stopped or withdrawn. */
  ended: boolean;
}

/** The moment that a figure is of, in day numbers. `knownDay` = Infinity: everything known. */
export interface Moment {
  readonly asOfDay: number;
  readonly knownDay: number;
}

const nothing = (): Standing => ({
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
  ended: false,
});

/** Folds the facts that had happened by `asOfDay` and were recorded by the end of `knownDay`, in stream order. */
export function standingAt(facts: readonly number[], { asOfDay, knownDay }: Moment): Standing {
  const standing = nothing();
  let beforeReturn: Stage = 'registered';
  for (let at = 0; at < facts.length; at += FACT_WIDTH) {
    const day = facts[at + 1] as number;
    if ((facts[at + 2] as number) > knownDay) break; // a stream is recorded in order
    if (day > asOfDay) continue;
    const kind = facts[at] as number;
    if (kind === FACT.returned) beforeReturn = standing.stage === 'base-passed' ? 'base-passed' : 'registered';
    takeMoney(standing, kind, day, facts[at + 3] as number);
    const stage = stageAfter(kind, standing.stage, beforeReturn);
    if (stage !== null && stage !== standing.stage) {
      standing.stage = stage;
      standing.stageDay = day;
    }
  }
  return standing;
}

function takeMoney(standing: Standing, kind: number, day: number, value: number): void {
  switch (kind) {
    case FACT.approved:
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
    case FACT.remainingAdvance:
      standing[kind === FACT.firstAdvance ? 'firstAdvancePaid' : 'remainingAdvancePaid'] = true;
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

/** The stages that a fact leads to by itself; the three that depend on the stage before are in `stageAfter`. */
const STAGE_OF: { readonly [kind: number]: Stage } = {
  [FACT.surveyed]: 'surveyed',
  [FACT.keptForLater]: 'kept-for-later',
  [FACT.notEligible]: 'not-eligible',
  [FACT.drafted]: 'draft',
  [FACT.registered]: 'registered',
  [FACT.returned]: 'returned',
  [FACT.basePassed]: 'base-passed',
  [FACT.baseFailed]: 'rejected',
  [FACT.finalPassed]: 'final-passed',
  [FACT.finalFailed]: 'not-in-plan',
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
  if (kind === FACT.completed) return beforeReturn;
  if (kind === FACT.firstAdvance || kind === FACT.remainingAdvance)
    return stage === 'in-plan' || stage === 'contracted' ? 'executing' : null;
  return STAGE_OF[kind] ?? null;
}
