import serialize from 'canonicalize';
import type { JsonObject } from './event-log.ts';

/** Levels of nesting in an event's data. More than the 32 that the HTTP reader lets in, far less than what breaks a parser. */
const DEPTH_MAX = 64;

/**
 * RFC 8785 canonical JSON of a plain JSON object.
 * @throws TypeError what JSON or I-JSON cannot carry unchanged: a lone surrogate, a whole number beyond 2^53 − 1, NaN, `undefined`,
 *   a class instance, nesting over 64 levels. `JSON.stringify` would drop or change these in silence, and the change would be hashed.
 */
export function canonicalJson(value: JsonObject): string {
  assertJson(value, '', 0);
  return serialize(value) as string;
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

function assertJson(value: unknown, path: string, depth: number): void {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new TypeError(`${path || '/'}: ill-formed Unicode`);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${path || '/'}: ${value} is not JSON`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new TypeError(`${path || '/'}: ${value} is beyond 2^53 - 1`);
      return;
    case 'boolean':
      return;
    case 'object':
      if (value === null) return;
      if (depth >= DEPTH_MAX) throw new TypeError(`${path || '/'}: nested over ${DEPTH_MAX} levels`);
      if (Array.isArray(value)) return assertItems(value, path, depth);
      return assertMembers(value, path, depth);
    default:
      throw new TypeError(`${path || '/'}: ${typeof value} is not JSON`);
  }
}

function assertItems(items: readonly unknown[], path: string, depth: number): void {
  for (let index = 0; index < items.length; index++) assertJson(items[index], `${path}/${index}`, depth + 1);
}

function assertMembers(value: object, path: string, depth: number): void {
  // The name and not the identity: a realm of its own (a test runner, a vm) has another Object.prototype.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new TypeError(`${path || '/'}: not a plain object`);
  if ('toJSON' in value && typeof value.toJSON === 'function') throw new TypeError(`${path || '/'}: has toJSON`);
  for (const [key, member] of Object.entries(value)) {
    if (!key.isWellFormed()) throw new TypeError(`${path || '/'}: ill-formed Unicode in a name`);
    assertJson(member, `${path}/${key}`, depth + 1);
  }
}

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
