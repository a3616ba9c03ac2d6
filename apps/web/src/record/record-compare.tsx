import type { DifferentEvent, RecordChange, RecordDifference } from '#contracts/difference';
import type { BallInCourt } from '#contracts/record-sections';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { differenceQuery } from '../api/queries.ts';
import { formatDay } from '../format/dates.ts';
import type { MoneyUnit } from '../format/numbers.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage, useReader } from '../frame/settings.ts';
import { DateField } from '../parts/date-field.tsx';
import { useReference } from '../parts/names.ts';
import { TableSkeleton } from '../parts/skeleton.tsx';
import type { RecordSearch } from '../search/parameters.ts';
import { useDaysWords, useFieldWords } from './field-value.ts';
import { anchorOf, placeOf } from './timeline-list.tsx';

interface Props {
  readonly code: string;
  readonly search: RecordSearch;
  readonly unit: MoneyUnit;
  readonly onChange: (part: Partial<RecordSearch>) => void;
}

/** The moment on the screen against an earlier one: each field before and after, with the events behind it. */
export function RecordCompare({ code, search: { asOf, knownAt, from, knownAtFrom }, unit, onChange }: Props) {
  const { t } = useTranslation();
  const today = useReference()?.today;
  const day = asOf ?? today;
  return (
    <>
      <section className="filters timeline-filters" aria-label={t('record.tab.compare')}>
        <DateField label={t('record.compare.from')} value={from} onChange={(next) => onChange({ from: next })} />
        <DateField
          label={t('record.compare.knownAtFrom')}
          hint={t('record.compare.knownAtFromHint')}
          unchosen={t('filter.knownAtAll')}
          value={knownAtFrom}
          onChange={(next) => onChange({ knownAtFrom: next })}
        />
        {asOf !== undefined && (
          <p className="quick-days">
            <button type="button" className="link" onClick={() => onChange({ from: asOf, knownAtFrom: asOf, knownAt: undefined })}>
              {t('record.compare.learnt', { day: formatDay(asOf) })}
            </button>
          </p>
        )}
      </section>
      {from === undefined ? (
        <p className="empty">{t('record.compare.choose')}</p>
      ) : (
        day !== undefined && <Difference code={code} query={{ from, to: day, knownAtFrom, knownAtTo: knownAt }} unit={unit} />
      )}
    </>
  );
}

type Query = Readonly<Record<'from' | 'to', string>> & { readonly [Name in 'knownAtFrom' | 'knownAtTo']: string | undefined };

function Difference({ code, query, unit }: { readonly code: string; readonly query: Query; readonly unit: MoneyUnit }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(differenceQuery(code, query, useReader()));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <TableSkeleton rows={8} />;
  return (
    <section className="difference">
      <h2 id="difference-title">{t('record.compare.title', { from: viewWords(data.from, t), to: viewWords(data.to, t) })}</h2>
      {!data.from.exists && <p className="note">{t('record.compare.absent')}</p>}
      {!data.to.exists && <p className="note">{t('record.compare.absentLater')}</p>}
      {data.changes.length === 0 ? <p>{t('record.compare.none')}</p> : <ChangeTable difference={data} unit={unit} />}
      {data.events.length > 0 && (
        <>
          <h2>{t('record.compare.events')}</h2>
          <ol className="difference-events">
            {data.events.map((event, index) => (
              <EventLine key={event.id} event={event} code={code} id={`d${index + 1}`} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

const viewWords = ({ asOf, knownAt }: RecordDifference['from'], t: ReturnType<typeof useTranslation>['t']): string =>
  t('record.compare.view', { day: formatDay(asOf), known: knownAt === null ? t('lookBack.now') : formatDay(knownAt) });

function ChangeTable({ difference: { changes, events }, unit }: { readonly difference: RecordDifference; readonly unit: MoneyUnit }) {
  const { t } = useTranslation();
  const numbers = new Map(events.map(({ id }, index) => [id, index + 1]));
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="difference-title">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('record.compare.field')}</th>
            <th scope="col">{t('record.compare.before')}</th>
            <th scope="col">{t('record.compare.after')}</th>
            <th scope="col">{t('record.compare.behind')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <ChangeRow key={change.field} change={change} unit={unit} numberOf={(id) => numbers.get(id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly change: RecordChange;
  readonly unit: MoneyUnit;
  readonly numberOf: (id: string) => number | undefined;
}

function ChangeRow({ change: { field, name, before, after, events }, unit, numberOf }: RowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useFieldWords(unit);
  const daysOf = useDaysWords();
  const cell = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return words.value(field, value);
    return field === 'ball.days' ? daysOf(value as BallInCourt['days']) : <Whole value={value} />;
  };
  return (
    <tr>
      <th scope="row">{name[language]}</th>
      <td>{cell(before)}</td>
      <td>{cell(after)}</td>
      <td>
        {events.length === 0
          ? t('record.compare.byDays')
          : events.map((id) => (
              <a key={id} href={`#d${numberOf(id)}`}>
                {numberOf(id)}{' '}
              </a>
            ))}
      </td>
    </tr>
  );
}

/** A section: how many of its items are not in the other, and all of it on demand. */
function Whole({ value }: { readonly value: object }) {
  const { t } = useTranslation();
  if (Array.isArray(value) && value.length === 0) return '–';
  return (
    <details>
      <summary>{Array.isArray(value) ? t('record.compare.items', { n: value.length }) : t('record.compare.whole')}</summary>
      <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}

function EventLine({ event, code, id }: { readonly event: DifferentEvent; readonly code: string; readonly id: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li id={id} className={event.side}>
      <span className="side">{t(`record.compare.${event.side}`)}</span> {formatDay(event.occurredOn)} · {event.sentence[language]}{' '}
      <Link to="/projects/$code" params={{ code }} search={{ tab: 'timeline', why: event.id }} hash={anchorOf(event)}>
        {placeOf(event, t)}
      </Link>{' '}
      {event.because === 'learnt' && <small>({t('record.compare.late')})</small>}
    </li>
  );
}
