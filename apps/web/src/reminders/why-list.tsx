import { type ExplainedObligation, type ExplainedStep, type StepState, SUPPRESSIONS } from '#contracts/reminders';
import { HOLDERS } from '#contracts/holders';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whyQuery } from '../api/queries.ts';
import { formatDay } from '../format/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage } from '../frame/settings.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { deadlineWords, leftWords, stepWords } from './reminder-words.ts';
import type { ListProps } from './list-props.ts';

/** Why a person got something or did not, or what became of a project's deadlines. */
export function WhyList({ search: { project, person } }: Pick<ListProps, 'search'>) {
  const { t } = useTranslation();
  const asked = project !== undefined || person !== undefined;
  const query = project === undefined ? { person } : { project };
  const { data, error, refetch } = useQuery({ ...whyQuery(query), enabled: asked });
  if (!asked)
    return (
      <section className="empty">
        <h2>{t('reminders.why.start')}</h2>
        <p>{t('reminders.why.startHint')}</p>
      </section>
    );
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <TableSkeleton rows={10} />;
  if (data.obligations.length === 0) return <p className="empty">{t('reminders.why.none')}</p>;
  return data.obligations.map((one) => <Explained key={`${one.project} ${one.obligation} ${one.due}`} one={one} today={data.today} />);
}

function Explained({ one, today }: { readonly one: ExplainedObligation; readonly today: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { due, left, unit, rule, holder, calendar, moves, pauses, startedOn, startedBy, state } = one;
  const what = deadlineWords(t, one);
  const standing =
    left === null || unit === null || state !== 'open' ? t(`reminders.why.state.${state}`) : leftWords(t, { due, left, unit }, today);
  return (
    <section className="explained">
      <h2>
        <Link to="/projects/$code" params={{ code: one.code }}>
          {one.code}
        </Link>{' '}
        {what}: {formatDay(due)}, {standing}
      </h2>
      <dl className="facts">
        <dt>{t('reminders.why.rule')}</dt>
        <dd>
          {rule.legalBasis[language]} <small className="soft">{rule.id}</small>
          {rule.status === 'unverified' && <small className="unverified"> {t('delayed.unverified')}</small>}
        </dd>
        <dt>{t('reminders.why.start.label')}</dt>
        <dd className="codes">
          {t('reminders.why.startedBy', { day: startedOn === null ? '–' : formatDay(startedOn), event: startedBy })}
        </dd>
        {holder && (
          <>
            <dt>{t('reminders.why.holder')}</dt>
            <dd>{HOLDERS[holder][language]}</dd>
          </>
        )}
        {calendar && (
          <>
            <dt>{t('reminders.why.calendar')}</dt>
            <dd>
              {calendar.version}
              {calendar.counted.map(
                ({ date, name, document }) => `; ${formatDay(date)} ${name}${document === null ? '' : ` (${document})`}`,
              )}
              {calendar.expected.length > 0 &&
                `; ${t('reminders.why.expected', { days: calendar.expected.map(({ date }) => formatDay(date)).join(', ') })}`}
            </dd>
          </>
        )}
        {moves.length > 0 && (
          <>
            <dt>{t('reminders.why.moves')}</dt>
            {moves.map(({ from, to, on, notice }) => (
              <dd key={`${on} ${to}`}>
                {t('reminders.why.moved', { from: formatDay(from), to: formatDay(to), why: notice ?? t('reminders.why.byEvent') })}
              </dd>
            ))}
          </>
        )}
        {pauses.length > 0 && (
          <>
            <dt>{t('reminders.why.pauses')}</dt>
            {pauses.map(({ from, to, document }) => (
              <dd key={from}>
                {formatDay(from)} – {to === null ? '…' : formatDay(to)} {document}
              </dd>
            ))}
          </>
        )}
      </dl>
      <Steps steps={one.steps} name={`${t('reminders.why.steps')}: ${one.code} ${what}`} />
    </section>
  );
}

/** A step for one recipient. */
interface StepRow {
  readonly step: ExplainedStep;
  readonly of: StepState | null;
}

function Steps({ steps, name }: { readonly steps: readonly ExplainedStep[]; readonly name: string }) {
  const { t } = useTranslation();
  const columns = useStepColumns();
  const [all, setAll] = useState(false);
  const told = all ? steps : steps.filter((step) => !isSkipped(step));
  const hidden = steps.length - told.length;
  const rows = told.flatMap((step): readonly StepRow[] =>
    step.recipients.length === 0 ? [{ step, of: null }] : step.recipients.map((of) => ({ step, of })),
  );
  return (
    <>
      {rows.length > 0 && (
        <DataTable
          name={name}
          columns={columns}
          rows={rows}
          rowKey={({ step, of }) =>
            `${step.step} ${of?.recipient?.recipient ?? ''} ${of?.channel ?? ''} ${rows.findIndex((row) => row.of === of)}`
          }
          stacks
        />
      )}
      {hidden > 0 && (
        <button type="button" className="link" aria-expanded={false} onClick={() => setAll(true)}>
          {t('reminders.why.skipped', { n: hidden })}
        </button>
      )}
    </>
  );
}

/** A later step took its place for everybody: there is little to say of it. */
const isSkipped = ({ recipients }: ExplainedStep): boolean => recipients.length > 0 && recipients.every(({ state }) => state === 'skipped');

function useStepColumns(): readonly Column<StepRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'step',
      label: t('reminders.column.step'),
      rowHeader: true,
      cell: ({ step }) => `${formatDay(step.on)} ${stepWords(t, step.step)}`,
      csv: ({ step }) => step.step,
    },
    {
      key: 'recipient',
      label: t('reminders.column.recipient'),
      cell: ({ of }) => of?.recipient?.name ?? '–',
      csv: ({ of }) => of?.recipient?.recipient ?? null,
    },
    {
      key: 'result',
      label: t('reminders.why.result'),
      cell: ({ of }) => (of === null ? '–' : <StepResult of={of} />),
      csv: ({ of }) => of?.state ?? null,
    },
  ];
}

function StepResult({ of }: { readonly of: StepState }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { state, on, channel, why, decided, messageId, outcome, attempts } = of;
  const parts = [
    ...(why === null ? [] : [SUPPRESSIONS[why][language]]),
    ...(decided === null ? [] : [t('reminders.by', { by: decided.by, day: formatDay(decided.on), reason: decided.reason })]),
    ...(on === null ? [] : [formatDay(on)]),
    ...(channel === null || state === 'skipped' ? [] : [t(`reminders.channel.${channel}`)]),
    ...(attempts > 1 ? [t('reminders.attempt', { n: attempts })] : []),
  ];
  return (
    <>
      <strong>{t(`reminders.state.${state}`)}</strong>
      {parts.map((part) => ` · ${part}`)}
      {messageId !== null && (
        <>
          <br />
          <small className="codes">{[outcome?.[language] ?? null, messageId].filter((text) => text !== null).join(' · ')}</small>
        </>
      )}
    </>
  );
}
