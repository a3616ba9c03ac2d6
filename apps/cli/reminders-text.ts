import {
  type DayPreview,
  type DeliveryRow,
  type DueStep,
  type ReminderRecipient,
  type SuppressedStep,
  SUPPRESSIONS,
} from '#contracts/reminders';
import { instantText, vietnameseDate } from '#reports/printed-dates';
import type { ObligationKind } from '#lifecycle/obligation/obligation';
import { leftWords } from '#reminders/words/due-words';
import { owed, stepWords } from '#reminders/words/obligation-words';
import { AUDIENCES, CHANNELS, STATES } from './reminders-words.ts';
import type { Terminal } from './terminal.ts';

/** Deadlines of one message that a terminal shows; `--json` has all. */
const ITEMS_SHOWN = 20;

export const quietLine = (quiet: keyof typeof SUPPRESSIONS | null, terminal: Terminal): readonly string[] =>
  quiet === null
    ? []
    : [
        terminal.say({
          vi: `! Không gửi gì lúc này: ${SUPPRESSIONS[quiet].vi} (reconcile)`,
          en: `! Nothing is sent now: ${SUPPRESSIONS[quiet].en} (reconcile)`,
        }),
      ];

/** What one day would bring. */
export function previewText({ day, off, deliveries, suppressed, steps, more }: DayPreview, today: string, terminal: Terminal): string {
  const date = vietnameseDate(day);
  if (off !== null) {
    const why = off === 'weekend' ? terminal.say({ vi: 'cuối tuần', en: 'weekend' }) : off;
    return terminal.say({ vi: `${date}: nghỉ (${why}), không gửi.`, en: `${date}: off (${why}), nothing is sent.` });
  }
  const head = terminal.say({
    vi: `${date}: ${deliveries.length + more} thư, ${steps} việc; ${suppressed.length} việc bị chặn.`,
    en: `${date}: ${deliveries.length + more} messages, ${steps} deadlines; ${suppressed.length} suppressed.`,
  });
  const over = (waits: number) => ({
    vi: `      ${waits} việc không vừa một thư, gửi vào ngày làm việc sau`,
    en: `      ${waits} do not fit into one message and come on the next working day`,
  });
  const listed = deliveries.flatMap(({ recipient, channel, items, waits }) => [
    `  → ${named(recipient)} (${terminal.say(CHANNELS[channel])})`,
    ...shortened(items, (item) => `      ${stepLine(item, today, terminal)}`, terminal),
    ...(waits === 0 ? [] : [terminal.say(over(waits))]),
  ]);
  return [head, ...listed, ...suppressed.map((one) => `  ✗ ${suppressedLine(one, today, terminal)}`)].join('\n');
}

export const named = ({ recipient, name }: ReminderRecipient): string => (name === recipient ? recipient : `${recipient} · ${name}`);

function stepLine(item: DueStep, today: string, terminal: Terminal): string {
  const { code, due, step, late, kind, obligation } = item;
  const what = terminal.say(owed({ kind: kind as ObligationKind, obligation }));
  const left = leftWords(item, today, terminal.language);
  const mark = late ? terminal.say({ vi: ' · gửi muộn', en: ' · sent late' }) : '';
  return `${code}  ${what} · ${vietnameseDate(due)} (${left}) · ${stepWords(step, terminal.language)}${mark}`;
}

export function suppressedLine({ item, recipient, audience, why, decided }: SuppressedStep, today: string, terminal: Terminal): string {
  const whom =
    recipient === null ? terminal.say(AUDIENCES[audience ?? ''] ?? { vi: audience ?? '', en: audience ?? '' }) : named(recipient);
  const by = decided === null ? '' : ` · ${decided.by}, ${vietnameseDate(decided.on)}: ${decided.reason}`;
  return `${stepLine(item, today, terminal)} → ${whom}: ${terminal.say(SUPPRESSIONS[why])}${by}`;
}

export function deliveryText(row: DeliveryRow, terminal: Terminal): string {
  const { delivery, recipient, day, channel, state, attempts, outcome, outcomeAt, retryAt, messageId, items, resend } = row;
  const at = outcomeAt === null ? vietnameseDate(day) : instantText(outcomeAt);
  const again =
    retryAt === null ? '' : terminal.say({ vi: ` · thử lại ${instantText(retryAt)}`, en: ` · again at ${instantText(retryAt)}` });
  const tries = attempts > 1 ? terminal.say({ vi: ` · lần ${attempts}`, en: ` · attempt ${attempts}` }) : '';
  const asked = resend === null ? '' : terminal.say({ vi: ` · gửi lại vì: ${resend}`, en: ` · sent again: ${resend}` });
  const head = `${at}  ${named(recipient)} (${terminal.say(CHANNELS[channel])}): ${terminal.say(STATES[state])}${tries}${again}${asked}`;
  const lines = shortened(
    items,
    (item) => {
      const what = terminal.say(owed({ kind: item.kind as ObligationKind, obligation: item.obligation }));
      const left = item.leftOut ? terminal.say({ vi: ' · bỏ ra, đã xong', en: ' · left out, done' }) : '';
      return `    ${item.code}  ${what} · ${vietnameseDate(item.due)} · ${stepWords(item.step, terminal.language)}${left}`;
    },
    terminal,
  );
  return [head, `    ${delivery} · <${messageId}>${outcome === null ? '' : ` · ${terminal.say(outcome)}`}`, ...lines].join('\n');
}

function shortened<Item>(items: readonly Item[], lineOf: (item: Item) => string, terminal: Terminal): readonly string[] {
  const more = items.length - ITEMS_SHOWN;
  const lines = items.slice(0, ITEMS_SHOWN).map(lineOf);
  const rest = { vi: `      … còn ${more} việc nữa; --json liệt kê tất cả`, en: `      … and ${more} more; --json lists all` };
  return more > 0 ? [...lines, terminal.say(rest)] : lines;
}
