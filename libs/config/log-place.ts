import { resolve } from 'node:path';
import { kurrentAddressFault, parseKurrentAddress } from '#event-log/kurrentdb/address';

/** The log in one file, which one process writes. */
export interface LogFile {
  readonly kind: 'sqlite';
  readonly file: string;
}

/** The log in a server, which many processes write. */
export interface LogServer {
  readonly kind: 'kurrentdb';
  /** With the password. */
  readonly address: string;
  readonly printed: string;
}

const SQLITE = /^sqlite:[^\p{Cc}]+$/u;

/** What is wrong with where a log is said to be, `sqlite:PATH` or `kurrentdb://…`; null: nothing. Never what was said, which may hold a password. */
export function logPlaceFault(text: string): string | null {
  if (SQLITE.test(text)) return null;
  return /^kurrentdb\b/.test(text) ? kurrentAddressFault(text) : 'must be sqlite:PATH or kurrentdb://…';
}

/** Of a text that has no fault. A path is taken from where the program stands. */
export function logPlaceOf(text: string): LogFile | LogServer {
  if (text.startsWith('kurrentdb')) return { kind: 'kurrentdb', address: text, printed: parseKurrentAddress(text).printed };
  return { kind: 'sqlite', file: resolve(text.slice('sqlite:'.length)) };
}

/** As it may be shown: without user name and password. */
export const printedPlace = (place: LogFile | LogServer): string => (place.kind === 'sqlite' ? `sqlite:${place.file}` : place.printed);
