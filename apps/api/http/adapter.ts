import { randomFillSync } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#config/config';
import { requestProblems, type RequestProblemCode } from '../problems/request-problems.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { letUploadsThrough } from '../attachments/upload.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { callerOf } from '#telemetry/tracing/trace-ids';
import { accepts } from './accept.ts';
import { BODY_BYTES_MAX, readJsonOnly } from './body.ts';
import { RouteTable } from './route-table.ts';
import { oneAtATime } from './running-commands.ts';
import { TokenBuckets } from './token-buckets.ts';

/** A head that is not complete by then is cut off: slow senders hold no connection. */
const HEADERS_TIMEOUT_MS = 10_000;
/** The longest upload; bodies of JSON have less time (`body.ts`). */
const REQUEST_TIMEOUT_MS = 120_000;
/** How often Node looks for connections that are over their time. */
const TIMEOUT_CHECK_MS = 2_000;
/** Connections at once; more are closed as they come. */
const CONNECTIONS_MAX = 10_000;

/** Longest segment of a path that is looked at; ids and codes are shorter. */
const SEGMENT_MAX = 300;

export interface Edge {
  readonly adapter: FastifyAdapter;
  readonly routes: RouteTable;
}

/** Fastify as we want it at the edge, before any route: limits, trace ids, who may call and in which form. */
export function makeEdge({ language, rateMax }: Config): Edge {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    routerOptions: { maxParamLength: SEGMENT_MAX },
    genReqId: traceIdOf,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(new RequestProblem('bad-url'), request, reply, language),
  });
  const instance = adapter.getInstance() as unknown as FastifyInstance;
  instance.server.maxConnections = CONNECTIONS_MAX;
  const routes = new RouteTable();
  instance.addHook('onRoute', ({ url, method }) => routes.add(url, [method].flat()));
  if (rateMax > 0) limitRate(instance, new TokenBuckets(rateMax, rateMax * 2), rateMax);
  instance.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Trace-Id', request.id);
    done(refusal(request) ?? (request.is404 ? wrongMethod(routes, request) : undefined));
  });
  readJsonOnly(instance);
  letUploadsThrough(instance);
  oneAtATime(instance);
  return { adapter, routes };
}

/** Counted by the address that the connection comes from: `X-Forwarded-For` is the caller's own word. */
function limitRate(instance: FastifyInstance, buckets: TokenBuckets, rate: number): void {
  const policy = `"client";q=${buckets.burst};w=${Math.ceil(buckets.burst / rate)}`;
  instance.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/')) return done();
    const { allowed, left, retryAfter } = buckets.take(request.socket.remoteAddress ?? '');
    reply.header('RateLimit-Policy', policy).header('RateLimit', `"client";r=${left};t=${retryAfter}`);
    if (allowed) return done();
    done(new RequestProblem('too-many-requests', { facts: { limit: rate }, headers: { 'Retry-After': String(retryAfter) } }));
  });
}

/** The caller's W3C trace id when there is one, else a new one of the same form. */
function traceIdOf({ headers }: { readonly headers: IncomingMessage['headers'] }): string {
  return callerOf(headers.traceparent)?.traceId ?? newTraceId();
}

/** Bytes of one id, and of so many ids at a time: what a call of the generator costs hardly depends on how much it is asked for. */
const ID_BYTES = 16;
const random = Buffer.alloc(ID_BYTES * 256);
let used = random.length;

function newTraceId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += ID_BYTES;
  return random.toString('hex', used - ID_BYTES, used);
}

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/** A path that climbs, or hides a separator or a control character: no address of the API has one. */
const CLIMBING = /%(2f|5c|0[0-9a-f]|1[0-9a-f]|7f)|\\|(^|\/)(\.|%2e){1,2}(\/|$)/i;

/** Parameters of an address that are looked at; no list has so many filters. */
const PARAMETERS_MAX = 100;

/** A foreign name that resolves to this machine would let any web page read and act here (DNS rebinding). */
function refusal({ headers, url }: FastifyRequest): RequestProblem | undefined {
  if (!LOOPBACK_HOST.test(headers.host ?? '')) return new RequestProblem('bad-host');
  if (!url.startsWith('/api/')) return undefined;
  const [path = '', query = ''] = url.split('?', 2);
  if (CLIMBING.test(path)) return new RequestProblem('bad-url');
  if (query.length > PARAMETERS_MAX && query.split('&', PARAMETERS_MAX + 1).length > PARAMETERS_MAX)
    return new RequestProblem('too-many-parameters', { facts: { limit: PARAMETERS_MAX } });
  if (!ACCEPTED_BY_ROUTE.test(path) && !accepts(headers.accept, 'application/json')) return new RequestProblem('not-acceptable');
  return undefined;
}

/** These answer something else than JSON. */
const ACCEPTED_BY_ROUTE = /^\/api\/v1\/(live$|attachments\/|feeds\/|stage-graphs\/|outbox\/)/;

/** The address is there, only not for this method. `TRACE` is for none: it would give a page back the headers it may not read. */
function wrongMethod(routes: RouteTable, { method, url }: FastifyRequest): RequestProblem | undefined {
  const allowed = routes.methodsOf(url.split('?', 1)[0] ?? '/');
  if (allowed.length === 0 && method !== 'TRACE') return undefined;
  const methods = allowed.length === 0 ? ['GET', 'HEAD'] : allowed;
  return new RequestProblem('method-not-allowed', { facts: { method }, headers: { Allow: methods.join(', ') } });
}

/** What Node's HTTP parser itself cannot read: there is no request to answer, only a connection to close. */
function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const codes: Readonly<Record<string, RequestProblemCode>> = {
    HPE_HEADER_OVERFLOW: 'headers-too-large',
    ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  };
  const code = codes[error.code ?? ''] ?? 'bad-request';
  const { status, title, detail } = requestProblems[code];
  const body = JSON.stringify({
    type: `/problems/${code}`,
    title,
    status,
    code,
    detail: detail.vi,
    traceId: newTraceId(),
  });
  const head = [`HTTP/1.1 ${status} ${title}`, 'Content-Type: application/problem+json; charset=utf-8', 'Connection: close'];
  socket.end(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
