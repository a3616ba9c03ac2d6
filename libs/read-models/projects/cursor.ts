/** The cursor is of a build of the rows that is gone: the list must be read from its first page. */
export class CursorExpired extends Error {
  constructor() {
    super('the list was built anew since this page: start again from the first page');
    this.name = 'CursorExpired';
  }
}

/** Not a cursor, or one of another order or filter. */
export class CursorUnknown extends Error {
  constructor() {
    super('this cursor does not belong to this list');
    this.name = 'CursorUnknown';
  }
}

export interface Cursor {
  readonly buildId: string;
  /** Order and filter that it goes on with. */
  readonly of: string;
  readonly key: string | number;
  readonly n: number;
}

/** Opaque to clients: they send back what they were given. */
export const encodeCursor = ({ buildId, of, key, n }: Cursor): string =>
  Buffer.from(JSON.stringify([buildId, of, key, n])).toString('base64url');

/** @throws CursorUnknown not written by `encodeCursor` */
export function decodeCursor(text: string): Cursor {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw new CursorUnknown(); // The parser's own message speaks of JSON, which a client never sees.
  }
  if (!Array.isArray(parts) || parts.length !== 4) throw new CursorUnknown();
  const [buildId, of, key, n] = parts as readonly unknown[];
  if (typeof buildId !== 'string' || typeof of !== 'string' || !Number.isSafeInteger(n)) throw new CursorUnknown();
  if (typeof key !== 'string' && !Number.isSafeInteger(key)) throw new CursorUnknown();
  return { buildId, of, key: key as string | number, n: n as number };
}
