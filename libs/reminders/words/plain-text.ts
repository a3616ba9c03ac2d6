export type Language = 'vi' | 'en';
export type Bilingual = Readonly<Record<Language, string>>;

/** Control characters, line ends of every kind, and marks that turn the direction of what follows. */
const UNPRINTED = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** What somebody typed, as one line: nothing in it can end a header, begin a line or turn the text around. */
export const oneLine = (text: string): string => text.toWellFormed().normalize('NFC').replace(UNPRINTED, ' ').replace(/ {2,}/g, ' ').trim();

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** At most `max` visible characters; a cut is shown. */
export function shortened(text: string, max: number): string {
  const visible = [...graphemes.segment(text)];
  if (visible.length <= max) return text;
  const kept = visible.slice(0, max - 1).map(({ segment }) => segment);
  return `${kept.join('').trimEnd()}…`;
}
