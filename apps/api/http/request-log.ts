import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { withoutSecret } from './without-secret.ts';

/**
 * A line for each request that was answered, from level `info` on. A hook: the middleware of pino-http is not run for the routes of
 * controllers.
 */
export function logRequests(instance: FastifyInstance, logger: Logger, fieldsOf: (request: FastifyRequest) => object): void {
  if (!logger.isLevelEnabled('info')) return;
  instance.addHook('onResponse', (request, reply, done) => {
    const { id, method, url } = request;
    const answered = { res: { statusCode: reply.statusCode }, responseTime: Math.round(reply.elapsedTime) };
    logger.info({ reqId: id, req: { id, method, url: withoutSecret(url) }, ...answered, ...fieldsOf(request) }, 'request completed');
    done();
  });
}
