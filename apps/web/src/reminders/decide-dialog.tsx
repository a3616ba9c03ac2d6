import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, postJson } from '../api/client.ts';

/** What the operator is about to decide. */
export interface Decision {
  readonly title: string;
  /** Under `/api/v1/reminders`. */
  readonly path: string;
  /** Without the reason and the day. */
  readonly body: Readonly<Record<string, unknown>>;
}

interface Props {
  readonly decision: Decision | null;
  /** Business day. */
  readonly today: string;
  readonly onClose: () => void;
}

/** Asks for the reason, without which nothing is decided, and says it. */
export function DecideDialog({ decision, today, onClose }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const saying = useMutation({
    mutationFn: ({ path, body }: Decision) => postJson(`/reminders${path}`, { ...body, occurredOn: today, reason: reason.trim() }),
    onSuccess: () => dialog.current?.close(),
    // After a lost connection too: it may have been taken.
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/reminders') }),
  });
  useEffect(() => {
    if (decision !== null) dialog.current?.showModal();
  }, [decision]);
  const close = () => {
    setReason('');
    saying.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (decision !== null && reason.trim() !== '') saying.mutate(decision);
  };
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby={`${id}-title`} className="decide">
      <h2 id={`${id}-title`}>{decision?.title}</h2>
      <form onSubmit={submit}>
        <div className="field">
          <label htmlFor={`${id}-reason`}>{t('reminders.reason')}</label>
          <textarea
            id={`${id}-reason`}
            rows={3}
            maxLength={2_000}
            required
            value={reason}
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => setReason(target.value)}
          />
          <p id={`${id}-hint`} className="note">
            {t('reminders.reasonHint')}
          </p>
        </div>
        {saying.error && (
          <p role="alert" className="note invalid">
            {wordsOf(saying.error, t('problem.network'))}
          </p>
        )}
        <div className="dialog-actions">
          <button type="submit" className="primary" disabled={saying.isPending || reason.trim() === ''}>
            {t('reminders.confirm')}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {t('reminders.cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function wordsOf(error: Error, network: string): string {
  if (!(error instanceof ApiProblem)) throw error;
  const { problem } = error;
  return problem.code === 'network' ? network : (problem.detail ?? problem.title);
}
