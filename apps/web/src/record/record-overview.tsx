import type { ProjectRecord } from '#contracts/projects';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useObligationColumns } from '../delayed/delayed-columns.tsx';
import { formatDay } from '../format/dates.ts';
import { formatCount, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { DataTable } from '../parts/data-table.tsx';
import { RecordMoney } from './record-money.tsx';
import { RecordWork } from './record-work.tsx';

interface Props {
  readonly record: ProjectRecord;
  readonly unit: MoneyUnit;
}

export function RecordOverview({ record, unit }: Props) {
  const { t } = useTranslation();
  const obligationColumns = useObligationColumns(unit).map((column) => ({ ...column, sortable: false }));
  return (
    <div className="record-grid">
      <section>
        <h2>{t('record.money')}</h2>
        <RecordMoney record={record} unit={unit} />
      </section>
      <div>
        <section>
          <h2>{t('record.parties')}</h2>
          <Parties record={record} />
        </section>
        <section>
          <h2>{t('record.paper')}</h2>
          <Papers record={record} />
        </section>
      </div>
      <RecordWork record={record} />
      <section className="wide">
        <h2>{t('record.obligations')}</h2>
        {record.obligations.length === 0 ? (
          <p>{t('record.noObligations')}</p>
        ) : (
          <DataTable
            name={t('record.obligations')}
            columns={obligationColumns}
            rows={record.obligations}
            rowKey={({ obligation }) => obligation}
            stacks
          />
        )}
      </section>
    </div>
  );
}

function Parties({ record }: { readonly record: ProjectRecord }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { output, beneficiary, provinceName, provinceNow } = record;
  const count = (value: number | null) => (value === null ? t('record.notYet') : formatCount(value, language));
  return (
    <dl className="facts">
      <Fact name={t('record.unit')}>{record.implementingUnit}</Fact>
      <Fact name={t('record.beneficiary')}>{beneficiary.name}</Fact>
      <Fact name={t('record.taxCode')}>{beneficiary.taxCode ?? t('record.noTaxCode')}</Fact>
      <Fact name={t('record.place')}>
        {record.commune}, {provinceName}
        {provinceNow.name !== provinceName && ` (${t('record.provinceNow', { name: provinceNow.name })})`}
      </Fact>
      <Fact name={t('record.content')}>{record.content[language]}</Fact>
      <Fact name={t('record.output')}>
        {output && t('record.outputFigure', { planned: count(output.planned), unit: output.unit, actual: count(output.actual) })}
      </Fact>
    </dl>
  );
}

function Papers({ record }: { readonly record: ProjectRecord }) {
  const { t } = useTranslation();
  const { plan, contract } = record;
  return (
    <dl className="facts">
      <Fact name={t('filter.source')}>{t(`source.${record.source}`)}</Fact>
      <Fact name={t('filter.year')}>{record.planYear}</Fact>
      <Fact name={t('record.decision')}>{plan?.decisionNo}</Fact>
      <Fact name={t('record.contract')}>
        {contract && `${contract.contractNo}, ${t('record.contractEnds', { day: formatDay(contract.endsOn) })}`}
      </Fact>
      <Fact name={t('record.ruleSet')}>{record.ruleSet}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <span className="not-yet">{t('record.notYet')}</span>}</dd>
    </div>
  );
}
