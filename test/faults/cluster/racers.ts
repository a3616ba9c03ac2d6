import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandAnswer } from '#contracts/service';
import { surveyOf } from '../inputs-survey.ts';
import { goneOnly } from '../gone.ts';
import type { Findings } from '../proof-result.ts';
import type { Replica } from './replica.ts';

const DAY = '2026-11-02';
const RETRY_MS = 20;
const who = { 'content-type': 'application/json', 'tiendo-demo-identity': 'demo:centre-officer' };

interface Said {
  readonly status: number;
  readonly etag: string;
}

/** Two officers who have seen the same revision of one project and write to it at the same moment, each through a replica of his own. */
export class Racers {
  rounds = 0;
  #project = '';
  #etag = '';
  #stopped = false;

  /** @param stubborn broken on purpose: who comes second looks again and says it all the same */
  constructor(
    private readonly replicas: readonly [Replica, Replica],
    private readonly findings: Findings,
    private readonly stubborn = false,
  ) {}

  get stream(): string {
    return `project-${this.#project}`;
  }

  async begin(): Promise<void> {
    const headers = { ...who, 'idempotency-key': randomUUID(), 'if-none-match': '*' };
    const body = JSON.stringify(surveyOf(DAY, '90001'));
    const answer = await fetch(`${this.replicas[0].url}/api/v1/projects`, { method: 'POST', headers, body });
    if (answer.status !== 201) throw new Error(`the racers have no project: ${answer.status}`);
    this.#project = ((await answer.json()) as CommandAnswer).project;
    this.#etag = answer.headers.get('etag') ?? '';
  }

  stop(): void {
    this.#stopped = true;
  }

  async race(): Promise<void> {
    for (this.#stopped = false; !this.#stopped; this.rounds += 1) await this.#round();
  }

  async #round(): Promise<void> {
    const etag = this.#etag;
    const said = await Promise.all(this.replicas.map((replica, racer) => this.#say(replica, racer, etag)));
    const took = said.filter(({ status }) => status === 200 || status === 201);
    const late = said.filter(({ status }) => status === 412);
    if (took.length !== 1 || late.length !== 1)
      this.findings.add(
        'violations',
        `round ${this.rounds}: both saw ${etag} and were answered ${said.map(({ status }) => status).join(', ')}`,
      );
    const last = took
      .map((one) => one.etag)
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .at(-1);
    this.#etag = last ?? (await this.#seen());
  }

  /** Again under the same key until it is answered for good. */
  async #say(replica: Replica, racer: number, seen: string): Promise<Said> {
    const text = `round ${this.rounds} racer ${racer}`;
    const body = JSON.stringify({ occurredOn: DAY, about: 'record', audience: 'shared', text });
    let [key, etag] = [randomUUID(), seen];
    for (; ; await sleep(RETRY_MS)) {
      const headers = { ...who, 'idempotency-key': key, 'if-match': etag };
      const answer = await fetch(`${replica.url}/api/v1/projects/${this.#project}/notes`, { method: 'POST', headers, body }).catch(
        goneOnly,
      );
      await answer?.arrayBuffer().catch(goneOnly);
      if (answer === null || answer.status === 503) continue;
      if (this.stubborn && answer.status === 412) [key, etag] = [randomUUID(), await this.#seen()];
      else return { status: answer.status, etag: answer.headers.get('etag') ?? '' };
    }
  }

  async #seen(): Promise<string> {
    for (; ; await sleep(RETRY_MS)) {
      const answer = await fetch(`${this.replicas[1].url}/api/v1/projects/${this.#project}`, { headers: who }).catch(goneOnly);
      await answer?.arrayBuffer().catch(goneOnly);
      if (answer?.status === 200) return answer.headers.get('etag') ?? '';
    }
  }
}
