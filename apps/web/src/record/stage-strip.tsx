import type { Stage } from '#contracts/figures';
import { useTranslation } from 'react-i18next';
import { useNames } from '../parts/names.ts';
import { StatusShape } from '../parts/status-shape.tsx';

/** The steps that every funded project takes; the ways out and the loops are told by the stage itself. */
const STEPS: readonly Stage[] = [
  'surveyed',
  'registered',
  'base-passed',
  'final-passed',
  'in-plan',
  'contracted',
  'executing',
  'accepted',
  'settled',
];
/** Stages between two steps, and the last step that is behind them. */
const STEP_BEHIND: Partial<Record<Stage, Stage>> = {
  draft: 'surveyed',
  returned: 'registered',
  submitted: 'base-passed',
  proposed: 'final-passed',
  liquidated: 'accepted',
};

export function StageStrip({ stage }: { readonly stage: Stage }) {
  const { t } = useTranslation();
  const names = useNames();
  const current = STEPS.indexOf(STEP_BEHIND[stage] ?? stage);
  // Rejected, stopped and the like are no step: how far the project had come is told by its timeline.
  if (current === -1) return null;
  const stateOf = (index: number) => (index < current ? 'done' : index === current ? 'current' : 'todo');
  return (
    <ol className="stage-strip" aria-label={t('record.strip')}>
      {STEPS.map((step, index) => {
        const state = stateOf(index);
        return (
          <li key={step} className={state} aria-current={state === 'current' ? 'step' : undefined}>
            <StatusShape shape={state === 'done' ? 'check' : state === 'current' ? 'disc' : 'ring'} />
            {names.stage(step)} <span className="visually-hidden">({t(`record.strip.${state}`)})</span>
          </li>
        );
      })}
    </ol>
  );
}
