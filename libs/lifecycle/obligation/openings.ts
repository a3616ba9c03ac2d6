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
  if (isOver(track) || track.subject === null) return [];
  const open: Opening[] = [];
  const add = (kind: Opening['kind'], start: Started | null, holder: Holder, vnd: Dong | null = null, which = ''): void => {
    if (start !== null) open.push({ key: which === '' ? kind : `${kind}:${which}`, kind, start, holder, vnd });
  };
  addProposal(track, add);
  addWork(track, today, add);
  addMoney(track, lastAcceptance, add);
  for (const one of track.obstacles) add('obstacle-answer', one, one.level, null, one.obstacle);
  return open;
}

type Add = (kind: Opening['kind'], start: Started | null, holder: Holder, vnd?: Dong | null, which?: string) => void;

function addProposal({ subject, toRegister, toSubmit, baseAppraisal, finalAppraisal, returned }: Track, add: Add): void {
  const appraiser = (own: Holder): Holder => (returned === null ? own : 'centre');
  add('registration', toRegister, 'centre');
  add('submission', toSubmit, 'department');
  add('base-appraisal', baseAppraisal, appraiser('department'));
  add('final-appraisal', finalAppraisal, appraiser(managerOf({ subject })));
  if (returned !== null) add('dossier-completion', returned, 'centre', null, String(returned.round));
}

function addWork({ subject, contracted, standing, reported, accepted, adjustment }: Track, today: Day, add: Add): void {
  const month = today.slice(0, 7);
  const goesOn = standing?.stage === 'contracted' || standing?.stage === 'executing';
  if (contracted !== null && goesOn && (reported === null || reported.period < month)) {
    const on = contracted.on > `${month}-01` ? contracted.on : `${month}-01`;
    add('monthly-report', { ...contracted, on }, 'centre', null, month);
  }
  if (accepted === null) add('acceptance', contracted, reported?.percent === 100 ? 'department' : 'centre');
  if (adjustment !== null)
    add('adjustment-decision', adjustment, adjustment.confirmed ? managerOf({ subject }) : 'department', null, adjustment.adjustment);
}

/** As `libs/read-models/figures` counts disbursements: advances without what was recovered. */
function addMoney(track: Track, lastAcceptance: Day | null, add: Add): void {
  const { plan, contracted, paid, recovered, advanced, accepted, dossierLodged } = track;
  const out = sum(paid.first, paid.next, paid.remaining);
  if (paid.first === 0) add('first-advance', contracted, payer(track), plan);
  if (out > recovered) add('year-end-adjustment', advanced, managerOf(track), subtract(out, recovered));
  if (accepted === null) return;
  if (paid.remaining === 0 && plan > out) add('remaining-advance', accepted, payer(track), subtract(plan, out));
  const dossierFrom = contracted === null || contracted.contract === null ? accepted.on : lastAcceptance;
  if (!dossierLodged && dossierFrom !== null) add('settlement-dossier', { ...accepted, on: dossierFrom }, 'centre', accepted.amount);
  add('settlement', accepted, dossierLodged ? managerOf(track) : 'centre', accepted.amount);
}

const managerOf = ({ subject }: Pick<Track, 'subject'>): Holder => (subject === null ? 'department' : MANAGER[subject.source]);

/** TT 36/2013 art. 13, 14, 21(4): the unit asks, the Sở confirms the volume, who manages the money pays. */
const payer = (track: Track): Holder => {
  const { request } = track;
  return request === null ? 'centre' : request.confirmed ? managerOf(track) : 'department';
};
