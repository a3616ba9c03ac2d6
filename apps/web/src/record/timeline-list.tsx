import type { TimelineEntry } from '#contracts/projects';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { timelineQuery } from '../api/queries.ts';
import { formatDay, formatInstant } from '../format/dates.ts';
import { formatMoney, type MoneyUnit } from '../format/numbers.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage } from '../frame/settings.ts';
import { TableSkeleton } from '../parts/skeleton.tsx';
import type { MomentSearch } from '../search/parameters.ts';

interface Props {
  readonly code: string;
  readonly moment: MomentSearch;
  readonly unit: MoneyUnit;
}

/** What happened, one sentence per event, oldest first; each event has an address of its own. */
export function TimelineList({ code, moment, unit }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(timelineQuery(code, { ...moment }));
  const { hash } = useLocation();
  useEffect(() => {
    if (data && hash) document.getElementById(hash)?.scrollIntoView({ block: 'center' });
  }, [data, hash]);

  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <TableSkeleton rows={10} />;
  if (data.entries.length === 0) return <p className="empty">{t('timeline.empty')}</p>;
  return (
    <ol className="timeline" aria-label={t('timeline.title')}>
      {data.entries.map((entry) => (
        <Entry key={entry.position} entry={entry} anchor={anchorOf(entry)} unit={unit} linked={hash === anchorOf(entry)} />
      ))}
    </ol>
  );
}

/** `r12` for the project's own twelfth event; events of its plan and contract carry their stream's name. */
const anchorOf = ({ stream, revision }: TimelineEntry): string =>
  stream.startsWith('project-') ? `r${revision}` : `${stream}-r${revision}`;

interface EntryProps {
  readonly entry: TimelineEntry;
  readonly anchor: string;
  readonly unit: MoneyUnit;
  readonly linked: boolean;
}

function Entry({ entry, anchor, unit, linked }: EntryProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li id={anchor} className={linked ? 'linked' : undefined}>
      <div className="timeline-day">
        <time dateTime={entry.occurredOn}>{formatDay(entry.occurredOn)}</time>
        <Link to="." search={true} hash={anchor} activeOptions={{ includeHash: true }} title={t('timeline.link')}>
          #{anchor}
        </Link>
      </div>
      <div className="timeline-fact">
        <p>{entry.sentence[language]}</p>
        <p className="note">{[...sourcesOf(entry, t)].join(' · ')}</p>
        <details>
          <summary>{t('timeline.data', { type: entry.type })}</summary>
          <pre tabIndex={0}>{JSON.stringify(entry.data, null, 2)}</pre>
        </details>
      </div>
      {entry.amount !== null && (
        <strong className="amount">
          {formatMoney(entry.amount, unit, language)} {t(`unit.${unit}`)}
        </strong>
      )}
    </li>
  );
}

function* sourcesOf(entry: TimelineEntry, t: ReturnType<typeof useTranslation>['t']): Generator<string> {
  if (entry.document) yield t('timeline.document', { document: entry.document });
  yield t('timeline.by', { actor: entry.actor });
  if (entry.onBehalfOf) yield t('timeline.behalf', { name: entry.onBehalfOf });
  yield t('timeline.recorded', { instant: formatInstant(entry.recordedAt) });
}
