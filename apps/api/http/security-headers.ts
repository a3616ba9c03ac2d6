import helmet from '@fastify/helmet';
import { fastify, type FastifyInstance } from 'fastify';

/** Plain HTTP on loopback: nothing may be loaded from elsewhere, and no page may put the console into a frame. */
const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
} as const;

/**
 * Helmet's headers on every answer. Helmet composes them anew for each request, though nothing in them depends on it: it is asked once, on
 * a server that nobody reaches, and what it set is set from then on.
 */
export async function secureAnswers(instance: FastifyInstance): Promise<void> {
  const headers = await composedHeaders();
  instance.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

async function composedHeaders(): Promise<Readonly<Record<string, string>>> {
  const scratch = fastify();
  await scratch.register(helmet, SECURITY_HEADERS);
  scratch.get('/', (_request, reply) => void reply.send());
  const plain = await fastify().inject('/');
  const { headers } = await scratch.inject('/');
  await scratch.close();
  const own = Object.entries(headers).filter(([name]) => !(name in plain.headers));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}
