import { randomUUID } from 'node:crypto';
import type { Problem } from '#contracts/problem';
import type { ProjectResource } from '#contracts/projects';
import type { Step, Story } from './step.ts';

/** What a step met with. */
export interface Walked {
  readonly step: Step;
  readonly status: number;
  readonly problem: Problem | null;
  readonly stage: string | null;
}

/** How long a decision's way to its projects may take. */
const FOLLOW_MS = 20_000;

/** Walks a story over HTTP alone, as its persons would: look at the record, then say the act about the revision that was seen. */
export class Walker {
  readonly #base: string;
  #project: string | null = null;

  constructor(base: string) {
    this.#base = `${base}/api/v1`;
  }

  async *walk({ steps }: Story): AsyncGenerator<Walked> {
    for (const step of steps) {
      const response = await this.#say(step);
      const answer = (await response.json()) as Problem & { readonly project?: string };
      if (response.ok && step.to === 'projects') this.#project = answer.project ?? null;
      const stage = step.stage === undefined ? null : await this.#stageBecomes(step.stage);
      yield { step, status: response.status, problem: response.ok ? null : answer, stage };
    }
  }

  async record(): Promise<ProjectResource> {
    return (await (await this.#get(`projects/${this.#project}`, 'supervisor')).json()) as ProjectResource;
  }

  async #say({ to, who, body }: Step): Promise<Response> {
    const deciding = /^(plans|contracts)/.test(to);
    const path = to === 'projects' || deciding ? to : `projects/${this.#project}/${to}`;
    const seen = to === 'projects' ? {} : await this.#seen(deciding ? to.replace(/\/[a-z-]+$/, '') : `projects/${this.#project}`, who);
    return fetch(`${this.#base}/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'vi',
        'idempotency-key': randomUUID(),
        'tiendo-demo-identity': `demo:${who}`,
        ...seen,
      },
      body: JSON.stringify(body),
    });
  }

  async #seen(what: string, who: string): Promise<Record<string, string>> {
    if (what === 'contracts') return { 'if-none-match': '*' };
    const etag = (await this.#get(what, who)).headers.get('etag');
    return etag === null ? { 'if-none-match': '*' } : { 'if-match': etag };
  }

  #get(path: string, who: string): Promise<Response> {
    return fetch(`${this.#base}/${path}`, { headers: { 'tiendo-demo-identity': `demo:${who}` } });
  }

  /** A plan's or a contract's decision reaches its projects a moment later. */
  async #stageBecomes(wanted: string): Promise<string> {
    for (const giveUp = Date.now() + FOLLOW_MS; ;) {
      const { stage } = await this.record();
      if (stage === wanted || Date.now() > giveUp) return stage;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
