/** What text from outside may contain. Vietnamese in NFC has no loose marks; anything that hides, reorders or piles up is refused. */
import { type Fault, fault } from './fault.ts';

export interface TextRule {
  /** Graphemes: what a reader counts as one character. */
  readonly lengthMax: number;
  /** Line breaks and tabs may be in it. */
  readonly lines: boolean;
  /** A name: letters of different scripts may not stand in one word. */
  readonly name: boolean;
}

const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/u;
const CONTROL_BUT_LINES = /(?![\n\t])[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/u;
/** Not seen, or changing how the rest is read; the two variation selectors of emoji and text are harmless. */
const INVISIBLE = /[[\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]--[\uFE0E\uFE0F]]/v;
/** More marks on one letter than any living script needs. */
const PILED_MARKS = /\p{M}{5}/u;
/** Joiners of emoji families: a text full of them is an attack on whoever lays it out. */
const JOINERS = /(?:\u200D[^\u200D]*){17}/u;
const OF_OTHER_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u;
const LATIN = /\p{Script=Latin}/u;
/** Eth and African D look like the Vietnamese Đ (U+0110, U+0111) and sort elsewhere. */
const FALSE_D = /[\u00D0\u00F0\u0189\u0256]/u;
const ONE_LINE = /[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u1E00-\u1EFF]*/y;

/** Bytes of UTF-8 that a text may take for each character allowed, and at least. */
const BYTES_PER_CHARACTER = 20;
const BYTES_LEAST = 4_096;

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** The same text as everyone writes it: NFC, one kind of space, one kind of line end, nothing around it. */
export function tidied(value: unknown, lines: boolean): unknown {
  if (typeof value !== 'string') return value;
  if (plain(value)) return value.trim(); // Its letters are composed, its spaces of one kind.
  const text = value.normalize('NFC').replace(/\p{Zs}/gu, ' ');
  return (lines ? text.replaceAll('\r\n', '\n') : text).trim();
}

export function textFault(value: unknown, { lengthMax, lines, name }: TextRule): Fault | null {
  if (typeof value !== 'string') return fault('type', 'must be text');
  if (value === '') return fault('blank', 'must not be blank');
  if (!plain(value)) {
    if ((lines ? CONTROL_BUT_LINES : CONTROL).test(value)) return fault('control-char', 'must have no control characters');
    if (PILED_MARKS.test(value) || JOINERS.test(value)) return fault('too-many-marks', 'must have at most 4 marks on a letter');
    if (INVISIBLE.test(value)) return fault('invisible-char', 'must have no invisible characters');
  }
  if (longer(value, lengthMax)) return fault('too-long', `must have at most ${lengthMax} characters`);
  return name && mixed(value) ? fault('mixed-script', 'must not mix look-alike letters of other scripts into a word') : null;
}

/** Most texts are of letters that need no closer look. */
function plain(text: string): boolean {
  ONE_LINE.lastIndex = 0;
  ONE_LINE.test(text);
  return ONE_LINE.lastIndex === text.length;
}

function longer(text: string, lengthMax: number): boolean {
  if (text.length <= lengthMax) return false;
  if (Buffer.byteLength(text) > Math.max(BYTES_LEAST, lengthMax * BYTES_PER_CHARACTER)) return true;
  let count = 0;
  for (const _ of graphemes.segment(text)) if (++count > lengthMax) return true;
  return false;
}

const mixed = (text: string): boolean =>
  FALSE_D.test(text) ||
  (OF_OTHER_SCRIPT.test(text) && text.split(/[^\p{L}\p{M}]+/u).some((word) => LATIN.test(word) && OF_OTHER_SCRIPT.test(word)));
