/** What a project owes, whom it waits for and how much money waits for it; until when is the rules' to say. */
import type { Day } from '../fields.events.ts';
import { type Dong, subtract, sum } from '../money.ts';
import type { Started } from './course.ts';
import { type Holder, MANAGER } from './holder.ts';
import type { Obligation } from './obligation.ts';
import type { Track } from './track.ts';

export interface Opening extends Pick<Obligation, 'key' | 'kind' | 'holder' | 'vnd'> {
  readonly start: Started;
}

/** Stages in which nothing is owed any more, or not yet again. */
const OVER: ReadonlySet<string> = new Set(['settled', 'rejected', 'not-in-plan', 'not-eligible', 'kept-for-later']);

/** Stopped, withdrawn, settled or turned down: nothing of it is owed. */
export const isOver = ({ standing, ended }: Pick<Track, 'standing' | 'ended'>): boolean =>
  standing === null || ended || OVER.has(standing.stage);

export function openingsOf(track: Track, today: Day, lastAcceptance: Day | null): readonly Opening[] {
  const { subject } = track;
  if (isOver(track) || subject === null) return [];
  const manager = MANAGER[subject.source];
  const obstacles = track.obstacles.map((one) => opening('obstacle-answer', one, { holder: one.level, which: one.obstacle }));
  return [...proposalOf(track, manager), ...workOf(track, manager, today), ...moneyOf(track, manager, lastAcceptance), ...obstacles].filter(
    (one) => one !== null,
  );
}

interface Rest {
  readonly holder: Holder;
  readonly vnd?: Dong;
  /** Tells several of a kind apart. */
  readonly which?: string;
}

/** null: nothing started it. */
const opening = (kind: Opening['kind'], start: Started | null, { holder, vnd, which }: Rest): Opening | null =>
  start && { key: which === undefined ? kind : `${kind}:${which}`, kind, start, holder, vnd: vnd ?? null };

type Openings = readonly (Opening | null)[];

function proposalOf({ toRegister, toSubmit, baseAppraisal, finalAppraisal, returned }: Track, manager: Holder): Openings {
  return [
    opening('registration', toRegister, { holder: 'centre' }),
    opening('submission', toSubmit, { holder: 'department' }),
    opening('base-appraisal', baseAppraisal, { holder: returned === null ? 'department' : 'centre' }),
    opening('final-appraisal', finalAppraisal, { holder: returned === null ? manager : 'centre' }),
    opening('dossier-completion', returned, { holder: 'centre', which: String(returned?.round) }),
  ];
}

function workOf({ contracted, standing, reported, accepted, adjustment }: Track, manager: Holder, today: Day): Openings {
  const month = today.slice(0, 7);
  const goesOn = standing?.stage === 'contracted' || standing?.stage === 'executing';
  const first = `${month}-01`;
  const reportFrom = contracted !== null && contracted.on > first ? contracted.on : first;
  const unreported = goesOn && (reported === null || reported.period < month);
  return [
    opening('monthly-report', unreported ? contracted && { ...contracted, on: reportFrom } : null, { holder: 'centre', which: month }),
    opening('acceptance', accepted === null ? contracted : null, { holder: reported?.percent === 100 ? 'department' : 'centre' }),
    opening('adjustment-decision', adjustment, {
      holder: adjustment?.confirmed === true ? manager : 'department',
      which: String(adjustment?.adjustment),
    }),
  ];
}

/** As `libs/read-models/figures` counts disbursements: what was recovered had been advanced all the same. */
function moneyOf(track: Track, manager: Holder, lastAcceptance: Day | null): Openings {
  const { plan, contracted, paid, recovered, advanced, accepted, dossierLodged } = track;
  const out = sum(paid.first, paid.next, paid.remaining);
  const payer = payerOf(track, manager);
  const earned = { vnd: accepted?.amount ?? 0 };
  const dossierFrom = contracted === null || contracted.contract === null ? accepted?.on : lastAcceptance;
  const dossierOpen = !dossierLodged && dossierFrom !== null && dossierFrom !== undefined;
  return [
    opening('first-advance', paid.first === 0 ? contracted : null, { holder: payer, vnd: plan }),
    opening('remaining-advance', paid.remaining === 0 && plan > out ? accepted : null, { holder: payer, vnd: subtract(plan, out) }),
    opening('settlement-dossier', dossierOpen ? accepted && { ...accepted, on: dossierFrom } : null, { holder: 'centre', ...earned }),
    opening('settlement', accepted, { holder: dossierLodged ? manager : 'centre', ...earned }),
    opening('year-end-adjustment', out > recovered ? advanced : null, { holder: manager, vnd: subtract(out, recovered) }),
  ];
}

/** TT 36/2013 art. 13, 14, 21(4): the unit asks, the Sở confirms the volume, who manages the money pays. */
const payerOf = ({ request }: Track, manager: Holder): Holder => (request === null ? 'centre' : request.confirmed ? manager : 'department');
