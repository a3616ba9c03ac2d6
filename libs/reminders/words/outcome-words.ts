/** What came of a message, in both languages. The log keeps it in English, and what a receiver said in the words of the receiver. */

interface Words {
  readonly vi: string;
  readonly en: string;
}

/** Sentences of our own; `$1` is what varies. */
const OURS: readonly (readonly [RegExp, vi: string])[] = [
  [/^inbox$/, 'có trong hộp nhắc việc'],
  [/^written into the outbox, not sent out: (.+)$/, 'đã ghi vào hộp thư đi trên máy, không gửi ra ngoài: $1'],
  [/^the outbox cannot be written \((.+)\)$/, 'không ghi được vào hộp thư đi trên máy ($1)'],
  [/^the contact has no usable address$/, 'người nhận không có địa chỉ dùng được'],
  [/^the webhook has no address$/, 'webhook không có địa chỉ'],
  [/^the webhook has no secret on this machine$/, 'máy này không giữ khóa bí mật của webhook'],
  [/^no way to send by (.+) here$/, 'tiến trình này không gửi được qua $1'],
  [/^nothing-left$/, 'không còn việc gì để nhắc'],
];

const NOTHING_LEFT = 'nothing-left';

/** @param outcome as the log has it; null: none yet */
export function outcomeWords(outcome: string | null): Words | null {
  if (outcome === null) return null;
  const [pattern, vi] = OURS.find(([own]) => own.test(outcome)) ?? [];
  const en = outcome === NOTHING_LEFT ? 'nothing was left to remind of' : outcome;
  return { vi: pattern === undefined || vi === undefined ? outcome : outcome.replace(pattern, vi), en };
}
