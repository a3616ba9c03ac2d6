import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestProblem } from '../problems/request-problem.ts';
import { gathered, tooLarge } from './bounded-body.ts';
import { readJson } from './json-text.ts';

/** Largest body that is read, in bytes, compressed or not. */
export const BODY_BYTES_MAX = 256 * 1024;

/** A body that is not there by then will not come: slow senders hold no connection. */
const BODY_TIMEOUT_MS = 15_000;
const LIMITS = { bytesMax: BODY_BYTES_MAX, totalMs: BODY_TIMEOUT_MS };

/** Reads JSON bodies in UTF-8 and nothing else: a form or plain text could be sent by a foreign page without asking. */
export function readJsonOnly(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser(/^application\/json\s*(;|$)/i, async (request: FastifyRequest, payload: Readable) => {
    checkCharset(request);
    return readJson(decoded(await collected(request, payload)));
  });
}

function checkCharset({ headers }: FastifyRequest): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new RequestProblem('unsupported-charset');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A byte order mark at the start is accepted and left out. */
function decoded(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch (error) {
    if (error instanceof TypeError) throw new RequestProblem('unsupported-charset');
    throw error;
  }
}

/** The whole body, unpacked. Neither what arrives nor what it unpacks to is ever held over the limit. */
async function collected({ headers }: FastifyRequest, payload: Readable): Promise<Buffer> {
  if (Number(headers['content-length'] ?? 0) > BODY_BYTES_MAX) throw tooLarge(BODY_BYTES_MAX);
  const source = unpacked(payload, headers['content-encoding']);
  try {
    return await gathered(source, LIMITS);
  } catch (error) {
    if (isZlibError(error)) throw new RequestProblem('malformed-encoding');
    throw error;
  } finally {
    if (source !== payload) letGo(payload, source);
  }
}

function unpacked(payload: Readable, encoding = 'identity'): Readable {
  if (/^identity$/i.test(encoding)) return payload;
  if (!/^(x-)?gzip$/i.test(encoding)) throw new RequestProblem('unsupported-encoding');
  const gunzip = createGunzip();
  payload.on('error', (error) => gunzip.destroy(error));
  return payload.pipe(gunzip);
}

function letGo(payload: Readable, gunzip: Readable): void {
  payload.unpipe();
  gunzip.destroy();
}

const isZlibError = (error: unknown): boolean => {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && code.startsWith('Z_');
};
