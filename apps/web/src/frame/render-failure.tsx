import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Stands in for a page whose code failed; the frame around it keeps working. */
export function RenderFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <section role="alert" className="failure">
      <h1>{t('problem.render')}</h1>
      <p>{t('problem.renderHint')}</p>
      <p className="codes">
        <code>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</code>
      </p>
      <button type="button" onClick={reset}>
        {t('action.retry')}
      </button>
    </section>
  );
}
