import type { Stage } from '#contracts/figures';
import type { Holder } from '#contracts/record-parts';
import type { BallInCourt, BallSpan } from '#contracts/record-sections';
import { daysBetween } from '#lifecycle/calendar-date';
import { MANAGER } from '#lifecycle/obligation/holder';
import type { ObstacleLevel } from '#lifecycle/project/project.events';
import type { Source } from '#reference/province-ref';
import { type Standing, standingAfter } from '#lifecycle/project/project-stage';
import type { Dated } from './dated.ts';

/** Who decides the plan: NĐ 45/2012 art. 2(2). */
const APPROVER: Readonly<Record<Source, Holder>> = { KCQG: 'ministry', KCDP: 'province' };

/** Whose work a stage waits for while nothing is asked for (TT 36/2013 art. 8 to 12, 18, 19); null: the project is over. */
const BY_STAGE: Readonly<Record<Stage, Holder | Readonly<Record<Source, Holder>> | null>> = {
  surveyed: 'centre',
  draft: 'centre',
  registered: 'department',
  returned: 'centre',
  'base-passed': 'department',
  submitted: MANAGER,
  'final-passed': MANAGER,
  proposed: APPROVER,
  'in-plan': MANAGER,
  contracted: 'centre',
  executing: 'enterprise',
  accepted: 'centre',
  liquidated: MANAGER,
  settled: null,
  'kept-for-later': null,
  'not-eligible': null,
  rejected: null,
  'not-in-plan': null,
  stopped: MANAGER,
  withdrawn: null,
};

/** What the holder depends on. */
interface Court {
  readonly standing: Standing | null;
  readonly request: 'none' | 'open' | 'confirmed';
  readonly adjustment: 'none' | 'open' | 'confirmed';
  readonly dossierLodged: boolean;
  readonly obstacles: readonly { readonly obstacle: string; readonly level: ObstacleLevel }[];
}

const START: Court = { standing: null, request: 'none', adjustment: 'none', dossierLodged: false, obstacles: [] };

/**
 * Who had the ball, by stage, pending request and open obstacle: calendar days (ngày), from the first event to `until`. A reversal
 * gives the ball back from its own day on: whoever had it in between, had it.
 * @param events in stream order, none after `until`
 */
export function ballInCourt(events: readonly Dated[], source: Source, until: string): BallInCourt {
  const before = new Map<number, Court>();
  const turns: Turn[] = [];
  let court = START;
  let day = '';
  for (const one of events) {
    if (one.event.type === 'FollowUpDeclined') continue; // No act of the project's, and perhaps dated after the next one.
    before.set(one.revision, court);
    court = courtAfter(court, one, before);
    day = one.on > day ? one.on : day;
    turns.push({ ...turnOf(court, source), from: day });
  }
  return counted(turns, until);
}

interface Turn extends Pick<BallSpan, 'awaits' | 'stage' | 'from'> {
  readonly holder: Holder | null;
}

function courtAfter(court: Court, { event, on }: Dated, before: ReadonlyMap<number, Court>): Court {
  const standing = standingAfter(court.standing, event, on);
  switch (event.type) {
    case 'AdvanceRequested':
      return { ...court, request: 'open' };
    case 'VolumeConfirmed':
      return { ...court, request: 'confirmed' };
    case 'AdvancePaid':
      return { ...court, standing, request: 'none' };
    case 'AdjustmentRequested':
      return { ...court, adjustment: event.data.ownProposal === true ? 'confirmed' : 'open' };
    case 'AdjustmentConfirmed':
      return { ...court, adjustment: 'confirmed' };
    case 'ApprovalAdjusted':
      return event.data.adjustment === undefined ? court : { ...court, adjustment: 'none' };
    case 'AdjustmentDecided':
      return { ...court, adjustment: 'none' };
    case 'ProjectStopped':
      return { ...court, standing, request: 'none', adjustment: 'none' };
    case 'SettlementDossierLodged':
      return { ...court, dossierLodged: true };
    case 'ObstacleRaised':
      return { ...court, obstacles: [...court.obstacles, event.data] };
    case 'ObstacleAnswered':
      if (!event.data.resolved) return court;
      return { ...court, obstacles: court.obstacles.filter(({ obstacle }) => obstacle !== event.data.obstacle) };
    case 'ActReversed':
      return { ...(before.get(event.data.revision) ?? court), standing, obstacles: court.obstacles };
    default:
      return standing === court.standing ? court : { ...court, standing };
  }
}

/** An open obstacle comes first, the latest of several; then what is asked for; then the stage. */
function turnOf({ standing, request, adjustment, dossierLodged, obstacles }: Court, source: Source): Omit<Turn, 'from'> {
  const stage = standing?.stage ?? 'surveyed';
  const own = BY_STAGE[stage];
  if (own === null) return { holder: null, awaits: 'stage', stage };
  const obstacle = obstacles.at(-1);
  if (obstacle !== undefined) return { holder: obstacle.level, awaits: 'obstacle', stage };
  if (request !== 'none')
    return request === 'open' ? { holder: 'department', awaits: 'volume', stage } : { holder: MANAGER[source], awaits: 'payment', stage };
  if (adjustment !== 'none') return { holder: adjustment === 'open' ? 'department' : MANAGER[source], awaits: 'adjustment', stage };
  if (stage === 'accepted' && dossierLodged) return { holder: MANAGER[source], awaits: 'stage', stage };
  return { holder: typeof own === 'string' ? own : own[source], awaits: 'stage', stage };
}

function counted(turns: readonly Turn[], until: string): BallInCourt {
  const days: Record<Holder, number> = {
    centre: 0,
    commune: 0,
    department: 0,
    agency: 0,
    province: 0,
    ministry: 0,
    treasury: 0,
    enterprise: 0,
  };
  const spans: BallSpan[] = [];
  for (const [index, { holder, awaits, stage, from }] of turns.entries()) {
    const to = turns[index + 1]?.from ?? until;
    const length = daysBetween(from, to);
    if (holder === null || length <= 0) continue;
    days[holder] += length;
    const last = spans.at(-1);
    if (last !== undefined && last.to === from && last.holder === holder && last.awaits === awaits && last.stage === stage)
      spans[spans.length - 1] = { ...last, to, days: last.days + length };
    else spans.push({ holder, awaits, stage, from, to, days: length });
  }
  const holder = turns.at(-1)?.holder ?? null;
  return { holder, since: sinceOf(turns), days, spans };
}

/** The day on which the last holder got the ball. */
function sinceOf(turns: readonly Turn[]): string {
  let since = turns.at(-1);
  for (const turn of turns.toReversed()) {
    if (turn.holder !== since?.holder) break;
    since = turn;
  }
  return since?.from ?? '';
}
