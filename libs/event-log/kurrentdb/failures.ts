/**
 * What became of a call to the server. `conflict`, `refused` and `not-sent`: nothing was written. `unanswered`: an append may have been, or may yet be.
 */
export type Failure =
  | 'conflict'
  | 'stream-not-found'
  | 'stream-deleted'
  | 'denied'
  | 'too-large'
  /** The node would not do it now; another or the same may later. */
  | 'refused'
  /** It never left this process. */
  | 'not-sent'
  | 'unanswered'
  /** The call is wrong, or this code is. */
  | 'bug';

/** The call came to an end without what it was made for. */
export class Unanswered extends Error {}

/** It never came to the call. */
export class NotSent extends Error {}

/** Our own time ran out: the client's deadlines are not honoured for reads and batch appends. */
export class TimedOut extends Unanswered {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'TimedOut';
  }
}

/** gRPC's status UNAVAILABLE. */
const UNAVAILABLE = 14;

const BY_TYPE: Readonly<Record<string, Failure>> = {
  'wrong-expected-version': 'conflict',
  'stream-not-found': 'stream-not-found',
  'stream-deleted': 'stream-deleted',
  'stream-tombstoned': 'stream-deleted',
  'access-denied': 'denied',
  'maximum-append-size-exceeded': 'too-large',
  'not-leader': 'refused',
  unavailable: 'unanswered',
  timeout: 'unanswered',
  'deadline-exceeded': 'unanswered',
  cancelled: 'unanswered',
  // Whatever the client does not know: a server that is not ready or too busy among it.
  unknown: 'unanswered',
};

/**
 * Goes by the client's `type` and, where it has none (an append before the first connection), by the gRPC code: messages are often empty.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof Unanswered) return 'unanswered';
  if (error instanceof NotSent) return 'not-sent';
  const { type, code, message } = error as { type?: unknown; code?: unknown; message?: unknown };
  // The call was given no connection at all, so nothing of it has left.
  if (code === UNAVAILABLE && String(message).includes('No connection established')) return 'not-sent';
  if (typeof type === 'string') return BY_TYPE[type] ?? 'bug';
  // The client looks for a server before it looks at the append: what fails there has no type.
  if (code === UNAVAILABLE || String(message).startsWith('Failed to discover')) return 'not-sent';
  return typeof code === 'number' ? 'unanswered' : 'bug';
}

/** Whether the same call may succeed later. */
export const mayPass = (failure: Failure): boolean => failure === 'refused' || failure === 'not-sent' || failure === 'unanswered';

/** The client's messages are often empty. */
export function saidBy(error: unknown): string {
  const { type, message } = error as { type?: unknown; message?: unknown };
  return [type, message].filter((part) => typeof part === 'string' && part !== '').join(': ') || String(error);
}
