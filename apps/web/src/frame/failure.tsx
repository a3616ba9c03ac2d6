import type { Problem } from '#contracts/problem';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';

interface Props {
  readonly error: Error;
  readonly onRetry: () => void;
  /** Older figures stay on the page under this notice. */
  readonly stale?: boolean;
}

/** Says what the API refused or why it could not be reached, with the codes that support asks for. */
export function Failure({ error, onRetry, stale = false }: Props) {
  const { t } = useTranslation();
  // Not the API's no: a fault of this page, for the error boundary.
  if (!(error instanceof ApiProblem)) throw error;
  const { problem } = error;
  return (
    <section role="alert" className="failure">
      <h2>{t('problem.title')}</h2>
      <p>{problem.code === 'network' ? t('problem.network') : (problem.detail ?? problem.title)}</p>
      {stale && <p>{t('problem.stale')}</p>}
      <ProblemCodes problem={problem} />
      <button type="button" onClick={onRetry}>
        {t('action.retry')}
      </button>
    </section>
  );
}

function ProblemCodes({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation();
  return (
    <>
      {problem.errors?.map((fault) => (
        <p key={`${fault.parameter ?? fault.pointer} ${fault.code}`}>
          <code>{fault.parameter ?? fault.pointer}</code> {fault.detail ?? fault.code}
        </p>
      ))}
      {problem.refusedBy && (
        <p>
          {problem.refusedBy.rule} · {problem.refusedBy.words}
        </p>
      )}
      <p className="codes">
        {t('problem.code')}: <code>{problem.code}</code>
        {problem.traceId && (
          <>
            {' · '}
            {t('problem.trace')}: <code>{problem.traceId}</code>
          </>
        )}
      </p>
    </>
  );
}
