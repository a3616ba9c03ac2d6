import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exchange } from './inputs-target.ts';

/** Headers that belong to one connection. */
const HOP = new Set(['connection', 'transfer-encoding', 'content-length', 'host', 'keep-alive']);

/** Fields that it lets through. */
export const LENIENT_FIELDS: ReadonlySet<string> = new Set([
  'occurredOn',
  'code',
  'source',
  'planYear',
  'province',
  'commune',
  'content',
  'beneficiary',
  'outcome',
  'reason',
]);
/** Rows of the tables whose fault is gone behind it: their checks must fail. */
export const IRONED_OUT: ReadonlySet<number> = new Set([1, 22, 41, 46, 58, 62]);

export interface LenientFront {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The control: what a usual framework does before the rules are asked. Bodies go through JSON.parse, so the last of two keys wins and
 * numbers lose how they were written; any type counts as JSON; fields that nobody knows are dropped; every write has an If-Match.
 */
export async function lenientFront(target: string, known: ReadonlySet<string>): Promise<LenientFront> {
  const server = createServer((request, response) => void pass(target, known, request, response));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

async function pass(target: string, known: ReadonlySet<string>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const given = Buffer.concat(chunks);
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (HOP.has(name) || value === undefined ? [] : [[name, String(value)]])),
  );
  const body = given.length === 0 ? null : loosened(given, known);
  const loose =
    body === null ? {} : { 'content-type': 'application/json', ...(headers['if-match'] === undefined ? { 'if-match': '"r0"' } : {}) };
  const answer = await exchange(target, {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: { ...headers, ...loose },
    body,
  });
  response.writeHead(answer.status, { 'content-type': String(answer.headers['content-type']) }).end(answer.text);
}

function loosened(body: Buffer, known: ReadonlySet<string>): Buffer {
  try {
    const value = JSON.parse(body.toString()) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return body;
    return Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(value).filter(([name]) => known.has(name)))));
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
