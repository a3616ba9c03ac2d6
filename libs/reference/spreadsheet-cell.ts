/**
 * Text that a spreadsheet would run as a formula when it opens a CSV file: by its first character, a full-width one too, whatever
 * blanks or apostrophes stand before it.
 */
const FORMULA = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** The same text with an apostrophe in front where it would be a formula, so that it is text. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text that `guarded` was given: a file that was exported and comes back says the same. */
export const unguarded = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);
