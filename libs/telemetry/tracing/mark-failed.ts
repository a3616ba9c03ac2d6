import { type Span, SpanStatusCode } from '@opentelemetry/api';

/** By the kind of the error alone: its message may hold what was sent. */
export function markFailed(span: Span, error: unknown): void {
  const { code, name } = error as NodeJS.ErrnoException;
  span.setAttribute('error.type', typeof code === 'string' ? code : (name ?? 'unknown'));
  span.setStatus({ code: SpanStatusCode.ERROR });
}
