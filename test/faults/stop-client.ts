import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { CommandAnswer } from '#contracts/service';
import { goneOnly } from './gone.ts';
import type { Findings } from './proof-result.ts';
import { surveyOf } from './inputs-survey.ts';

/** Where the server is now; it moves to another port with each start. */
export interface Place {
  url: string;
}

export interface StopCounts {
  answered: number;
  /** Requests whose connection ended without an answer: tried again under the same key. */
  unanswered: number;
  /** Repeats that the server knew: it had done them and could not say so. */
  known: number;
  /** Refused by 503 or at the door while it stops and until the next one starts. */
  turnedAway: number;
}

const DAY = '2026-11-02';
const RETRY_MS = 5;
const who = { 'content-type': 'application/json', 'tiendo-demo-identity': 'demo:centre-officer' };

export interface Surroundings {
  readonly place: Place;
  readonly counts: StopCounts;
  readonly findings: Findings;
  /** Broken on purpose: a new key for each try, so that the server cannot know a repeat. */
  readonly freshKeys: boolean;
}

/** One officer who writes notes on one project, one after the other, and says each again, unchanged, until it is answered. */
export class NoteClient {
  /** Notes that were acknowledged: 0..count−1. */
  acknowledged = 0;
  #project = '';
  #etag = '';
  #key: string | null = null;
  #stopped = false;

  constructor(
    readonly number: number,
    private readonly around: Surroundings,
  ) {}

  get stream(): string {
    return `project-${this.#project}`;
  }

  async begin(): Promise<void> {
    const body = JSON.stringify(surveyOf(DAY, String(this.number).padStart(3, '0')));
    const answer = await this.#send('/api/v1/projects', body, { 'idempotency-key': randomUUID(), 'if-none-match': '*' });
    if (answer === null || answer === 'refused' || answer.status !== 201) throw new Error('the project cannot be made');
    this.#project = ((await answer.json()) as CommandAnswer).project;
    this.#etag = answer.headers.get('etag') ?? '';
  }

  stop(): void {
    this.#stopped = true;
  }

  async work(): Promise<void> {
    this.#stopped = false;
    while (!this.#stopped) await this.#note();
  }

  /** Says the next note until it is answered, or told to stop between two tries. */
  async #note(): Promise<void> {
    if (this.around.freshKeys) await this.#look().catch(() => undefined); // Nobody there yet: the note will not get through either.
    const key = (this.#key ??= randomUUID());
    const body = JSON.stringify({
      occurredOn: DAY,
      about: 'record',
      audience: 'shared',
      text: `client ${this.number} note ${this.acknowledged}`,
    });
    const answer = await this.#send(`/api/v1/projects/${this.#project}/notes`, body, { 'idempotency-key': key, 'if-match': this.#etag });
    if (answer === 'refused') return this.#again('turnedAway');
    const text = await answer?.text().catch(() => null);
    if (answer === null || typeof text !== 'string') return this.#again('unanswered');
    const { status } = answer;
    if (status === 503) return this.#again('turnedAway');
    if (status !== 200 && status !== 201) this.around.findings.add('violations', `client ${this.number} was answered ${status}: ${text}`);
    this.around.counts.answered += 1;
    if (answer.headers.get('idempotency-replayed') === 'true') this.around.counts.known += 1;
    this.acknowledged += 1;
    this.#etag = answer.headers.get('etag') ?? this.#etag;
    this.#key = null;
  }

  async #again(why: 'turnedAway' | 'unanswered'): Promise<void> {
    this.around.counts[why] += 1;
    await setTimeout(RETRY_MS);
  }

  async #look(): Promise<void> {
    const seen = await fetch(`${this.around.place.url}/api/v1/projects/${this.#project}`, { headers: who });
    await seen.body?.cancel();
    this.#etag = seen.headers.get('etag') ?? this.#etag;
    this.#key = null;
  }

  #send(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<Response | 'refused' | null> {
    return fetch(`${this.around.place.url}${path}`, { method: 'POST', body, headers: { ...who, ...headers } }).catch((error: unknown) => {
      goneOnly(error);
      return ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED' ? 'refused' : null; // Else it was cut.
    });
  }
}
