import type { CausationNode } from '#contracts/causation';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { causationQuery } from '../api/queries.ts';
import { formatDay, formatInstant } from '../format/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage, useReader } from '../frame/settings.ts';
import type { MomentSearch } from '../search/parameters.ts';

interface Props {
  readonly code: string;
  readonly event: string;
  readonly moment: MomentSearch;
}

/** Why one event happened, from the first cause down, and what came of it. */
export function CausationTree({ code, event, moment }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(causationQuery(code, { event, ...moment }, useReader()));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="note">{t('app.loading')}</p>;
  const caused = data.why.some(({ kind }) => kind === 'event');
  return (
    <div className="causation">
      <h3>{t('causation.why')}</h3>
      {!caused && <p className="note">{t('causation.noWhy')}</p>}
      <ol className="causes">
        {data.why.map((node) => (
          <li key={`${node.kind} ${node.id}`}>
            <NodeText node={node} />
          </li>
        ))}
      </ol>
      <h3>{t('causation.effects')}</h3>
      <Branches nodes={data.effects} asked={event} />
    </div>
  );
}

function Branches({ nodes, asked }: { readonly nodes: readonly CausationNode[]; readonly asked: string }) {
  const { t } = useTranslation();
  if (nodes.length === 0) return null;
  return (
    <ul>
      {nodes.map((node) => (
        <li key={`${node.kind} ${node.id}`}>
          <NodeText node={node} /> {node.id === asked && <small>({t('causation.asked')})</small>}
          <Branches nodes={node.children} asked={asked} />
          {node.more > 0 && <p className="note">{t('causation.more', { n: node.more })}</p>}
        </li>
      ))}
    </ul>
  );
}

function NodeText({ node }: { readonly node: CausationNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = (
    <small>
      {formatDay(node.occurredOn)} · {t('timeline.recorded', { instant: formatInstant(node.recordedAt) })}
    </small>
  );
  switch (node.kind) {
    case 'command':
      return (
        <>
          <strong>{t('causation.command', { actor: node.actor })}</strong>
          {node.unit && `, ${t('timeline.unit', { unit: node.unit })}`}
          {node.onBehalfOf && `, ${t('timeline.behalf', { name: node.onBehalfOf })}`} {when} <code>{node.id}</code>
        </>
      );
    case 'event':
      return (
        <>
          {node.sentence[language]} {when}{' '}
          {node.project === null ? (
            <code>
              {node.stream} #{node.revision}
            </code>
          ) : (
            <Link to="/projects/$code" params={{ code: node.project.code }} search={{ tab: 'timeline' }} hash={`r${node.revision}`}>
              {node.project.code} #r{node.revision}
            </Link>
          )}
        </>
      );
    default:
      return <code>{(node as { readonly id: string }).id}</code>;
  }
}
