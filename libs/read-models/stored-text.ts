/**
 * Cuts single values out of a stored event instead of parsing all of it, which is most of a rebuild's work. The text is RFC 8785 of
 * {data, id, meta, revision, stream, type, version}: names in order, no blanks; the id is a UUID and the metadata holds strings only (see
 * `prepareAppend`). Every cut is exact: a quote inside a JSON string is always behind a backslash, so a quote right behind a
 * comma, colon or brace stands outside, and opens or closes a string. Where a cut cannot be sure it says so, and the caller parses.
 */
const DATA = '{"data":';
const ID = ',"id":"';
const UUID_LENGTH = 36;
const META = '","meta":{';
const OCCURRED_ON = '"occurredOn":"';
const DATE_LENGTH = 'YYYY-MM-DD'.length;

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** The value must be parsed for. */
export const UNSURE = Symbol('unsure');
export type Scalar = string | number | boolean | null;

/** What surely stands behind the beginning of the metadata, besides the stream's and the type's names. */
const LEAST_BEHIND =
  '","meta":{"occurredOn":"YYYY-MM-DD","recordedAt":"YYYY-MM-DDTHH:MM:SS.mmmZ"},"revision":0,"stream":"","type":"","version":1}'.length;

/**
 * The metadata's place: the quote that closes the id before it. The metadata is the last object of the text, so the last such key is its.
 * @param names letters of the names of stream and type, which stand behind it
 */
export const metaAt = (text: string, names: number): number => text.lastIndexOf(META, text.length - LEAST_BEHIND - names);

/** One behind the data's closing brace. */
export const dataEnd = (meta: number): number => meta - UUID_LENGTH - ID.length;

export const dataText = (text: string, meta: number): string => text.slice(DATA.length, dataEnd(meta));

export const idText = (text: string, meta: number): string => text.slice(meta - UUID_LENGTH, meta);

export const metaText = (text: string, meta: number): string => text.slice(meta + META.length - 1, text.lastIndexOf('},"revision":') + 1);

/** How far behind the metadata's place the day stood last: mostly the next one's too. A hint, looked at before it is believed. */
let occurredOnHint = 0;

/** The business day: the log lets no event in without one. */
export function occurredOnText(text: string, meta: number): string {
  let at = meta + occurredOnHint;
  if (!isKeyAt(text, at, OCCURRED_ON)) {
    at = text.indexOf(OCCURRED_ON, meta + META.length);
    while (at >= 0 && !isKeyAt(text, at, OCCURRED_ON)) at = text.indexOf(OCCURRED_ON, at + 1);
    if (at < 0) return '';
    occurredOnHint = at - meta;
  }
  return text.slice(at + OCCURRED_ON.length, at + OCCURRED_ON.length + DATE_LENGTH);
}

function isKeyAt(text: string, at: number, key: string): boolean {
  const before = text.charCodeAt(at - 1);
  return (before === COMMA || before === OPEN_BRACE) && text.startsWith(key, at);
}

/**
 * `data[name]` where it stands among the plain values at the data's beginning, or is its last and a string; `undefined`: not there.
 * @param name letters only
 */
export function memberOf(text: string, meta: number, name: string): Scalar | undefined | typeof UNSURE {
  const end = dataEnd(meta);
  let at = DATA.length + 1;
  while (text.charCodeAt(at) === QUOTE) {
    const close = text.indexOf('"', at + 1);
    if (text.charCodeAt(close - 1) === BACKSLASH) return UNSURE;
    const value = close + 2;
    const wanted = close - at - 1 === name.length && text.startsWith(name, at + 1);
    const behind = endOfPlain(text, value);
    if (behind < 0) return wanted ? UNSURE : lastMember(text, end, name);
    if (wanted) return plain(text, value, behind);
    if (text.charCodeAt(behind) === CLOSE_BRACE) return undefined;
    at = behind + 1;
  }
  return at === DATA.length + 1 && text.charCodeAt(at) === CLOSE_BRACE ? undefined : UNSURE;
}

/** Where a plain value ends; -1: an object, an array, or a string with escapes. */
function endOfPlain(text: string, from: number): number {
  if (text.charCodeAt(from) === QUOTE) {
    const close = text.indexOf('"', from + 1);
    return text.charCodeAt(close - 1) === BACKSLASH || text.slice(from, close).includes('\\') ? -1 : close + 1;
  }
  const first = text.charCodeAt(from);
  if (first === OPEN_BRACE || first === 0x5b) return -1;
  let at = from;
  while (text.charCodeAt(at) !== COMMA && text.charCodeAt(at) !== CLOSE_BRACE) at += 1;
  return at;
}

/** A longer slice would keep the whole text in memory for as long as someone keeps the value: parsing makes a string of its own. */
function plain(text: string, from: number, end: number): Scalar | typeof UNSURE {
  const first = text.charCodeAt(from);
  if ((first >= ZERO && first <= NINE) || first === MINUS) return Number(text.slice(from, end));
  return JSON.parse(text.slice(from, end)) as Scalar;
}

/** The string that stands last. */
function lastMember(text: string, end: number, name: string): string | typeof UNSURE {
  const close = end - 2;
  if (text.charCodeAt(close) !== QUOTE || text.charCodeAt(close - 1) === BACKSLASH) return UNSURE;
  const open = text.lastIndexOf('"', close - 1);
  const key = open - name.length - 3;
  if (text.charCodeAt(open - 1) !== COLON || !isKeyAt(text, key, `"${name}":`)) return UNSURE;
  const value = text.slice(open + 1, close);
  return value.includes('\\') ? UNSURE : value;
}
