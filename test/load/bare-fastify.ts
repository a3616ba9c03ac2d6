/**
 * The least that answers: a Fastify server with a route to ask and one to post to, which reads the JSON, stores nothing and answers
 * as much as a command does. What our start and our commands are compared with.
 */
import fastify from 'fastify';

const app = fastify();
app.get('/health/live', async () => ({ status: 'live' }));
app.post('/api/v1/projects', (request, reply) => {
  const { code } = request.body as { readonly code: string };
  void reply.status(201).send({ project: code, revision: 0, position: '00000000000000000001', events: 1, replayed: false });
});
const address = await app.listen({ port: Number(process.env['PORT'] ?? 0), host: '127.0.0.1' });
process.stdout.write(`${address}/\n`);
