import type { ProjectRecord } from '#contracts/projects';
import type { RecordedObstacle, ReturnedItemLine } from '#contracts/record-sections';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { useDaysWords } from './field-value.ts';

/** Whose turn it is, what stands in the way, and what was asked back: each part only where there is something to say. */
export function RecordWork({ record }: { readonly record: ProjectRecord }) {
  return (
    <>
      <Ball ball={record.ball} />
      {record.obstacles.length > 0 && <Obstacles rows={record.obstacles} />}
      {record.returns.length > 0 && <Returned rounds={record.returns} />}
    </>
  );
}

function Ball({ ball }: { readonly ball: ProjectRecord['ball'] }) {
  const { t } = useTranslation();
  const held = useDaysWords()(ball.days);
  return (
    <section className="wide">
      <h2>{t('record.ball')}</h2>
      <p>
        {ball.holder === null
          ? t('record.ball.nobody')
          : t('record.ball.now', { holder: t(`holder.${ball.holder}`), day: formatDay(ball.since) })}
      </p>
      {held !== '' && <p className="note">{held}</p>}
    </section>
  );
}

function Obstacles({ rows }: { readonly rows: readonly RecordedObstacle[] }) {
  const { t } = useTranslation();
  const answers = ({ answers: given }: RecordedObstacle): string => given.map(({ answer }) => answer).join(' · ');
  const stateOf = ({ resolvedOn, overdue, promisedOn }: RecordedObstacle): string => {
    if (resolvedOn !== null) return t('obstacle.resolved', { day: formatDay(resolvedOn) });
    if (promisedOn === null) return t('obstacle.open');
    return t(overdue ? 'obstacle.overdue' : 'obstacle.promised', { day: formatDay(promisedOn) });
  };
  const columns: readonly Column<RecordedObstacle>[] = [
    { key: 'text', label: t('obstacle.text'), rowHeader: true, cell: ({ text }) => text, csv: ({ text }) => text },
    { key: 'level', label: t('obstacle.level'), cell: ({ level }) => t(`holder.${level}`), csv: ({ level }) => level },
    { key: 'raised', label: t('obstacle.raised'), cell: ({ on }) => formatDay(on), csv: ({ on }) => on },
    { key: 'age', label: t('obstacle.age'), numeric: true, cell: ({ ageDays }) => ageDays, csv: ({ ageDays }) => ageDays },
    { key: 'state', label: t('obstacle.state'), cell: stateOf, csv: stateOf },
    { key: 'answers', label: t('obstacle.answers'), cell: answers, csv: answers },
  ];
  return (
    <section className="wide">
      <h2>{t('record.obstacles')}</h2>
      <DataTable name={t('record.obstacles')} columns={columns} rows={rows} rowKey={({ obstacle }) => obstacle} stacks />
    </section>
  );
}

type Line = ReturnedItemLine & { readonly round: number };

function Returned({ rounds }: { readonly rounds: ProjectRecord['returns'] }) {
  const { t } = useTranslation();
  const rows: readonly Line[] = rounds.flatMap(({ round, items }) => items.map((line) => ({ ...line, round })));
  const answered = ({ answer, answeredOn }: Line): string =>
    answer === null || answeredOn === null ? t('returned.open') : `${answer} (${formatDay(answeredOn)})`;
  const columns: readonly Column<Line>[] = [
    { key: 'item', label: t('returned.item'), rowHeader: true, cell: ({ item }) => item, csv: ({ item }) => item },
    { key: 'round', label: t('returned.round'), numeric: true, cell: ({ round }) => round, csv: ({ round }) => round },
    { key: 'demand', label: t('returned.demand'), cell: ({ demand }) => demand, csv: ({ demand }) => demand },
    { key: 'answer', label: t('returned.answer'), cell: answered, csv: answered },
  ];
  return (
    <section className="wide">
      <h2>{t('record.returns')}</h2>
      <DataTable name={t('record.returns')} columns={columns} rows={rows} rowKey={({ round, item }) => `${round} ${item}`} stacks />
    </section>
  );
}
