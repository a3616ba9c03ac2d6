import { createServer as createHttp, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Certificate, makeCertificate } from './make-certificate.ts';
import { type Listening, startRaw } from './smtp-receiver.ts';

/** What a receiver of webhooks does wrong, and what must come of an event to it. */
export interface HookBehaviour {
  readonly name: string;
  readonly expect: 'sent' | 'temporary' | 'permanent';
  readonly retryAfterMs?: number;
  /** Only a limit ends it. */
  readonly hangs?: true;
  readonly start: () => Promise<Receiver>;
}

export interface Receiver extends Listening {
  readonly url: string;
  /** Connections that are open now. */
  readonly open: () => number;
  readonly ca?: string;
}

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

async function listening(server: HttpServer, scheme: string, ca?: string): Promise<Receiver> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { port, close, url: `${scheme}://127.0.0.1:${port}/hook`, open: () => sockets.size, ...(ca === undefined ? {} : { ca }) };
}

export const plain = (answering: Answering) => (): Promise<Receiver> =>
  listening(
    createHttp((request, response) => void request.resume().on('end', () => answering(request, response))),
    'http',
  );

const secure =
  (of: () => Certificate, trusted = true) =>
  (): Promise<Receiver> => {
    const certificate = of();
    return listening(
      createHttps(certificate, (_request, response) => void response.writeHead(204).end()),
      'https',
      trusted ? certificate.cert : undefined,
    );
  };

async function raw(onSocket: (socket: Socket) => void): Promise<Receiver> {
  const sockets = new Set<Socket>();
  const server = await startRaw((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.resume();
    onSocket(socket);
  });
  return { ...server, url: `http://127.0.0.1:${server.port}/hook`, open: () => sockets.size };
}

/** Bytes one after the other for ever, so that no silence is ever long. */
function dripping(head: string): (socket: Socket) => void {
  return (socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write('x'), 25);
    socket.once('close', () => clearInterval(timer));
  };
}

function flooding(head: string): (socket: Socket) => void {
  const block = Buffer.alloc(64 * 1024, 'x: y\r\n');
  return (socket) => {
    socket.write(head);
    const more = (): void => {
      if (!socket.destroyed && socket.write(block)) setImmediate(more);
    };
    socket.on('drain', more);
    more();
  };
}

const YEAR_MS = 365 * 86_400_000;
const certificate =
  (fromYears: number, toYears: number, address = '127.0.0.1') =>
  (): Certificate =>
    makeCertificate({
      names: ['receiver.example'],
      addresses: [address],
      from: new Date(Date.now() + fromYears * YEAR_MS),
      to: new Date(Date.now() + toYears * YEAR_MS),
    });

const status = (code: number, headers: Readonly<Record<string, string>> = {}): (() => Promise<Receiver>) =>
  plain((_request, response) => void response.writeHead(code, headers).end());

export const hookBehaviours: readonly HookBehaviour[] = [
  { name: '204', expect: 'sent', start: status(204) },
  { name: '202 with a body', expect: 'sent', start: plain((_request, response) => void response.writeHead(202).end('{"ok":true}')) },
  { name: 'TLS', expect: 'sent', start: secure(certificate(-1, 1)) },
  {
    name: '200 whose body never ends',
    expect: 'sent',
    hangs: true,
    start: () => raw(dripping('HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n')),
  },
  { name: '200 whose body floods', expect: 'sent', start: () => raw(flooding('HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n')) },
  { name: '200 and cut', expect: 'sent', start: () => raw((socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nx')) },
  { name: '410', expect: 'permanent', start: status(410) },
  { name: '400', expect: 'permanent', start: status(400) },
  { name: '401', expect: 'permanent', start: status(401) },
  { name: '404', expect: 'permanent', start: status(404) },
  { name: '301', expect: 'permanent', start: status(301, { location: 'http://127.0.0.2/' }) },
  {
    name: 'redirect to itself',
    expect: 'permanent',
    start: plain(({ url }, response) => void response.writeHead(307, { location: url ?? '/' }).end()),
  },
  { name: '304', expect: 'permanent', start: status(304) },
  { name: '408', expect: 'temporary', start: status(408) },
  { name: '425', expect: 'temporary', start: status(425) },
  { name: '429 for 7 s', expect: 'temporary', retryAfterMs: 7_000, start: status(429, { 'retry-after': '7' }) },
  { name: '503 for ever', expect: 'temporary', retryAfterMs: 86_400_000, start: status(503, { 'retry-after': '999999999' }) },
  {
    name: '503 until a day gone by',
    expect: 'temporary',
    retryAfterMs: 0,
    start: status(503, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }),
  },
  { name: '503 for noise', expect: 'temporary', start: status(503, { 'retry-after': 'soon' }) },
  { name: '500', expect: 'temporary', start: status(500) },
  {
    name: '101',
    expect: 'temporary',
    start: () => raw((socket) => void socket.write('HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n')),
  },
  { name: 'noise', expect: 'temporary', start: () => raw((socket) => void socket.end('220 mail.example ESMTP\r\n')) },
  { name: 'silence', expect: 'temporary', hangs: true, start: () => raw(() => undefined) },
  { name: 'closes at once', expect: 'temporary', start: () => raw((socket) => void socket.destroy()) },
  { name: 'a head that never ends', expect: 'temporary', hangs: true, start: () => raw(dripping('HTTP/1.1 200 OK\r\nX: ')) },
  { name: 'a head that floods', expect: 'temporary', start: () => raw(flooding('HTTP/1.1 200 OK\r\n')) },
  { name: '100 again and again', expect: 'temporary', hangs: true, start: () => raw(flooding('HTTP/1.1 100 Continue\r\n\r\n')) },
  { name: 'an expired certificate', expect: 'temporary', start: secure(certificate(-2, -1)) },
  { name: 'a certificate of somebody else', expect: 'temporary', start: secure(certificate(-1, 1, '127.0.0.9')) },
  { name: 'a certificate that nobody vouches for', expect: 'temporary', start: secure(certificate(-1, 1), false) },
];
