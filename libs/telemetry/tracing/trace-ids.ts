import { hash } from 'node:crypto';

const NONE = /^0+$/;

/** Ids of the caller's span. */
export interface Caller {
  readonly traceId: string;
  readonly spanId: string;
}

/**
 * A caller's `traceparent` (W3C Trace Context, version 00): its ids, and nothing else of it. Whether a trace is sent is not the caller's
 * to say. @returns null: there is none, or it is not valid
 */
export function callerOf(header: unknown): Caller | null {
  const [, traceId, spanId] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(String(header)) ?? [];
  return traceId === undefined || spanId === undefined || NONE.test(traceId) || NONE.test(spanId) ? null : { traceId, spanId };
}

/**
 * The trace of a command, by its correlation id: the request's trace id, or a UUID without its dashes. @returns null: it is neither
 */
export function traceIdOf(correlationId: string): string | null {
  const id = correlationId.replaceAll('-', '');
  return /^[0-9a-f]{32}$/.test(id) && !NONE.test(id) ? id : null;
}

/** The span that wrote a command's events. Whoever reads one of them, in whichever process and however late, knows it from there. */
export const writingSpanId = (commandId: string): string => hash('sha256', commandId).slice(0, 16);
