import { type ExplainedObligation, type ExplainedStep, type ReminderReasons, type StepState, SUPPRESSIONS } from '#contracts/reminders';
import type { ObligationKind } from '#lifecycle/obligation/obligation';
import { leftWords } from '#reminders/words/due-words';
import { owed, stepWords } from '#reminders/words/obligation-words';
import { vietnameseDate } from '#reports/printed-dates';
import { named, quietLine } from './reminders-text.ts';
import { CHANNELS, STATES } from './reminders-words.ts';
import type { Terminal } from './terminal.ts';

/** Each deadline with its rule, dates, calendar and steps, and what became of each for whom. */
export function whyText({ today, quiet, obligations }: ReminderReasons, terminal: Terminal): string {
  if (obligations.length === 0)
    return [
      ...quietLine(quiet, terminal),
      terminal.say({ vi: 'Không có thời hạn nào đang chạy và chưa từng nhắc.', en: 'No deadline is running, and nothing was ever sent.' }),
    ].join('\n');
  return [...quietLine(quiet, terminal), ...obligations.map((one) => obligationText(one, today, terminal))].join('\n\n');
}

function obligationText(one: ExplainedObligation, today: string, terminal: Terminal): string {
  const { code, obligation, kind, due, left, unit, state, rule, startedOn, startedBy, calendar, ladder } = one;
  const what = terminal.say(owed({ kind: kind as ObligationKind, obligation }));
  const standing =
    state === 'over'
      ? terminal.say({ vi: 'đã xong hoặc không còn phải làm', en: 'done, or no longer owed' })
      : state === 'paused'
        ? terminal.say({ vi: 'đang tạm dừng', en: 'paused' })
        : leftWords({ due, left: left ?? 0, unit: unit ?? 'calendar' }, today, terminal.language);
  const sure = rule.status === 'verified' ? '' : terminal.say({ vi: ' (chưa kiểm chứng)', en: ' (unverified)' });
  const began = startedOn === null ? '' : `${terminal.say({ vi: 'từ', en: 'from' })} ${vietnameseDate(startedOn)}, `;
  return [
    `${code}  ${what} [${obligation}]: ${vietnameseDate(due)}, ${standing}`,
    `  ${terminal.say({ vi: 'Căn cứ', en: 'Rule' })}: ${terminal.say(rule.legalBasis)} (${rule.id})${sure}`,
    `  ${terminal.say({ vi: 'Bắt đầu', en: 'Start' })}: ${began}${terminal.say({ vi: 'sự kiện', en: 'event' })} ${startedBy}`,
    ...(calendar === null ? [] : [calendarLine(calendar, terminal)]),
    ...one.moves.map(({ from, to, on, notice }) => {
      const why = notice ?? terminal.say({ vi: 'sự kiện của đề án hoặc quy định', en: 'an event of the project, or a rule' });
      return `  ${terminal.say({ vi: 'Dời', en: 'Moved' })}: ${vietnameseDate(from)} → ${vietnameseDate(to)} (${vietnameseDate(on)}, ${why})`;
    }),
    ...(ladder === null ? [] : [`  ${terminal.say({ vi: 'Bậc nhắc', en: 'Ladder' })}: ${ladder}`]),
    ...one.steps.flatMap((step) => stepLines(step, terminal)),
  ].join('\n');
}

function calendarLine({ version, counted, expected }: NonNullable<ExplainedObligation['calendar']>, terminal: Terminal): string {
  const off = counted.map(({ date, name, document }) => `${vietnameseDate(date)} ${name}${document === null ? '' : ` (${document})`}`);
  const maybe = expected.map(({ date }) => vietnameseDate(date)).join(', ');
  const parts = [
    `${terminal.say({ vi: 'Lịch', en: 'Calendar' })} ${version}`,
    ...(off.length === 0 ? [] : [off.join('; ')]),
    ...(maybe === '' ? [] : [terminal.say({ vi: `dự kiến nghỉ ${maybe}`, en: `expected to be off ${maybe}` })]),
  ];
  return `  ${parts.join(': ')}`;
}

function stepLines({ step, on, recipients }: ExplainedStep, terminal: Terminal): readonly string[] {
  const head = `  ${vietnameseDate(on)} ${stepWords(step, terminal.language)}`;
  return recipients.length === 0 ? [`${head}: –`] : [head, ...recipients.map((state) => `    ${stateLine(state, terminal)}`)];
}

function stateLine(one: StepState, terminal: Terminal): string {
  const { recipient, state, on, channel, messageId, outcome, attempts, why, decided } = one;
  const whom = recipient === null ? terminal.say({ vi: '(không có ai)', en: '(nobody)' }) : named(recipient);
  const parts = [
    terminal.say(STATES[state]),
    ...(why === null ? [] : [terminal.say(SUPPRESSIONS[why])]),
    ...(decided === null ? [] : [`${decided.by}, ${vietnameseDate(decided.on)}: ${decided.reason}`]),
    ...(on === null ? [] : [vietnameseDate(on)]),
    ...(channel === null || state === 'skipped' ? [] : [terminal.say(CHANNELS[channel])]),
    ...(attempts > 1 ? [terminal.say({ vi: `lần ${attempts}`, en: `attempt ${attempts}` })] : []),
    ...(messageId === null ? [] : [`<${messageId}>`]),
    ...(outcome === null ? [] : [terminal.say(outcome)]),
  ];
  return `${whom}: ${parts.join(' · ')}`;
}
