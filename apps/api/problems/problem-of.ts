import { HttpException, NotFoundException } from '@nestjs/common';
import { ConcurrencyConflict, Damaged, OutcomeUnknown, TooLarge, Unavailable } from '#event-log/event-log';
import type { Problem } from '#contracts/problem';
import { FiguresDisagree } from '#read-models/figures/figure-events';
import { Refusal, type RefusedBy } from '#lifecycle/refusal';
import { UnknownEvent } from '#lifecycle/upcast';
import type { ProblemKind } from './problem-kind.ts';
import { refusalProblems } from './refusal-problems.ts';
import { RequestProblem, type RequestProblemParts } from './request-problem.ts';
import { type RequestProblemCode, requestProblems } from './request-problems.ts';

/** A problem before it is put into words. */
export interface FoundProblem {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly errors?: Problem['errors'];
  readonly refusedBy?: RefusedBy;
  readonly headers: Readonly<Record<string, string>>;
}

export const problemKinds: Readonly<Record<string, ProblemKind>> = { ...requestProblems, ...refusalProblems };

/** How often a caller should come back when nothing is wrong with the request, in seconds. */
const RETRY_AFTER = { 'Retry-After': '1' };

/** What Fastify and Nest themselves refuse, by status; their messages are for developers and are not shown. */
const byStatus: Readonly<Record<number, RequestProblemCode>> = {
  404: 'not-found',
  408: 'request-timeout',
  413: 'payload-too-large',
  414: 'headers-too-large',
  415: 'unsupported-media-type',
  431: 'headers-too-large',
};

/** Every error that may reach the edge. What is in none of these lists is a bug: 500, and nothing of its insides. */
export function problemOf(error: unknown): FoundProblem {
  if (error instanceof RequestProblem) return requested(error.code, error.parts);
  if (error instanceof Refusal) return refused(error);
  if (error instanceof ConcurrencyConflict) return requested('contended', { headers: RETRY_AFTER });
  if (error instanceof OutcomeUnknown) return requested('outcome-unknown', { headers: RETRY_AFTER });
  if (error instanceof Damaged) return requested('integrity', { facts: { stream: error.stream, revision: error.revision } });
  if (error instanceof UnknownEvent)
    return requested('unknown-event', { facts: { event: error.type, version: error.version, known: error.known } });
  if (error instanceof FiguresDisagree) return requested('figures-disagree', { facts: { of: error.of } });
  if (error instanceof Unavailable) return requested('log-unavailable', { facts: { reason: error.code }, headers: RETRY_AFTER });
  if (error instanceof TooLarge) return requested('too-large-to-store', { facts: { limit: error.limit } });
  if (error instanceof NotFoundException) return requested('not-found');
  if (error instanceof HttpException && error.getStatus() < 500) return requested(byStatus[error.getStatus()] ?? 'bad-request');
  return requested('internal');
}

function requested(code: RequestProblemCode, { facts = {}, errors, headers = {} }: RequestProblemParts = {}): FoundProblem {
  return { code, kind: requestProblems[code], facts, headers, ...(errors === undefined ? {} : { errors }) };
}

function refused({ code, facts, refusedBy }: Refusal): FoundProblem {
  const { field } = facts;
  return {
    code,
    kind: refusalProblems[code],
    facts,
    headers: {},
    ...(typeof field === 'string' ? { errors: [{ pointer: `/${field}`, code }] } : {}),
    ...(refusedBy === undefined ? {} : { refusedBy }),
  };
}
