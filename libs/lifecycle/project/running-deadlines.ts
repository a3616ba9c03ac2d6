import { advancedGross, advancedNet, type Funded, type Project, type Proposal } from './project.state.ts';

/**
 * Deadlines whose clock may run where the project stands, as `libs/lifecycle/obligation` counts them, and each obstacle, adjustment and
 * return by its name. Whether a dated row sets a time for one is the rules' to say.
 */
export function runningDeadlines(project: Project): readonly string[] {
  if (project.status === 'absent') return [];
  const own = 'approval' in project ? ofFunded(project) : 'appraised' in project ? ofProposal(project) : ofNeed(project);
  const over = own.length === 0 && !WAITING.has(project.status);
  return over ? [] : [...own, ...named('obstacle-answer', ...project.file.obstacles.map(({ obstacle }) => obstacle))];
}

/** Stages in which the project has no deadline of its own and is not over. */
const WAITING: ReadonlySet<string> = new Set(['base-passed', 'final-passed', 'proposed', 'in-plan']);

const named = (kind: string, ...names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [kind, ...names.map((name) => `${kind}:${name}`)];

const ofNeed = ({ status }: Project): readonly string[] => (status === 'surveyed' ? ['registration'] : []);

function ofProposal(project: Proposal & { readonly status: string; readonly returnedFrom?: string }): readonly string[] {
  const { status, returnedFrom = status } = project;
  if (status === 'draft') return ['registration'];
  return [
    ...(returnedFrom === 'registered' ? ['submission', 'base-appraisal'] : []),
    ...(returnedFrom === 'base-passed' ? ['submission'] : []),
    ...(returnedFrom === 'submitted' ? ['final-appraisal'] : []),
    ...(status === 'returned' ? named('dossier-completion', String(project.rounds)) : []),
  ];
}

function ofFunded(project: Funded): readonly string[] {
  const { status, contract, approval, paid, accepted, dossierLodged, adjustment, stopReason } = project;
  if (status === 'settled' || stopReason !== null) return [];
  const running = status === 'contracted' || status === 'executing';
  const open: readonly (readonly [boolean, string])[] = [
    [running, 'monthly-report'],
    [contract !== null && accepted === null, 'acceptance'],
    [contract !== null && paid.first === 0, 'first-advance'],
    [advancedNet(project) > 0, 'year-end-adjustment'],
    [accepted !== null && paid.remaining === 0 && approval.amount > advancedGross(project), 'remaining-advance'],
    [accepted !== null && !dossierLodged, 'settlement-dossier'],
    [accepted !== null, 'settlement'],
  ];
  const names = adjustment === null ? [] : named('adjustment-decision', adjustment.adjustment);
  return [...open.flatMap(([runs, kind]) => (runs ? kind : [])), ...names];
}
