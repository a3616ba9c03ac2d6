import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent } from '#event-log/event-log';
import { KurrentLog } from '#event-log/kurrentdb/kurrent-log';
import { KurrentDouble } from '../../kurrentdb/kurrent-double.ts';
import { Findings, type ProofOptions } from '../proof-result.ts';
import { NoteClient, type StopCounts } from '../stop-client.ts';
import { befall } from './attack.ts';
import { LiveFollower } from './live-follower.ts';
import { Racers } from './racers.ts';
import { alterRow, checkChains, checkFollowed, checkNotes, checkRaces, checkReadModels, eventsOf } from './replica-checks.ts';
import { Replica } from './replica.ts';

const CLIENTS = 6;
/** How long replicas may take to reach the end of the log when all is well again, in milliseconds. */
const CATCH_UP_MS = 120_000;
const TELL_EVERY = 20;

/**
 * `sound` is the product. The others are broken on purpose: clients whose repeats cannot be known, a racer who does not take no for an
 * answer, a follower who comes back without the last id, and a row of one replica that is not what the log says.
 */
export type Variant = 'sound' | 'fresh-keys' | 'stubborn' | 'forgetful' | 'altered-row';

export interface ReplicasOptions extends Pick<ProofOptions, 'n' | 'folder' | 'say'> {
  readonly random: () => number;
  readonly variant?: Variant;
}

/**
 * Two replicas over one log, with officers writing through both, two of them racing for the same revisions, and somebody following each
 * replica live, while `n` faults befall replicas, server and connections. Then: every acknowledged note is in the log once; of two racers
 * one came first; nobody who followed missed anything or was told twice; the chains are whole; and the read models of both replicas are
 * those of a clean build.
 */
export async function attackReplicas(options: ReplicasOptions): Promise<Findings> {
  mkdirSync(options.folder, { recursive: true });
  const world = new World(await KurrentDouble.start(), options);
  try {
    await world.begin();
    await world.live();
    await world.check();
  } finally {
    await world.end();
  }
  return world.findings;
}

class World {
  readonly findings = new Findings();
  readonly #replicas: readonly [Replica, Replica];
  readonly #clients: readonly NoteClient[];
  readonly #racers: Racers;
  readonly #counts: StopCounts = { answered: 0, unanswered: 0, known: 0, turnedAway: 0 };
  #followers: readonly LiveFollower[] = [];

  constructor(
    private readonly double: KurrentDouble,
    private readonly options: ReplicasOptions,
  ) {
    const { folder, random, variant = 'sound' } = options;
    const [a, b] = ['a', 'b'].map((name) => new Replica(name, { folder, log: double.address })) as [Replica, Replica];
    this.#replicas = [a, b];
    const place = {
      /** Whichever is up. */
      get url(): string {
        return ([a, b].filter(({ isUp }) => isUp).at(random() < 0.5 ? 0 : -1) ?? a).url;
      },
    };
    const around = { place, counts: this.#counts, findings: this.findings, freshKeys: variant === 'fresh-keys' };
    this.#clients = Array.from({ length: CLIENTS }, (_, number) => new NoteClient(number, around));
    this.#racers = new Racers([a, b], this.findings, variant === 'stubborn');
  }

  async begin(): Promise<void> {
    await Promise.all(this.#replicas.map((replica) => replica.start()));
    await Promise.all([...this.#clients.map((client) => client.begin()), this.#racers.begin()]);
    this.#followers = this.#replicas.map((replica) => new LiveFollower(replica, this.options.variant === 'forgetful'));
    while (this.#followers.some(({ from }) => from === null)) await sleep(20);
  }

  /** Everybody at work while the faults befall them; then all is well again. */
  async live(): Promise<void> {
    const { n, random, say } = this.options;
    const working = Promise.all([...this.#clients.map((client) => client.work()), this.#racers.race()]);
    const struck = await befall({ double: this.double, replicas: this.#replicas, random }, n, (done) => {
      if (done % TELL_EVERY === 0) say(`${done}/${n} faults, ${this.#counts.answered} notes answered, ${this.#racers.rounds} races`);
    });
    this.double.faults.clear();
    for (const worker of [...this.#clients, this.#racers]) worker.stop();
    await working;
    const faults = [...struck].map(([name, count]) => `${name} ×${count}`).join(', ');
    say(`${faults}; ${this.#counts.answered} notes answered (${this.#counts.known} were known), ${this.#racers.rounds} races`);
  }

  async check(): Promise<void> {
    const { findings, options } = this;
    const log = await KurrentLog.open({ address: this.double.address, program: 'proof cluster' });
    try {
      const events = await eventsOf(log);
      await this.#caughtUp(events);
      for (const follower of this.#followers) await follower.stop();
      checkNotes(events, this.#clients, findings);
      checkRaces(events, this.#racers, findings);
      for (const [index, follower] of this.#followers.entries()) checkFollowed(events, follower, `follower ${index}`, findings);
      await checkChains(log, findings);
      for (const replica of this.#replicas) {
        const ended = await replica.end('SIGTERM');
        if (ended?.code !== 0)
          findings.add('violations', `replica ${replica.name} ended with ${ended?.code}: ${ended?.stderr.slice(0, 300)}`);
      }
      if (options.variant === 'altered-row') alterRow(this.#replicas[1]);
      await checkReadModels(log, this.#replicas, options.folder, findings);
    } finally {
      await log.close();
    }
    options.say(this.#followers.map(({ seen, breaks }) => `a follower was told of ${seen.length} events over ${breaks} breaks`).join('; '));
  }

  async end(): Promise<void> {
    for (const replica of this.#replicas) await replica.end('SIGKILL');
    await Promise.all(this.#followers.map((follower) => follower.stop()));
    await this.double.discard();
  }

  async #caughtUp(events: readonly RecordedEvent[]): Promise<void> {
    const until = performance.now() + CATCH_UP_MS;
    for (; performance.now() < until; await sleep(100)) if ((await this.#behind(events)).length === 0) return;
    this.findings.add('violations', `behind the log after ${CATCH_UP_MS} ms: ${(await this.#behind(events)).join(', ')}`);
  }

  async #behind(events: readonly RecordedEvent[]): Promise<readonly string[]> {
    const head = events.at(-1)?.position ?? '';
    const there = await Promise.all(this.#replicas.map((replica) => replica.has(head)));
    return [
      ...this.#replicas.filter((_, index) => there[index] !== true).map(({ name }) => `replica ${name}`),
      ...this.#followers.flatMap(({ seen }, index) => (seen.at(-1) === head ? [] : [`follower ${index}`])),
    ];
  }
}
