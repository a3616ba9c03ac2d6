import type { FastifyInstance } from 'fastify';
import { type Metrics, METRICS_TYPE } from '#telemetry/metrics';

export interface Asked {
  /** Why the worker is not ready; none: it is. */
  readonly reasons: () => Promise<readonly string[]>;
  readonly metrics: Metrics;
}

/** The same addresses as the API has. */
export function answerHealth(server: FastifyInstance, { reasons, metrics }: Asked): void {
  server.addHook('onSend', async (_request, reply) => void reply.header('Cache-Control', 'no-store'));
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const said = await reasons();
    if (said.length === 0) return { status: 'ready' };
    const problem = { type: '/problems/not-ready', title: 'Not ready', status: 503, reasons: said };
    return reply.code(503).header('Retry-After', '1').type('application/problem+json').send(JSON.stringify(problem));
  });
  server.get('/metrics', async (_request, reply) => reply.type(METRICS_TYPE).send(await metrics.text()));
}
