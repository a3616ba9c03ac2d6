import { UnrecoverableError } from 'bullmq';
import { JobFailed } from './long-job.ts';

/** As a queue keeps it: of an error that is its text. */
export function spoken(error: unknown): Error {
  if (!(error instanceof JobFailed)) return new Error(`internal: ${String(error)}`);
  const text = `${error.code}: ${error.message}`;
  return error.forGood ? new UnrecoverableError(text) : new Error(text);
}

/** What `spoken` said. */
export function failureOf(reason: string): JobFailed {
  const [, code = 'internal', message = reason] = /^([a-z-]+): (.*)$/s.exec(reason) ?? [];
  return new JobFailed(code, message);
}
