import type { WordedItem, WordedMail } from './worded-mail.ts';

/** The same for readers of plain text. Lines are as long as their sentences: the transfer encoding wraps them, readers do so again. */
export const textOf = (mail: WordedMail): string =>
  [
    mail.greeting,
    mail.intro,
    ...mail.notes,
    ...mail.groups.flatMap(({ heading, items }) => [heading.toUpperCase(), ...items.map((item, index) => itemText(item, index + 1, mail))]),
    ['-- ', `${mail.read} ${mail.consoleUrl}`, ...mail.why, mail.delivery].join('\n'),
  ].join('\n\n') + '\n';

const itemText = ({ owed, code, about, url, due, left, mark, details }: WordedItem, n: number, { dueLabel }: WordedMail): string =>
  [
    `${n}. ${owed}`,
    `   ${code} ${about}`,
    `   ${dueLabel}: ${due}, ${left}${mark === null ? '' : ` (${mark})`}`,
    ...details.map((line) => `   ${line}`),
    `   ${url}`,
  ].join('\n');
