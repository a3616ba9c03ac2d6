import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Sample } from './contest.ts';
import { percentile } from './statistics.ts';

/**
 * A load generator that costs little beside what it measures: requests are bytes made before the clock runs, answers are cut by their
 * `Content-Length` and nothing of them is parsed but the status.
 */

/** Answers of the same connection that are longer than this are a fault of ours. */
const ANSWER_MAX = 4_000_000;

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = /^content-length: (\d+)/im;

export interface HttpLoad {
  readonly port: number;
  /** Kept alive, each with one request in flight. */
  readonly connections: number;
  readonly requests: readonly Buffer[];
  /** Every answer must have it. */
  readonly status: number;
  /** Called with the head and the body of each answer. */
  readonly onAnswer?: (index: number, answer: Answer) => void;
}

export interface Answer {
  readonly head: string;
  readonly body: Buffer;
}

/** Requests a second and how long one takes. @throws Error an answer has another status, or a connection broke */
export async function httpLoad(load: HttpLoad): Promise<Sample & { readonly latenciesMs: readonly number[] }> {
  const { requests } = load;
  const latencies = new Float64Array(requests.length);
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => opened(load.port)));
  const turn = { next: 0 };
  const began = performance.now();
  await Promise.all(sockets.map((socket) => answered(socket, load, { turn, latencies })));
  const seconds = (performance.now() - began) / 1_000;
  for (const socket of sockets) socket.destroy();
  const latenciesMs = [...latencies];
  return { value: requests.length / seconds, p50Ms: percentile(latenciesMs, 0.5), p99Ms: percentile(latenciesMs, 0.99), latenciesMs };
}

/** One request as it goes over the wire. */
export function request(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: object): Buffer {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  const all = {
    Host: '127.0.0.1',
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(bytes.length) }),
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n`), bytes]);
}

async function opened(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** Sends on one connection until no request is left. */
function answered(
  socket: Socket,
  { requests, status, onAnswer }: HttpLoad,
  { turn, latencies }: { readonly turn: { next: number }; readonly latencies: Float64Array },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let [index, sentAt] = [-1, 0];
    let waiting: Buffer = Buffer.alloc(0);
    const send = (): void => {
      if (turn.next >= requests.length) return resolve();
      index = turn.next++;
      sentAt = performance.now();
      socket.write(requests[index] as Buffer);
    };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed a connection')));
    socket.on('data', (bytes: Buffer) => {
      waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
      const answer = cutOff(waiting);
      if (answer === null) return waiting.length > ANSWER_MAX ? void reject(new Error('an answer without end')) : undefined;
      waiting = Buffer.alloc(0);
      latencies[index] = performance.now() - sentAt;
      if (Number(answer.head.slice(9, 12)) !== status)
        return void reject(new Error(`answered ${answer.head}\n\n${answer.body.toString()}`));
      onAnswer?.(index, answer);
      send();
    });
    send();
  });
}

/** Null: the answer has not come in full. Connections are never pipelined, so an answer is all that is there. */
function cutOff(bytes: Buffer): Answer | null {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const from = end + HEAD_END.length;
  const length = Number(LENGTH.exec(head)?.[1] ?? 0);
  return bytes.length < from + length ? null : { head, body: bytes.subarray(from, from + length) };
}
