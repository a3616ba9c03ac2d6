import type { ActionOffered, ProjectResource } from '#contracts/projects';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { identityQuery } from '../api/queries.ts';
import { useLanguage, useReader } from '../frame/settings.ts';
import { useNames } from '../parts/names.ts';

interface Props {
  readonly record: ProjectResource;
  /** The acts are still those of another reader. */
  readonly busy: boolean;
}

type Refused = ActionOffered & { readonly why: NonNullable<ActionOffered['why']> };

const isRefused = (offered: ActionOffered): offered is Refused => offered.why !== null;

/** What the reader may do with the project now, and for everything else why not, as the rules themselves say it. */
export function RecordActs({ record, busy }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: identity } = useQuery(identityQuery(useReader()));
  const offered = record.availableActions;
  if (offered === null) return <p className="note acts screen-only">{t('acts.otherMoment')}</p>;
  const allowed = offered.filter(({ allowed: may }) => may);
  return (
    <section className="acts screen-only" aria-labelledby="acts-title" aria-busy={busy}>
      <h2 id="acts-title">
        {t('acts.title')}
        {identity && <small> {t('acts.as', { role: identity.role[language] })}</small>}
      </h2>
      {allowed.length === 0 && <p>{t('acts.none')}</p>}
      <ul className="acts-allowed">
        {allowed.map(({ act, name, address }) => (
          <li key={act}>
            {name[language]} <code>{address.split('/').at(-1)}</code>
          </li>
        ))}
      </ul>
      <RefusedActs refused={offered.filter(isRefused)} record={record} />
    </section>
  );
}

/** What an act waits for on the same stage, as refusals name it. */
const NEEDED = [
  'draft',
  'base-appraisal',
  'final-appraisal',
  'contract',
  'group-plan',
  'request',
  'progress-report',
  'volume',
  'dossier',
  'liquidation',
] as const;

const neededFor = ({ facts }: Refused['why']): (typeof NEEDED)[number] | undefined => NEEDED.find((name) => name === facts['missing']);

/** First what is only missing something, then what is another person's, last what belongs to other stages. */
function RefusedActs({ refused, record }: { readonly refused: readonly Refused[]; readonly record: ProjectResource }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const roleName = useRoleNames();
  if (refused.length === 0) return null;
  const ofStage = refused.filter(({ why }) => why.code === 'illegal-transition' && neededFor(why) === undefined);
  const ofOthers = refused.filter(({ why }) => why.code === 'not-your-role');
  const missing = refused.filter((one) => !ofStage.includes(one) && !ofOthers.includes(one));
  // A refusal names acts by their codes.
  const actNames = new Map(record.availableActions?.map(({ act, name }) => [act, name[language]]));
  const withActNames = (detail: string) =>
    detail.replace(/\b[A-Z][a-z]+[A-Z]\w*/g, (code) => (actNames.has(code) ? `“${actNames.get(code)}”` : code));
  const missingIn = (why: Refused['why']): string => {
    const needed = neededFor(why);
    return needed === undefined ? withActNames(why.detail) : t('acts.first', { what: t(`needs.${needed}`) });
  };
  const who = ({ facts }: Refused['why']) => (Array.isArray(facts['who']) ? facts['who'].map(String).map(roleName).join('; ') : '');
  return (
    <details>
      <summary>{t('acts.refused', { n: refused.length })}</summary>
      <Group title={t('acts.missing')} acts={missing} reason={missingIn} />
      <Group title={t('acts.ofOthers')} acts={ofOthers} reason={(why) => t('acts.who', { who: who(why) })} />
      <Group title={t('acts.ofStage', { stage: names.stage(record.stage) })} acts={ofStage} />
    </details>
  );
}

interface GroupProps {
  readonly title: string;
  readonly acts: readonly Refused[];
  /** Left out where the title says it all. */
  readonly reason?: (why: Refused['why']) => string;
}

function Group({ title, acts, reason }: GroupProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (acts.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={reason ? 'acts-refused' : 'acts-refused short'}>
        {acts.map(({ act, name, why }) => (
          <li key={act}>
            <strong>{name[language]}</strong>
            {reason && <span>{reason(why)}</span>}
            <span className="basis">
              {why.refusedBy?.words}
              {why.refusedBy?.status === 'unverified' && (
                <small className="unverified" title={t('acts.unverifiedHint')}>
                  {t('delayed.unverified')}
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A role's name by its code; the demo identities carry one for each. */
function useRoleNames(): (role: string) => string {
  const language = useLanguage();
  const { data } = useQuery(identityQuery(useReader()));
  const names = new Map(data?.others.map(({ id, role }) => [id, role[language]]));
  return (role) => names.get(`demo:${role}`) ?? role;
}
