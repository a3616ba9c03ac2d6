import { randomUUID } from 'node:crypto';
import type { Problem } from '#contracts/problem';
import type { Role } from '#reference/roles';

/** An answer with its body, which is a problem where the status says so. */
export interface Told<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  /** null: the request was taken. */
  readonly problem: Problem | null;
}

/** How long a decision's way to its projects may take. */
const FOLLOW_MS = 20_000;

/** Talks to a running server as its persons would. */
export class Caller {
  readonly #base: string;

  constructor(url: string) {
    this.#base = `${url}/api/v1`;
  }

  get<Body>(path: string, who: Role = 'supervisor', headers: Readonly<Record<string, string>> = {}): Promise<Told<Body>> {
    return this.#told(path, { headers: { 'tiendo-demo-identity': `demo:${who}`, ...headers } });
  }

  post<Body>(path: string, who: Role, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Told<Body>> {
    const own = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'tiendo-demo-identity': `demo:${who}` };
    return this.#told(path, { method: 'POST', headers: { ...own, ...headers }, body: JSON.stringify(body) });
  }

  /** Looks at what the act is about first, and says the act about the revision that was seen. */
  async act<Body>(path: string, who: Role, body: object): Promise<Told<Body>> {
    return this.post(path, who, body, await this.seen(path.replace(/\/[a-z-]+$/, ''), who));
  }

  /** The precondition of whoever has just looked at it. */
  async seen(of: string, who: Role = 'supervisor'): Promise<Readonly<Record<string, string>>> {
    const etag = (await this.get(of, who)).headers.get('etag');
    return etag === null ? { 'if-none-match': '*' } : { 'if-match': etag };
  }

  /** A plan's or a contract's decision reaches its projects a moment later. */
  async until<Body>(path: string, fits: (body: Body) => boolean): Promise<Body> {
    for (const giveUp = Date.now() + FOLLOW_MS; ;) {
      const { body } = await this.get<Body>(path, 'supervisor', { prefer: 'wait=2' });
      if (fits(body) || Date.now() > giveUp) return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #told<Body>(path: string, init: RequestInit): Promise<Told<Body>> {
    const response = await fetch(`${this.#base}/${path}`, init);
    const body = (await response.json()) as Body;
    return { status: response.status, headers: response.headers, body, problem: response.ok ? null : (body as Problem) };
  }
}
