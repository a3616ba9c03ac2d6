import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { systemTimer } from '#commands/clock';
import type { RedisPlace } from '#reminders/redis/connection';
import { Queues } from '#reminders/redis/queues';

const PATH = '/queues';
const LOOPBACK = /^(?:127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/;
const OWN_NAME = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

export interface Board {
  readonly place: RedisPlace;
  /** While Redis is away nobody waits for it. */
  readonly isUp: () => boolean;
}

/** What is queued, for operators at this machine. Nothing can be changed there: the log decides what is due. */
export async function showQueues(server: FastifyInstance, { place, isUp }: Board): Promise<void> {
  const queues = new Queues(place, systemTimer);
  const serverAdapter = new FastifyAdapter().setBasePath(PATH);
  const boarded = queues.all.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true }));
  // Its package has types of its own copy of the other one.
  createBullBoard({ queues: boarded, serverAdapter: serverAdapter as unknown as Parameters<typeof createBullBoard>[0]['serverAdapter'] });
  const guard = async ({ ip, headers, method }: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    // A page of another site may name this machine as its own: its browser says so in Host.
    if (!LOOPBACK.test(ip) || !OWN_NAME.test(headers.host ?? '')) return reply.code(403).send('loopback only');
    if (method !== 'GET' && method !== 'HEAD') return reply.code(405).send('read only');
    return isUp() ? undefined : reply.code(503).send('Redis does not answer');
  };
  await server.register(async (part) => {
    part.addHook('onRequest', guard);
    await part.register(serverAdapter.registerPlugin(), { prefix: PATH });
  });
  server.addHook('onClose', async () => queues.close());
}
