import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '#telemetry/metrics';

/** Open for as long as somebody follows: its time says nothing. */
export const LIVE = '/api/v1/live';

/** Times every request that was answered, by the template of its route: an address holds ids. */
export function timeRequests(instance: FastifyInstance, metrics: Metrics): void {
  const seconds = metrics.of('tiendo_http_request_seconds');
  instance.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    if (route !== LIVE) seconds.observe([route, methodOf(request), `${Math.floor(reply.statusCode / 100)}xx`], reply.elapsedTime / 1_000);
    done();
  });
}

/** `none`: no route answers to it. The console's pages and files are one. */
export const routeOf = ({ is404, routeOptions: { url } }: FastifyRequest): string => (is404 || url === undefined ? 'none' : url);

/** A caller may name any method; only those of routes are shown. */
export const methodOf = ({ is404, method }: FastifyRequest): string => (is404 ? 'any' : method);
