import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accepts } from '../http/accept.ts';
import { RequestProblem } from '../problems/request-problem.ts';

/** Addresses that are never a page of the console. */
const NOT_A_PAGE = /^\/(api|health|metrics|problems)(\/|$)/;
/** Vite puts a digest of the contents into these names: what they hold never changes. */
const HASHED = /^\/assets\//;

const NOT_BUILT = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Tiendo</title>
<p>Giao diện chưa được dựng: chạy <code>npm run build</code> rồi tải lại trang.</p>
<p lang="en">The console is not built: run <code>npm run build</code>, then reload.</p></html>`;

/** Serves the built console at `/`: its files, and its page for every address that is one of its own. */
export async function serveConsole(instance: FastifyInstance, folder: string): Promise<void> {
  if (existsSync(folder)) await instance.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  instance.get('/*', (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (NOT_A_PAGE.test(path)) throw new RequestProblem('not-found');
    if (isFile(path)) return sendAsset(reply, path, folder);
    if (!accepts(request.headers.accept, 'text/html')) throw new RequestProblem('not-found');
    return sendPage(request, reply, folder);
  });
}

const isFile = (path: string): boolean => /\.[a-z0-9]+$/i.test(path) && path !== '/index.html';

function sendAsset(reply: FastifyReply, path: string, folder: string): FastifyReply {
  if (!existsSync(folder)) throw new RequestProblem('not-found');
  reply.header('Cache-Control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  return reply.sendFile(decodeURI(path).slice(1));
}

/** The page itself is asked for again each time, so that a new build is seen at once. */
function sendPage(_request: FastifyRequest, reply: FastifyReply, folder: string): FastifyReply {
  reply.header('Cache-Control', 'no-cache');
  if (!existsSync(join(folder, 'index.html'))) return reply.status(503).type('text/html; charset=utf-8').send(NOT_BUILT);
  return reply.sendFile('index.html');
}
