import type { ObligationState, Stage } from '#contracts/figures';
import { useTranslation } from 'react-i18next';
import { useNames } from './names.ts';
import { type Shape, StatusShape } from './status-shape.tsx';

type Look = { readonly shape: Shape; readonly tone: 'quiet' | 'moving' | 'plan' | 'good' | 'warn' | 'bad' };

/** Never colour alone: each group of stages has a shape of its own, and the word stands beside it. */
const STAGE_LOOK: Record<Stage, Look> = {
  surveyed: { shape: 'ring', tone: 'quiet' },
  draft: { shape: 'ring', tone: 'quiet' },
  registered: { shape: 'half', tone: 'quiet' },
  returned: { shape: 'triangle', tone: 'warn' },
  'base-passed': { shape: 'half', tone: 'moving' },
  submitted: { shape: 'half', tone: 'moving' },
  'final-passed': { shape: 'half', tone: 'moving' },
  proposed: { shape: 'half', tone: 'moving' },
  'in-plan': { shape: 'diamond', tone: 'plan' },
  contracted: { shape: 'diamond', tone: 'plan' },
  executing: { shape: 'play', tone: 'moving' },
  accepted: { shape: 'disc', tone: 'good' },
  liquidated: { shape: 'disc', tone: 'good' },
  settled: { shape: 'check', tone: 'good' },
  'kept-for-later': { shape: 'square', tone: 'quiet' },
  'not-eligible': { shape: 'cross', tone: 'quiet' },
  rejected: { shape: 'cross', tone: 'bad' },
  'not-in-plan': { shape: 'cross', tone: 'quiet' },
  stopped: { shape: 'square', tone: 'bad' },
  withdrawn: { shape: 'square', tone: 'quiet' },
};

const STATE_LOOK: Record<ObligationState, Look> = {
  late: { shape: 'triangle', tone: 'bad' },
  dueSoon: { shape: 'half', tone: 'warn' },
  blocked: { shape: 'cross', tone: 'bad' },
  paused: { shape: 'square', tone: 'quiet' },
};

export function StageTag({ stage }: { readonly stage: Stage }) {
  const names = useNames();
  return <Tag look={STAGE_LOOK[stage]} word={names.stage(stage)} />;
}

export function StateTag({ state }: { readonly state: ObligationState }) {
  const { t } = useTranslation();
  return <Tag look={STATE_LOOK[state]} word={t(`state.${state}`)} />;
}

function Tag({ look, word }: { readonly look: Look; readonly word: string }) {
  return (
    <span className={`tag ${look.tone}`}>
      <StatusShape shape={look.shape} />
      {word}
    </span>
  );
}
