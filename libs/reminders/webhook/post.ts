import { request as requestHttp, Agent as HttpAgent, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps, Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Address, type Egress, type Target, targetOf } from './egress.ts';

export interface Answer {
  readonly status: number;
  /** `Retry-After` as it came. */
  readonly retryAfter: string | undefined;
}

/** What is read of an answer's body, to end in peace with receivers that send one. Nothing in it is used. */
const BODY_BYTES_MAX = 64 * 1024;

/**
 * One POST, to the addresses that were checked and nowhere else: no redirect is followed, no proxy asked, no connection kept. The status
 * is the answer; a body that is too long or too slow is cut.
 * @throws ForbiddenTarget
 * @throws Error no answer came: the network, TLS, or the signal
 */
export async function post(
  { url, headers, body }: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string },
  egress: Egress,
  signal: AbortSignal,
): Promise<Answer> {
  const target = await targetOf(url, egress);
  signal.throwIfAborted();
  const response = await answerTo(open(target, { headers, ca: egress.ca, signal }), body);
  await drained(response);
  return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
}

interface Opening {
  readonly headers: Readonly<Record<string, string>>;
  readonly ca: string | undefined;
  readonly signal: AbortSignal;
}

function open({ url, host, addresses }: Target, { headers, ca, signal }: Opening): ClientRequest {
  const options: RequestOptions = {
    method: 'POST',
    hostname: host,
    port: url.port,
    path: `${url.pathname}${url.search}`,
    headers,
    signal,
    lookup: pinned(addresses),
  };
  if (url.protocol === 'http:') return requestHttp({ ...options, agent: new HttpAgent({ keepAlive: false }) });
  // Said outright: the environment can switch the check of certificates off.
  const tls = { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) } as const;
  return requestHttps({ ...options, ...tls, agent: new HttpsAgent({ keepAlive: false }) });
}

/** In place of looking the name up a second time. */
const pinned = (addresses: readonly Address[]): LookupFunction => {
  const [first] = addresses;
  return (_host, { all }, callback) => {
    if (first === undefined) callback(new Error('no address'), '', 0);
    else if (all) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
};

const answerTo = (request: ClientRequest, body: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve).on('error', reject);
    request.once('upgrade', (_response, socket) => socket.destroy()); // Not asked for; without a listener nothing more would happen.
    request.once('close', () => reject(new Error('closed without an answer')));
    request.end(body);
  });

const drained = (response: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > BODY_BYTES_MAX) response.destroy();
    });
    response.on('error', () => response.destroy()); // Its status has come.
    response.once('close', resolve);
  });
