import type { ProjectRecord } from '#contracts/projects';
import type { Timeline } from '#contracts/timeline';
import { vietnameseDate } from '#reports/terminal-table';
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

const dong = (amount: number): string => String(amount).replace(/\B(?=(\d{3})+$)/g, '.');

/** A record for people: what it is, its money, what is due, and what happened. */
export function recordText(record: ProjectRecord, lived: Timeline | null, terminal: Terminal): string {
  const { code, title, provinceName, content, stage, stageOn, asOf, knownAt, obligations } = record;
  const known = knownAt === null ? '' : terminal.say({ vi: `, biết đến ${vietnameseDate(knownAt)}`, en: `, known at ${knownAt}` });
  const money = AMOUNTS.filter(([name]) => record.money[name] !== null).map(
    ([name, vi, en]) => `  ${terminal.say({ vi, en }).padEnd(22)}${dong(record.money[name] ?? 0).padStart(20)} đ`,
  );
  const due = obligations.map(
    ({ obligation, state, due: day, days, whoCanAct }) =>
      `  ${obligation}: ${state}, ${vietnameseDate(day)} (${days}) · ${terminal.say(whoCanAct)}`,
  );
  const happened = (lived?.entries ?? []).map(({ occurredOn, sentence }) => `  ${vietnameseDate(occurredOn)}  ${terminal.say(sentence)}`);
  return [
    `${code}  ${title ?? ''}`,
    `${provinceName} · ${terminal.say(content)} · ${stage} (${vietnameseDate(stageOn)})`,
    terminal.say({ vi: `Tính đến ${vietnameseDate(asOf)}${known}`, en: `As of ${asOf}${known}` }),
    '',
    ...money,
    ...(due.length === 0 ? [] : ['', ...due]),
    ...(happened.length === 0 ? [] : ['', ...happened]),
  ].join('\n');
}
