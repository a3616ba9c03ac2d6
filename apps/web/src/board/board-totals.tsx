import type { ProvinceBoard } from '#contracts/figures';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FigureLink } from '../explain/figure-link.tsx';
import { formatCount, formatGrowth, formatMoney, formatPercentOf, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { ShareBar } from '../parts/share-bar.tsx';
import type { BoardSearch } from '../search/parameters.ts';

type SumKey = 'plan' | 'committed' | 'advanced' | 'executed' | 'percent' | 'samePeriod' | 'settled';

interface Props {
  readonly total: ProvinceBoard['total'] | undefined;
  readonly unit: MoneyUnit;
  readonly search: BoardSearch;
}

/** The sums of the whole selection, in the order in which money moves. */
export function BoardTotals({ total, unit, search }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = (vnd: number | undefined) => (vnd === undefined ? '…' : formatMoney(vnd, unit, language));
  const open = (key: SumKey, value: string) => (
    <FigureLink path={`board.total.${key}`} name={`${t(`board.${key}`)}, ${t('board.totals')}`} value={value} alone />
  );
  const sum = (key: SumKey & keyof ProvinceBoard['total']) => (total ? open(key, money(total[key] ?? undefined)) : '…');
  const ofPlan = (vnd: number | undefined) =>
    total && vnd !== undefined ? t('board.ofPlan', { percent: formatPercentOf(vnd, total.plan, language) }) : '\u00a0';
  const { asOf, knownAt, year, region, source } = search;
  return (
    <section aria-label={t('board.totals')}>
      <dl className="totals">
        <Figure name={t('board.plan')} value={sum('plan')} note={t(`unit.${unit}`)} />
        <Figure name={t('board.committed')} value={sum('committed')} note={ofPlan(total?.committed)} />
        <Figure name={t('board.advanced')} value={sum('advanced')} note={ofPlan(total?.advanced)} />
        <Figure name={t('board.executed')} value={sum('executed')} note={t(`unit.${unit}`)} strong />
        <Figure
          name={t('board.percent')}
          value={total ? open('percent', `${formatPercentOf(total.executed, total.plan, language)} %`) : '…'}
          note={<ShareBar part={total?.executed ?? 0} whole={total?.plan ?? 0} />}
          strong
        />
        <Figure
          name={t('board.samePeriod')}
          value={sum('samePeriod')}
          note={total ? t('board.vsSamePeriod', { growth: formatGrowth(total.executed, total.samePeriod, language) }) : '\u00a0'}
        />
        <Figure name={t('board.settled')} value={sum('settled')} note={ofPlan(total?.settled)} />
        <Figure
          name={t('board.late')}
          value={
            total && (
              <Link to="/delayed" search={{ asOf, knownAt, year, region, source, state: 'late' }}>
                {t('board.lateFigure', { n: formatCount(total.late, language) })}
              </Link>
            )
          }
          note={total ? `${money(total.lateVnd)} ${t(`unit.${unit}`)}` : '\u00a0'}
        />
      </dl>
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly note: ReactNode;
  readonly strong?: boolean;
}

function Figure({ name, value, note, strong = false }: FigureProps) {
  return (
    <div className={strong ? 'strong' : undefined}>
      <dt>{name}</dt>
      <dd>{value ?? '…'}</dd>
      <dd className="figure-note">{note}</dd>
    </div>
  );
}
