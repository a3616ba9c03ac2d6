/** A message in words, before it becomes HTML or plain text: both say the same. */
import type { Message, MessageItem } from '../channel.ts';
import { projectUrl } from '../project-url.ts';
import { detailsOf } from '../words/detail-words.ts';
import { dayText, leftWords, type Urgency, urgencyOf } from '../words/due-words.ts';
import { owed, stepWords } from '../words/obligation-words.ts';
import { oneLine, shortened } from '../words/plain-text.ts';
import { MAIL_WORDS, type MailWords } from './mail-words.ts';

export interface WordedItem {
  readonly owed: string;
  readonly code: string;
  /** Title and province. */
  readonly about: string;
  readonly url: string;
  readonly due: string;
  readonly left: string;
  /** `gửi muộn`, or nothing. */
  readonly mark: string | null;
  readonly details: readonly string[];
}

export interface WordedGroup {
  readonly urgency: Urgency;
  readonly heading: string;
  readonly items: readonly WordedItem[];
}

export interface WordedMail {
  readonly language: 'vi' | 'en';
  readonly subject: string;
  readonly greeting: string;
  readonly intro: string;
  readonly notes: readonly string[];
  readonly groups: readonly WordedGroup[];
  readonly columns: MailWords['columns'];
  readonly dueLabel: string;
  readonly why: readonly string[];
  readonly read: string;
  readonly consoleUrl: string;
  readonly delivery: string;
}

/** Visible characters of a subject: what RFC 5322 asks of a line, and what a list of mails shows. */
const SUBJECT_MAX = 78;
const ORDER: readonly Urgency[] = ['late', 'today', 'soon'];

export function wordedMail(message: Message): WordedMail {
  const { language, items, day, to, delivery } = message;
  const words = MAIL_WORDS[language];
  const groups = ORDER.map((urgency) => ({ urgency, of: items.filter((item) => urgencyOf(item, day) === urgency).sort(byDue) }));
  const sentLate = items.filter(({ late }) => late).length;
  return {
    language,
    subject: subjectOf(message, words),
    greeting: words.greeting(oneLine(to.name)),
    intro: words.intro(items.length, dayText(day)),
    notes: sentLate > 0 ? [words.lateNote(sentLate)] : [],
    groups: groups
      .filter(({ of }) => of.length > 0)
      .map(({ urgency, of }) => ({
        urgency,
        heading: `${words.heading[urgency]} (${of.length})`,
        items: of.map((item) => wordedItem(item, message, words)),
      })),
    columns: words.columns,
    dueLabel: words.due,
    why: [...(items.some(({ ruleStatus }) => ruleStatus === 'unverified') ? [words.unverifiedNote] : []), words.why, words.answer],
    read: words.read,
    consoleUrl: message.consoleUrl,
    delivery: words.delivery(oneLine(delivery)),
  };
}

const byDue = (a: MessageItem, b: MessageItem): number =>
  compare(a.due, b.due) || compare(a.code, b.code) || compare(a.obligation, b.obligation);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts first; of a single item what it is, too. */
function subjectOf({ items, day, language }: Message, words: MailWords): string {
  const [first, ...others] = items;
  const late = items.some((item) => item.late) ? ` (${words.sentLate})` : '';
  const counts = ORDER.map((urgency) => ({ urgency, n: items.filter((item) => urgencyOf(item, day) === urgency).length }));
  const text =
    first !== undefined && others.length === 0
      ? words.onlyOne(leftWords(first, day, language), oneLine(first.code), owed(first)[language])
      : words.subject(counts.flatMap(({ urgency, n }) => (n > 0 ? [words.counted[urgency](n)] : [])).join(', '));
  return `${shortened(text, SUBJECT_MAX - late.length)}${late}`;
}

function wordedItem(item: MessageItem, { language, day, consoleUrl }: Message, words: MailWords): WordedItem {
  return {
    owed: owed(item)[language],
    code: oneLine(item.code),
    about: `${oneLine(item.title)} (${oneLine(item.province)})`,
    url: projectUrl(consoleUrl, oneLine(item.code)),
    due: dayText(item.due),
    left: leftWords(item, day, language),
    mark: item.late ? words.sentLate : null,
    details: [...detailsOf(item, language), words.step(stepWords(oneLine(item.step), language))],
  };
}
