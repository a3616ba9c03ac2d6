import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestProblem } from '../problems/request-problem.ts';

/**
 * One command is one request at a time: the same key for the same address while the first still runs is told to come back, since it
 * could only be given the first one's answer. Whoever hung up may ask again at once; then, as across processes, the log decides.
 */
export function oneAtATime(instance: FastifyInstance): void {
  const running = new Set<string>();
  instance.addHook('preHandler', (request, reply, done) => {
    const name = nameOf(request);
    if (name === null) return done();
    if (running.has(name)) return done(new RequestProblem('in-progress', { headers: { 'Retry-After': '1' } }));
    running.add(name);
    // `close` comes after an answer and when the caller leaves without one; `finish` only after an answer.
    reply.raw.once('close', () => running.delete(name));
    done();
  });
}

function nameOf({ method, headers, url }: FastifyRequest): string | null {
  const key = headers['idempotency-key'];
  return method === 'POST' && typeof key === 'string' && key !== '' ? `${key.toLowerCase()} ${url}` : null;
}
