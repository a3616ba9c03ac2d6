/**
 * JSON as RFC 8259 has it, less what two readers could take differently (RFC 7493, I-JSON): a key twice, a number that a double does
 * not hold as written, text that is no text. A scan looks for these; the value itself is made by JSON.parse.
 */
import { RequestProblem } from '../problems/request-problem.ts';

/** Levels of objects and lists in each other; whatever walks over a body may count on it. */
const DEPTH_MAX = 32;
/** Items of a list, and keys of an object. */
const ITEMS_MAX = 1_000;
/** UTF-16 units of one text. */
const TEXT_MAX = 64 * 1024;
/** Decimals of a number: percentages have no more. */
const DECIMALS_MAX = 4;
/** Digits that a double certainly holds. */
const DIGITS_SAFE = 15;
/** Problems of numbers, texts and sizes that one answer lists. */
const FAULTS_MAX = 100;
/** Keys of an object up to which comparing each is quicker than a set. */
const KEYS_COMPARED = 12;

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER_END = /[\s,\]}]|$/g;

const [QUOTE, COMMA, MINUS, DOT, ZERO, NINE, COLON] = [34, 44, 45, 46, 48, 57, 58] as const;
const [LIST, LIST_END, OBJECT, OBJECT_END] = [91, 93, 123, 125] as const;

/** A list or an object that is open at this place of the text. */
interface Open {
  readonly list: boolean;
  items: number;
  key: string;
  /** Of an object with few keys. */
  readonly keys: string[];
  keySet: Set<string> | null;
}

/** @throws RequestProblem `malformed-json`, `too-deep`, `duplicate-key`, `forbidden-key`, or `invalid-body` with the place of each fault */
export function readJson(text: string): unknown {
  const scan = new Scan(text);
  scan.run();
  const value = parsed(text);
  scan.refuse(); // Only now: what the scan found in a text that is no JSON means nothing.
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new RequestProblem('malformed-json');
    throw error;
  }
}

class Scan {
  readonly #open: Open[] = [];
  readonly #faults: { readonly pointer: string; readonly code: string; readonly detail: string }[] = [];
  readonly #escapes: boolean;
  /** Without an escape and a control character anywhere, no single text need be looked at. */
  readonly #textsAreClean: boolean;
  #unreadable: RequestProblem | null = null;

  constructor(private readonly text: string) {
    this.#escapes = text.includes('\\');
    this.#textsAreClean = !this.#escapes && !CONTROL.test(text);
  }

  /** Takes any text to its end without failing on one that is no JSON. @throws RequestProblem `too-deep` */
  run(): void {
    const { text } = this;
    const { length } = text;
    for (let at = 0; at < length; at++) {
      const char = text.charCodeAt(at);
      if (char === QUOTE) at = this.#string(at);
      else if (char === MINUS || (char >= ZERO && char <= NINE)) at = this.#number(at);
      else if (char === COMMA) this.#next();
      else if (char === OBJECT || char === LIST) this.#enter(char === LIST);
      else if (char === OBJECT_END || char === LIST_END) this.#open.pop();
    }
  }

  refuse(): void {
    if (this.#unreadable !== null) throw this.#unreadable;
    if (this.#faults.length > 0) throw new RequestProblem('invalid-body', { errors: this.#faults });
  }

  #enter(list: boolean): void {
    if (this.#open.length === DEPTH_MAX) throw new RequestProblem('too-deep');
    this.#open.push({ list, items: 0, key: '', keys: [], keySet: null });
  }

  #next(): void {
    const inside = this.#open.at(-1);
    if (inside === undefined || ++inside.items !== ITEMS_MAX) return;
    this.#fault('too-many-items', `must have at most ${ITEMS_MAX} items`, this.#open.length - 1);
  }

  /** @returns where the text ends */
  #string(from: number): number {
    const end = this.#escapes ? endOfString(this.text, from) : this.text.indexOf('"', from + 1);
    if (end < 0) return this.text.length;
    const inside = this.#open.at(-1);
    const isKey = inside !== undefined && !inside.list && this.#colonAfter(end);
    if (isKey) this.#key(inside, this.#decoded(from, end));
    else if (end - from > TEXT_MAX) this.#fault('too-long', `must have at most ${TEXT_MAX} characters`);
    if (!this.#textsAreClean) this.#checkText(this.#decoded(from, end));
    return end;
  }

  #colonAfter(end: number): boolean {
    let at = end + 1;
    while (this.text.charCodeAt(at) <= 32) at++;
    return this.text.charCodeAt(at) === COLON;
  }

  #decoded(from: number, end: number): string {
    const raw = this.text.slice(from + 1, end);
    if (!this.#escapes || !raw.includes('\\')) return raw;
    try {
      return JSON.parse(this.text.slice(from, end + 1)) as string;
    } catch (error) {
      if (error instanceof SyntaxError) return raw; // The whole text is refused for the same reason.
      throw error;
    }
  }

  #key(inside: Open, key: string): void {
    inside.key = key;
    if (FORBIDDEN.has(key)) this.#unreadable ??= this.#problem('forbidden-key');
    const { keys } = inside;
    if (inside.keySet?.has(key) ?? keys.includes(key)) this.#unreadable ??= this.#problem('duplicate-key');
    if (inside.keySet !== null) inside.keySet.add(key);
    else if (keys.push(key) > KEYS_COMPARED) inside.keySet = new Set(keys);
  }

  #problem(code: 'forbidden-key' | 'duplicate-key'): RequestProblem {
    return new RequestProblem(code, { errors: [{ pointer: this.#pointer(), code }] });
  }

  #checkText(text: string): void {
    if (CONTROL.test(text) || !text.isWellFormed()) this.#fault('control-char', 'must have no control characters');
  }

  /** @returns where the number ends */
  #number(from: number): number {
    const { text } = this;
    let at = from;
    for (let char = text.charCodeAt(at); char >= ZERO && char <= NINE;) char = text.charCodeAt(++at);
    const next = text.charCodeAt(at);
    const whole = at > from && next !== DOT && next !== MINUS && !isLetter(next);
    if (whole && at - from <= DIGITS_SAFE) return at - 1;
    NUMBER_END.lastIndex = at;
    const end = NUMBER_END.exec(text)?.index ?? text.length;
    if (!isPlainNumber(text.slice(from, end))) this.#fault('number-form', 'must be written in plain digits, as short as can be');
    return Math.max(end - 1, from);
  }

  #fault(code: string, detail: string, depth = this.#open.length): void {
    if (this.#faults.length < FAULTS_MAX) this.#faults.push({ pointer: this.#pointer(depth), code, detail });
  }

  /** Where the scan is, as a JSON Pointer. */
  #pointer(depth = this.#open.length): string {
    const steps = this.#open.slice(0, depth).map(({ list, items, key }) => (list ? String(items) : key));
    return steps.map((step) => `/${step.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  }
}

/** The first quote that no odd run of backslashes stands before; -1: none. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

const isLetter = (char: number): boolean => (char | 32) >= 97 && (char | 32) <= 122;

/** The shortest writing of its value: no exponent, no `-0`, no `1.0`, no digit that a double drops. */
function isPlainNumber(token: string): boolean {
  const value = Number(token);
  if (String(value) !== token || /[^-.\d]/.test(token)) return false;
  const decimals = token.split('.')[1]?.length ?? 0;
  return decimals <= DECIMALS_MAX && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}
