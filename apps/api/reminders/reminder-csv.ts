import type { DayPreview, DeliveryRow, SuppressedStep } from '#contracts/reminders';
import { type CsvCell, toCsv } from '#reports/csv';

const STEP = ['project', 'code', 'obligation', 'kind', 'step', 'on', 'due', 'late'] as const;
const RECIPIENT = ['recipient', 'name', 'role'] as const;

type Step = Readonly<Record<Exclude<(typeof STEP)[number], 'late'>, string>> & { readonly late: boolean };

const stepCells = (step: Step): readonly CsvCell[] => STEP.map((column) => String(step[column]));
const recipientCells = (recipient: DeliveryRow['recipient'] | null): readonly CsvCell[] =>
  RECIPIENT.map((column) => recipient?.[column] ?? null);

/** A row for each deadline of each message. */
export const csvOfPreviews = (days: readonly DayPreview[]): string =>
  toCsv([
    ['day', 'channel', ...RECIPIENT, ...STEP],
    ...days.flatMap(({ deliveries }) =>
      deliveries.flatMap(({ day, channel, recipient, items }) =>
        items.map((item) => [day, channel, ...recipientCells(recipient), ...stepCells(item)]),
      ),
    ),
  ]);

export const csvOfDeliveries = (rows: readonly DeliveryRow[]): string =>
  toCsv([
    [
      'day',
      'channel',
      'state',
      'attempts',
      'outcome_at',
      'outcome_vi',
      'outcome_en',
      'retry_at',
      'message_id',
      ...RECIPIENT,
      ...STEP,
      'left_out',
    ],
    ...rows.flatMap(({ day, channel, state, attempts, outcomeAt, outcome, retryAt, messageId, recipient, items }) =>
      items.map((item) => [
        ...[day, channel, state, attempts, outcomeAt, outcome?.vi ?? null, outcome?.en ?? null, retryAt, messageId],
        ...recipientCells(recipient),
        ...stepCells(item),
        String(item.leftOut),
      ]),
    ),
  ]);

export const csvOfSuppressed = (rows: readonly SuppressedStep[]): string =>
  toCsv([
    ['why', 'audience', 'decided_by', 'decided_on', 'reason', ...RECIPIENT, ...STEP],
    ...rows.map(({ why, audience, decided, recipient, item }) => [
      ...[why, audience, decided?.by ?? null, decided?.on ?? null, decided?.reason ?? null],
      ...recipientCells(recipient),
      ...stepCells(item),
    ]),
  ]);
