import type { ProjectRecord } from '#contracts/projects';
import type { Timeline } from '#contracts/timeline';
import { vietnameseDate } from '#reports/printed-dates';
import { OBLIGATION_WORDS, STATE_WORDS } from '#reports/explain/words';
import { amount, holderText, stageText } from './reading-words.ts';
import type { Terminal } from './terminal.ts';

const AMOUNTS = [
  ['totalCost', 'Tổng kinh phí', 'Total cost'],
  ['requested', 'Đề nghị hỗ trợ', 'Requested'],
  ['baseAmount', 'Thẩm định cấp cơ sở', 'Base appraisal'],
  ['finalAmount', 'Thẩm định cuối', 'Final appraisal'],
  ['approved', 'Được duyệt', 'Approved'],
  ['firstAdvance', 'Tạm ứng lần một', 'First advance'],
  ['nextAdvances', 'Tạm ứng tiếp theo', 'Further advances'],
  ['remainingAdvance', 'Tạm ứng còn lại', 'Remaining advance'],
  ['recovered', 'Thu hồi', 'Recovered'],
  ['accepted', 'Nghiệm thu', 'Accepted'],
  ['settled', 'Quyết toán', 'Settled'],
  ['executed', 'Thực hiện', 'Executed'],
] as const;

/** A deadline and how far off it is: more than 0 days are late, fewer still to go. */
const dueText = (due: string, days: number): { readonly vi: string; readonly en: string } => {
  const day = vietnameseDate(due);
  if (days > 0) return { vi: `hạn ${day}, trễ ${days} ngày`, en: `due ${day}, ${days} days late` };
  return { vi: `hạn ${day}, còn ${-days} ngày`, en: `due ${day}, ${-days} days to go` };
};

const dayOf = (due: string): { readonly vi: string; readonly en: string } => ({
  vi: `hạn ${vietnameseDate(due)}`,
  en: `due ${vietnameseDate(due)}`,
});

/** A record for people: what it is, its money, what is due, and what happened. */
export function recordText(record: ProjectRecord, lived: Timeline | null, terminal: Terminal): string {
  const { code, title, provinceName, content, stage, stageOn, asOf, knownAt, obligations, deadlines } = record;
  const known =
    knownAt === null ? '' : terminal.say({ vi: `, biết đến ${vietnameseDate(knownAt)}`, en: `, as known on ${vietnameseDate(knownAt)}` });
  const money = AMOUNTS.filter(([name]) => record.money[name] !== null).map(
    ([name, vi, en]) => `  ${terminal.say({ vi, en }).padEnd(22)}${amount(record.money[name] ?? 0, terminal).padStart(20)} đ`,
  );
  const due = obligations.map(
    ({ obligation, state, due: day, days, whoCanAct }) =>
      `  ${terminal.say(OBLIGATION_WORDS[obligation])}: ${terminal.say(STATE_WORDS[state])}, ${terminal.say(dueText(day, days))} · ${terminal.say(whoCanAct)}`,
  );
  const running = deadlines.map(
    ({ name, due: day, standing, holder }) =>
      `  ${terminal.say(name)}: ${terminal.say(dayOf(day))}, ${terminal.say(standing)} · ${holderText(holder, terminal)}`,
  );
  const happened = (lived?.entries ?? []).map(({ occurredOn, sentence }) => `  ${vietnameseDate(occurredOn)}  ${terminal.say(sentence)}`);
  return [
    `${code}  ${title ?? ''}`,
    `${provinceName} · ${terminal.say(content)} · ${stageText(stage, terminal)} (${vietnameseDate(stageOn)})`,
    terminal.say({ vi: `Tính đến ${vietnameseDate(asOf)}${known}`, en: `As of ${vietnameseDate(asOf)}${known}` }),
    '',
    ...money,
    ...(due.length === 0 ? [] : ['', ...due]),
    ...(running.length === 0 ? [] : ['', terminal.say({ vi: 'Thời hạn đang chạy', en: 'Deadlines' }), ...running]),
    ...(happened.length === 0 ? [] : ['', ...happened]),
  ].join('\n');
}
