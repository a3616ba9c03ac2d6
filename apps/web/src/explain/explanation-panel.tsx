import type { Explanation } from '#contracts/explanations';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type ApiQuery } from '../api/client.ts';
import { explanationQuery } from '../api/queries.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage, useMoneyUnit } from '../frame/settings.ts';
import { PrintHeader } from '../parts/print-header.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { UnitSwitch } from '../parts/unit-switch.tsx';
import { useSelectionWords } from '../search/selection.ts';
import { ExplanationBody, OpenFigure } from './explanation-body.tsx';
import { exportExplanation } from './figure-export.ts';
import { printResult } from './print-figure.ts';
import './explain.css';

interface Props {
  /** The figure that the address names; nothing is open without one. */
  readonly path: string | undefined;
  /** The filters of the page, as the API takes them. */
  readonly scope: ApiQuery;
}

/** A figure opened over the page: Esc and the close button leave it, Back goes to what was seen before. */
export function ExplanationPanel({ path, scope }: Props) {
  return path === undefined ? null : <Panel path={path} scope={scope} />;
}

function Panel({ path, scope }: Props & { readonly path: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const unit = useMoneyUnit('dong');
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useInfiniteQuery({ ...explanationQuery({ ...scope, path }), enabled: scope['year'] !== undefined });
  // What was kept of the figure before would stand under the name of this one.
  const pages: readonly Explanation[] = list.isPlaceholderData ? [] : (list.data?.pages ?? []);
  const [found] = pages;
  // Before the element goes: closing it gives the focus back to the figure that was opened.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('h2')?.focus();
    return () => element?.close();
  }, []);
  const close = () =>
    void navigate({
      to: '.',
      search: (previous: Readonly<Record<string, unknown>>) => ({ ...previous, explain: undefined }),
      replace: true,
      resetScroll: false,
    });
  return (
    <dialog
      ref={dialog}
      className="explanation"
      aria-labelledby="explanation-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <header className="explanation-head">
        <div>
          <PrintHeader />
          <p className="of-moment">{t('explain.title')}</p>
          <Title found={found} path={path} />
        </div>
        <div className="page-tools">
          <UnitSwitch unit={unit} />
          {found && (
            <button type="button" onClick={() => void exportExplanation(found, { ...scope, path }, t)}>
              {t('action.csv')}
            </button>
          )}
          <button type="button" onClick={() => window.print()}>
            {t('action.print')}
          </button>
          <button type="button" onClick={close} aria-keyshortcuts="Escape">
            {t('action.close')}
          </button>
        </div>
      </header>
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} stale={found !== undefined} />}
      {list.error && <Nearest error={list.error} />}
      {!found && !list.error && <TableSkeleton rows={12} />}
      {found && (
        <ExplanationBody
          found={found}
          projects={pages.flatMap(({ projects }) => projects)}
          unit={unit}
          more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : null}
        />
      )}
    </dialog>
  );
}

function Title({ found, path }: { readonly found: Explanation | undefined; readonly path: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useSelectionWords();
  const selection = found && { year: found.year ?? undefined, set: found.set };
  return (
    <>
      <h2 id="explanation-title" tabIndex={-1}>
        {found ? found.name[language] : path}
        {found && <strong className="explained"> {printResult(found, language, t)}</strong>}
      </h2>
      <p className="of-moment">
        <code>{path}</code>
        {found && ` · ${words(found, selection ?? {}).join(' · ')}`}
      </p>
    </>
  );
}

/** The figures that a mistyped address may have meant. */
function Nearest({ error }: { readonly error: Error }) {
  const nearest = error instanceof ApiProblem ? error.problem.facts?.['nearest'] : undefined;
  if (!Array.isArray(nearest)) return null;
  return (
    <ul>
      {nearest.map(String).map((path) => (
        <li key={path}>
          <OpenFigure path={path} text={path} />
        </li>
      ))}
    </ul>
  );
}
