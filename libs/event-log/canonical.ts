import serialize from 'canonicalize';
import type { JsonObject } from './event-log.ts';

/** Levels of nesting in an event's data. More than the 32 that the HTTP reader lets in, far less than what breaks a parser. */
const DEPTH_MAX = 64;

/**
 * RFC 8785 canonical JSON of a plain JSON object.
 * @throws TypeError what JSON or I-JSON cannot carry unchanged: a lone surrogate, a whole number beyond 2^53 − 1, NaN, `undefined`,
 *   a class instance, nesting over 64 levels. `JSON.stringify` would drop or change these in silence, and the change would be hashed.
 */
export const canonicalJson = (value: JsonObject): string => written(value, new Walk());

/** The same of an object of which members may be `undefined`: they are left out, as JSON does. @throws TypeError as `canonicalJson`, `undefined` apart */
export const canonicalText = (value: object): string => written(value, new Walk(true));

function written(value: object, walk: Walk): string {
  const ordered = walk.inOrder(value, 0);
  return walk.nativeOrder ? JSON.stringify(ordered) : (serialize(value) as string);
}

/**
 * Whether a text is exactly the canonical form of what it parses to, and that value. Null when it is not, or not JSON at all.
 * The native serialiser agrees with RFC 8785 on numbers and strings and keeps insertion order: so a text that it gives back, with
 * keys already in order, is canonical. What that quick look cannot settle (keys such as "10" and "9") the full serialiser decides,
 * as it does lone surrogates, which the native one writes as an escape.
 */
export function parseCanonical(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (isSorted(value) && JSON.stringify(value) === text && !text.includes('\\ud')) return value;
  try {
    return serialize(value) === text ? value : null;
  } catch {
    return null; // Only a lone surrogate, written as an escape, brings the serialiser down on parsed JSON.
  }
}

/**
 * One walk that refuses what JSON cannot carry and copies with names in order: the native serialiser keeps insertion order and agrees
 * with RFC 8785 on numbers and well-formed strings, at half the cost of the full one.
 */
class Walk {
  /** False once a name was met that an object does not keep where it was put: the full serialiser must write it. */
  nativeOrder = true;
  /** Names and places down to the value at hand. */
  readonly #path: (string | number)[] = [];

  /** Members that are `undefined` are left out instead of refused. */
  readonly #leavesOut: boolean;

  constructor(leavesOut = false) {
    this.#leavesOut = leavesOut;
  }

  inOrder(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
        return value.isWellFormed() ? value : this.#refuse('ill-formed Unicode');
      case 'number':
        if (Number.isSafeInteger(value)) return value;
        if (!Number.isFinite(value)) this.#refuse(`${value} is not JSON`);
        return Number.isInteger(value) ? this.#refuse(`${value} is beyond 2^53 - 1`) : value;
      case 'boolean':
        return value;
      case 'object':
        if (value === null) return null;
        if (depth >= DEPTH_MAX) this.#refuse(`nested over ${DEPTH_MAX} levels`);
        return Array.isArray(value) ? this.#items(value, depth) : this.#members(value, depth);
      default:
        return this.#refuse(`${typeof value} is not JSON`);
    }
  }

  #items(items: readonly unknown[], depth: number): unknown[] {
    const copy: unknown[] = [];
    for (let index = 0; index < items.length; index++) {
      this.#path.push(index);
      copy.push(this.inOrder(items[index], depth + 1));
      this.#path.pop();
    }
    return copy;
  }

  #members(value: object, depth: number): object {
    // The name and not the identity: a realm of its own (a test runner, a vm) has another Object.prototype.
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) this.#refuse('not a plain object');
    if ('toJSON' in value && typeof value.toJSON === 'function') this.#refuse('has toJSON');
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value).sort()) {
      const member = (value as Record<string, unknown>)[key];
      if (member === undefined && this.#leavesOut) continue;
      if (!key.isWellFormed()) this.#refuse('ill-formed Unicode in a name');
      if (MOVES.test(key)) this.nativeOrder = false;
      this.#path.push(key);
      copy[key] = this.inOrder(member, depth + 1);
      this.#path.pop();
    }
    return copy;
  }

  #refuse(what: string): never {
    throw new TypeError(`/${this.#path.join('/')}: ${what}`);
  }
}

/** Names like array indexes come first in any object, and `__proto__` is no member at all. */
const MOVES = /^(\d|__proto__$)/;

function isSorted(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isSorted);
  const object = value as Record<string, unknown>;
  let last = '';
  for (const key of Object.keys(object)) {
    if (key < last || !isSorted(object[key])) return false;
    last = key;
  }
  return true;
}
