import type { FigureEvent, FigureProject, FigureUnit, Sums } from '#contracts/explanations';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay, formatInstant } from '../format/dates.ts';
import { formatCount, formatPosition, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { useNames } from '../parts/names.ts';
import { printEffect, printSum } from './print-figure.ts';

/** Asks for the next page of projects. */
export interface More {
  readonly load: () => void;
  readonly loading: boolean;
}

/** A project with what it adds, or by how much it changed. */
export interface ProjectRow {
  readonly project: Pick<FigureProject, 'id' | 'code' | 'title' | 'source' | 'province'>;
  readonly sums: Sums;
  readonly note: string | null;
  readonly events: readonly (FigureEvent & { readonly note?: string | null })[];
}

export interface NamedTerm {
  readonly key: string;
  /** Empty: there is only one, and it need not be named. */
  readonly name: string;
  readonly of: FigureUnit;
}

interface Props {
  readonly rows: readonly ProjectRow[];
  readonly terms: readonly NamedTerm[];
  /** Of all pages. */
  readonly total: number;
  readonly unit: MoneyUnit;
  /** null: all are there. */
  readonly more: More | null;
  /** What a project changed has a sign; a share has none. */
  readonly signed?: boolean;
}

/** Projects that open to their events; each leads to its record, each event to its place in the timeline. */
export function ProjectEvents({ rows, terms, total, unit, more, signed = false }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (rows.length === 0) return null;
  return (
    <>
      <ul className="behind">
        {rows.map((row) => (
          <li key={row.project.id}>
            <Project row={row} terms={terms} unit={unit} signed={signed} />
          </li>
        ))}
      </ul>
      <p className="list-end">
        <span>{t('explain.shown', { shown: formatCount(rows.length, language), total: formatCount(total, language) })}</span>
        {more && (
          <button type="button" onClick={more.load} disabled={more.loading}>
            {more.loading ? t('app.loading') : t('action.more')}
          </button>
        )}
      </p>
    </>
  );
}

type ProjectProps = Pick<Props, 'terms' | 'unit' | 'signed'> & { readonly row: ProjectRow };

function Project({ row: { project, sums, note, events }, terms, unit, signed = false }: ProjectProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const print = signed ? printEffect : printSum;
  const { code, title, source, province } = project;
  const moved = terms.filter(({ key }) => (sums[key] ?? 0) !== 0);
  return (
    <details>
      <summary>
        <span className="behind-project">
          <span className="code">{code}</span> {title}
          <small>
            {names.province(province)} · {t(`source.${source}`)}
            {note !== null && ` · ${note}`}
          </small>
        </span>
        <span className="behind-sums">
          {moved.map(({ key, name, of }) => (
            <span key={key}>
              {name !== '' && <small>{name}</small>} {print(sums[key] ?? 0, { of, unit, language })}
            </span>
          ))}
        </span>
      </summary>
      <p className="note">
        <Link to="/projects/$code" params={{ code }} search={{}}>
          {t('explain.record', { code })}
        </Link>
      </p>
      <ol className="behind-events">
        {events.map((event) => (
          <Event key={`${event.stream} ${event.revision}`} event={event} code={code} terms={terms} unit={unit} />
        ))}
      </ol>
    </details>
  );
}

interface EventProps extends Pick<Props, 'terms' | 'unit'> {
  readonly event: ProjectRow['events'][number];
  readonly code: string;
}

function Event({ event, code, terms, unit }: EventProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { occurredOn, recordedAt, sentence, document, revision, position, type, effects, note = null } = event;
  const sources = [
    ...(document === null ? [] : [t('timeline.document', { document })]),
    t('timeline.recorded', { instant: formatInstant(recordedAt) }),
    t('moment.position', { position: formatPosition(position) }),
    type,
  ];
  return (
    <li>
      <div className="timeline-day">
        <time dateTime={occurredOn}>{formatDay(occurredOn)}</time>
        <Link
          to="/projects/$code"
          params={{ code }}
          search={{ tab: 'timeline' }}
          hash={`r${revision}`}
          aria-label={`#r${revision} ${t('explain.event', { code })}`}
        >
          #r{revision}
        </Link>
      </div>
      <div>
        <p>{sentence[language]}</p>
        <p className="note">{[...sources, ...(note === null ? [] : [note])].join(' · ')}</p>
      </div>
      <div className="behind-sums">
        {terms
          .filter(({ key }) => effects[key] !== undefined)
          .map(({ key, name, of }) => (
            <span key={key}>
              {name !== '' && <small>{name}</small>} {printEffect(effects[key] ?? 0, { of, unit, language })}
            </span>
          ))}
      </div>
    </li>
  );
}
