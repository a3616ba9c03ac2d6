import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it came, its ids in hexadecimal, its kind as OTLP numbers it. */
export interface Came {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty: none. */
  readonly parent: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly failed: boolean;
}

interface Pair {
  readonly key: string;
  readonly value: Readonly<Record<string, string | number | boolean>>;
}
interface Wire extends Pick<Came, 'name' | 'traceId' | 'spanId' | 'kind'> {
  readonly parentSpanId?: string;
  readonly attributes?: readonly Pair[];
  readonly links?: Came['links'];
  readonly status?: { readonly code?: number };
}
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Pair[] };
    readonly scopeSpans: readonly { readonly spans: readonly Wire[] }[];
  }[];
}

/** How it answers: takes spans, refuses them, or takes the connection and says nothing. */
type Manner = 'takes' | 'refuses' | 'is-silent';

/** A collector of traces on this machine: OTLP over HTTP in JSON, as the exporter sends it. */
export class Collector {
  readonly spans: Came[] = [];
  /** What came, word for word. */
  readonly bodies: string[] = [];
  /** Header `Authorization` of each request. */
  readonly authorizations: (string | undefined)[] = [];
  manner: Manner = 'takes';

  private constructor(private readonly server: Server) {}

  static async start(port = 0): Promise<Collector> {
    const server = createServer();
    const collector = new Collector(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void collector.#take(request, response));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  trace(traceId: string): readonly Came[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.manner === 'is-silent') return;
    const right = request.url === '/v1/traces' && request.headers['content-type'] === 'application/json';
    if (!right || this.manner === 'refuses') return void response.writeHead(right ? 400 : 404).end();
    const body = Buffer.concat(chunks).toString();
    this.bodies.push(body);
    this.authorizations.push(request.headers.authorization);
    this.spans.push(...spansOf(JSON.parse(body) as Sent));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }
}

const spansOf = ({ resourceSpans }: Sent): readonly Came[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(valuesOf(resource.attributes)['service.name']);
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => came(service, span)));
  });

const came = (service: string, { name, traceId, spanId, parentSpanId = '', kind, attributes = [], links = [], status }: Wire): Came => ({
  ...{ service, name, traceId, spanId, kind, parent: parentSpanId, attributes: valuesOf(attributes) },
  links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
  failed: status?.code === 2,
});

const valuesOf = (pairs: readonly Pair[]): Came['attributes'] =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0] as string]));

/** A tree of names, children below their parents, as far as they came. */
export function treeOf(spans: readonly Came[], parent?: string, indent = ''): string {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const here = spans.filter((span) => (parent === undefined ? !known.has(span.parent) : span.parent === parent));
  return here.map(({ name, spanId }) => `${indent}${name}\n${treeOf(spans, spanId, `${indent}  `)}`).join('');
}
