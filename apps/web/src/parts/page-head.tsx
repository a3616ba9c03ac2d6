import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoneyUnit } from '../format/numbers.ts';
import { usePageTitle } from '../frame/page-title.ts';
import { UnitSwitch } from './unit-switch.tsx';

interface Props {
  readonly title: string;
  /** Which moment and selection the figures are of; printed with them. */
  readonly of: ReactNode;
  /** Left out where the page has no amounts. */
  readonly unit?: MoneyUnit;
  readonly onCsv?: (() => void) | undefined;
}

export function PageHead({ title, of, unit, onCsv }: Props) {
  const { t } = useTranslation();
  usePageTitle(title);
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        <p className="of-moment">{of}</p>
      </div>
      <div className="page-tools">
        {unit && <UnitSwitch unit={unit} />}
        {onCsv && (
          <button type="button" onClick={onCsv}>
            {t('action.csv')}
          </button>
        )}
        <button type="button" onClick={() => window.print()}>
          {t('action.print')}
        </button>
      </div>
    </header>
  );
}
