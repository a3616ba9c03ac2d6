import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestProblem } from '../problems/request-problem.ts';

/**
 * One command is one request at a time: the same key for the same address while the first still runs is told to come back, since it
 * could only be given the first one's answer. Across processes the log decides.
 */
export function oneAtATime(instance: FastifyInstance): void {
  const running = new Map<string, FastifyRequest>();
  instance.addHook('preHandler', (request, _reply, done) => {
    const name = nameOf(request);
    if (name === null) return done();
    if (running.has(name)) return done(new RequestProblem('in-progress', { headers: { 'Retry-After': '1' } }));
    running.set(name, request);
    done();
  });
  const over = (request: FastifyRequest): void => {
    const name = nameOf(request);
    if (name !== null && running.get(name) === request) running.delete(name);
  };
  // Not on abort: the command of a caller who hung up still runs, and ends with an answer that nobody reads.
  instance.addHook('onResponse', (request: FastifyRequest, _reply: FastifyReply, done) => {
    over(request);
    done();
  });
}

function nameOf({ method, headers, url }: FastifyRequest): string | null {
  const key = headers['idempotency-key'];
  return method === 'POST' && typeof key === 'string' && key !== '' ? `${key.toLowerCase()} ${url}` : null;
}
