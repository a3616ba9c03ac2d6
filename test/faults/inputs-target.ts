import { Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '#config/package-root';
import type { CommandAnswer } from '#contracts/service';
import { SqliteLog } from '#event-log/sqlite-log';
import { Served } from '../api/served.ts';
import type { MemoryLeft } from './collect-on-signal.ts';
import { type BadInput, type HttpRequest, requestOf } from './inputs-case.ts';
import { stoppedProjects } from './inputs-projects.ts';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly ms: number;
}

/** How long a full collection may take on a loaded machine. */
const COLLECTED_MS = 10_000;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request as it is written, nothing added and nothing tidied. An answer may come before all was sent. */
export function exchange(url: string, { method, path, headers, body }: HttpRequest): Promise<Answered> {
  const { hostname, port } = new URL(url);
  const began = performance.now();
  const chunked = headers['transfer-encoding'] !== undefined;
  const length = body === null || chunked ? {} : { 'content-length': String(body.length) };
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path, headers: { ...length, ...headers }, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
          ms: performance.now() - began,
        }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

/** Text over a socket, then silence, until the other side closes. */
export function silence(url: string, text: string): Promise<Answered> {
  const { hostname, port } = new URL(url);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
      const lines = head.split('\r\n').slice(1);
      const headers = Object.fromEntries(lines.map((line) => [line.split(':')[0]?.toLowerCase(), line.replace(/^[^:]*:\s*/, '')]));
      const json = /\{.*\}/s.exec(body)?.[0] ?? body; // Without the sizes of chunks.
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), headers, text: json, ms: performance.now() - began });
    });
  });
}

interface Running {
  readonly served: Served;
  readonly log: SqliteLog;
  /** Written by the server when it is asked what it holds. */
  readonly memoryFile: string;
}

/** A running server with what the tables speak of: projects, new, ended, withdrawn and in the middle of their lives, and a file. */
export class InputsTarget {
  #asked = 0;

  private constructor(
    readonly url: string,
    readonly places: Readonly<Record<string, string>>,
    private readonly running: Running,
  ) {}

  static async start(dataDir: string): Promise<InputsTarget> {
    const memoryFile = join(dataDir, 'memory.json');
    const collector = pathToFileURL(join(packageRoot(), 'dist/test/faults/collect-on-signal.js')).href;
    const seen = { NODE_OPTIONS: `--import=${collector}`, INPUTS_MEMORY_FILE: memoryFile };
    const served = await Served.start([], { TIENDO_DATA: dataDir, TIENDO_RATE_MAX: '0', ...seen });
    const { url } = served;
    const places = { ...(await projects(url)), ...(await stoppedProjects(url)), file: await file(url) };
    const log = await SqliteLog.open({ file: join(dataDir, 'log.sqlite'), readOnly: true });
    return new InputsTarget(url, places, { served, log, memoryFile });
  }

  send(input: BadInput, url: string = this.url): Promise<Answered> {
    return input.raw === undefined ? exchange(url, requestOf(input, this.places)) : silence(url, input.raw);
  }

  head(): Promise<string | null> {
    return this.running.log.head();
  }

  /** What the server holds once all garbage is collected. @throws Error it does not say so in time */
  async memory(): Promise<MemoryLeft> {
    const asked = ++this.#asked;
    process.kill(this.running.served.pid, 'SIGUSR2');
    for (const giveUp = Date.now() + COLLECTED_MS; Date.now() < giveUp; await new Promise((resolve) => setTimeout(resolve, 20))) {
      if (!existsSync(this.running.memoryFile)) continue;
      const left = JSON.parse(readFileSync(this.running.memoryFile, 'utf8')) as MemoryLeft;
      if (left.asked === asked) return left;
    }
    throw new Error('the server does not say how much memory it holds');
  }

  get stderr(): string {
    return this.running.served.stderr;
  }

  async stop(): Promise<void> {
    await this.running.log.close();
    await this.running.served.stop();
  }
}

async function projects(url: string): Promise<Readonly<Record<string, string>>> {
  const survey = (fields: Readonly<Record<string, unknown>>): Promise<string> => post(url, '/api/v1/projects', { need: fields }, {});
  const [project, ended, withdrawn] = [
    await survey({}),
    await survey({ outcome: 'not-eligible', reason: 'Không đúng đối tượng' }),
    await survey({}),
  ];
  await post(url, `/api/v1/projects/${withdrawn}/withdrawal`, { withdrawal: {} }, { 'if-match': '"r0"' });
  return { project, ended, withdrawn };
}

async function post(url: string, path: string, body: NonNullable<BadInput['body']>, headers: Record<string, string>): Promise<string> {
  const input: BadInput = { row: 0, name: 'seed', method: 'POST', path, headers, body, expect: { status: [200, 201] } };
  const { status, text } = await exchange(url, requestOf(input, {}));
  if (status >= 300) throw new Error(`the target cannot be prepared: ${status} ${text}`);
  return (JSON.parse(text) as CommandAnswer).project;
}

async function file(url: string): Promise<string> {
  const headers = { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename=a.txt' };
  const response = await fetch(`${url}/api/v1/attachments`, { method: 'POST', headers, body: 'một tệp' });
  return ((await response.json()) as { readonly sha256: string }).sha256;
}
