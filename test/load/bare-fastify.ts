/** The least that answers: a Fastify server with one route, on a free port. What our start is compared with. */
import fastify from 'fastify';

const app = fastify();
app.get('/health/live', async () => ({ status: 'live' }));
process.stdout.write(`${await app.listen({ port: Number(process.env['PORT'] ?? 0), host: '127.0.0.1' })}/\n`);
