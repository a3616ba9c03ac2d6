import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '#config/config';
import type { Problem } from '#contracts/problem';
import { languageOf } from '../http/accept.ts';
import { withoutSecret } from '../http/without-secret.ts';
import { inWords } from './basis-words.ts';
import { fill } from './problem-kind.ts';
import { type FoundProblem, problemOf } from './problem-of.ts';

const log = new Logger('Problem');

/** Puts a problem into the caller's words (RFC 9457). */
export function worded(found: FoundProblem, language: Language, of: { readonly path: string; readonly traceId: string }): Problem {
  const { code, kind, facts, errors, refusedBy } = found;
  return {
    type: `/problems/${code}`,
    title: kind.title,
    status: kind.status,
    code,
    detail: fill(kind.detail[language], { ...facts, traceId: of.traceId }, language),
    instance: of.path,
    traceId: of.traceId,
    ...(errors === undefined ? {} : { errors }),
    ...(refusedBy === undefined ? {} : { refusedBy: inWords(refusedBy, language) }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, preferred: Language): void {
  const found = problemOf(error);
  const traceId = request.id;
  if (found.code === 'internal') log.error({ traceId, err: error });
  else if (found.kind.status >= 500) log.warn({ traceId, code: found.code, facts: found.facts });
  const language = languageOf(request.headers['accept-language'], preferred);
  const path = withoutSecret(request.url.split('?', 1)[0] ?? '/');
  const problem = worded(found, language, { path, traceId });
  // What is left of a body that nobody reads would hold the connection, or be taken for the next request.
  if (hasBody(request) && !request.raw.complete) reply.header('Connection', 'close');
  void reply
    .status(problem.status)
    .headers({ ...found.headers, 'Content-Language': language, 'Cache-Control': 'no-store' })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
