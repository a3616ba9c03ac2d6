import { useTranslation } from 'react-i18next';
import type { MoneyUnit } from '../format/numbers.ts';
import { chooseMoneyUnit } from '../frame/settings.ts';

const UNITS: readonly MoneyUnit[] = ['dong', 'million', 'billion'];

export function UnitSwitch({ unit }: { readonly unit: MoneyUnit }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('unit.label')} className="unit-switch">
      {UNITS.map((each) => (
        <button type="button" key={each} aria-pressed={each === unit} onClick={() => chooseMoneyUnit(each)}>
          {t(`unit.short.${each}`)}
        </button>
      ))}
    </div>
  );
}
