import type { FigureDifference, StageMove } from '#contracts/explanations';
import type { Stage } from '#contracts/figures';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { DataTable } from '../parts/data-table.tsx';
import { useNames } from '../parts/names.ts';
import { StageTag } from '../parts/stage-tag.tsx';

type Counted = FigureDifference['stages'][number];

/** How many projects went from which stage to which. */
export function StageMoves({ stages }: { readonly stages: readonly Counted[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (stages.length === 0) return null;
  const tag = (stage: Stage | null) => (stage === null ? t('compare.stageNone') : <StageTag stage={stage} />);
  return (
    <>
      <h2>{t('compare.stages')}</h2>
      <DataTable
        name={t('compare.stages')}
        columns={[
          { key: 'from', label: t('compare.stageFrom'), cell: ({ from }: Counted) => tag(from), csv: ({ from }) => from },
          { key: 'to', label: t('compare.stageTo'), cell: ({ to }) => tag(to), csv: ({ to }) => to },
          {
            key: 'projects',
            label: t('board.projects'),
            numeric: true,
            cell: ({ projects }) => formatCount(projects, language),
            csv: ({ projects }) => projects,
          },
        ]}
        rows={stages}
        rowKey={({ from, to }) => `${from} ${to}`}
        stacks
      />
    </>
  );
}

/** `Trong kế hoạch → Đã ký hợp đồng`. */
export function useMoveWords(): (move: StageMove) => string {
  const { t } = useTranslation();
  const names = useNames();
  return ({ from, to }) => [from, to].map((stage) => (stage === null ? t('compare.stageNone') : names.stage(stage))).join(' → ');
}
