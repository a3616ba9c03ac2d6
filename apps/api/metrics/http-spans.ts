import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestSpan, Tracing } from '#telemetry/tracing/tracing';
import { LIVE, methodOf, routeOf } from './http-metrics.ts';

/** A span for every request to the API that the edge lets through, live streams left out, by the template of its route. */
export function traceRequests(instance: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, RequestSpan>();
  instance.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/') || request.routeOptions.url === LIVE) return done();
    const span = tracing.request(request.id, request.headers.traceparent);
    spans.set(request, span);
    // `close` comes after an answer, and when the caller leaves without one.
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.statusCode : null;
      span.end({ route: routeOf(request), method: methodOf(request), status });
    });
    done();
  });
  // Only here: a body arrives in events of the connection, which are outside of whatever its request began in.
  instance.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else span.within(done);
  });
}
