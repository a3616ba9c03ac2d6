import { unfinishedFollowUps } from '#commands/follow-ups/open-follow-ups';
import type { RecordedEvent } from '#event-log/event-log';
import { digest } from '#read-models/digest';
import { readParked } from '#read-models/database';
import { boardFigures } from '#read-models/figures/board-figures';
import { Ledger } from '#read-models/figures/ledger';
import { need } from '#lifecycle/project/project.fixture';
import { Answers } from './answers.ts';
import { Api } from './api.ts';
import { FollowUpCheck } from './follow-up-check.ts';
import { freshModels } from './fresh-models.ts';
import { HandsCheck } from './hands-check.ts';
import { HistoryCheck } from './history-check.ts';
import { PlanCheck } from './plan-check.ts';
import { ProjectCheck } from './project-check.ts';
import type { Seams } from './seams.ts';
import { Users } from './users.ts';
import { type Found, World } from './world.ts';

/** Commands that people ask in a run. */
export const STEPS = 350;
const USERS = 5;
const PROJECTS = 7;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A clock that is off by a day is put right after so long. */
const LONGEST_DAY_OFF_MS = 30 * HOUR_MS;

/** Turns between two looks at where readers are. */
const READERS_EVERY = 5;

/** Turns after which a run that is to come to rest never will. */
const REST_TURNS_MAX = 60_000;
/** Characters of an event's data in the line that tells of it. */
const SAID_MAX = 120;
const END_OF_TIME = '2099-12-31';

export interface Run {
  readonly seed: number;
  readonly steps: number;
  readonly turns: number;
  readonly events: number;
  /** SHA-256 over everything that happened: equal for equal seeds. */
  readonly digest: string;
  readonly found: Found | null;
  /** What happened last. */
  readonly lastLines: readonly string[];
}

/** One run of the whole engine: everything in it follows from the seed. */
export async function simulate(seed: number, seams: Seams, steps = STEPS): Promise<Run> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0; // Thousands of refusals a run: nobody looks at where they were thrown.
  try {
    return await new Simulation(seed, seams, steps).live();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

class Simulation {
  readonly #apis: Api[] = [];
  readonly #world: World;
  readonly #answers: Answers;
  readonly #users: Users;
  readonly #history: HistoryCheck;
  readonly #projects: ProjectCheck;
  readonly #hands: HandsCheck;
  readonly #plans: PlanCheck;
  readonly #followUps: FollowUpCheck;
  readonly #events: RecordedEvent[] = [];
  #restedAt = 0;

  constructor(
    readonly seed: number,
    seams: Seams,
    steps: number,
  ) {
    this.#world = new World(seed, seams, () => this.#look());
    this.#answers = new Answers(this.#world);
    this.#users = new Users(this.#world, this.#answers, { steps, users: USERS, projects: PROJECTS });
    this.#history = new HistoryCheck(this.#world);
    this.#projects = new ProjectCheck(this.#world);
    this.#hands = new HandsCheck(this.#world);
    this.#plans = new PlanCheck(this.#world, this.#projects);
    this.#followUps = new FollowUpCheck(this.#world, this.#answers);
  }

  async live(): Promise<Run> {
    const { scheduler } = this.#world;
    const apis = this.#apis;
    const count = 1 + Math.floor(scheduler.random() * 3);
    for (let index = 0; index < count; index++) apis.push(new Api(this.#world, `api-${index + 1}`));
    this.#world.apis.push(...apis);
    for (const api of apis) api.start();
    this.#users.start();
    void this.#trouble();
    await scheduler.run(
      () => this.#world.found !== null || this.#ended(),
      () => this.#afterTurn(),
    );
    await this.#atRest();
    const { found, steps } = this.#world;
    for (const { db } of apis) db.close();
    return {
      seed: this.seed,
      steps,
      turns: scheduler.turns,
      events: this.#events.length,
      digest: scheduler.digest(),
      found,
      lastLines: scheduler.lines,
    };
  }

  /** Now and then: a clock jumps, a process is killed, read models are built anew or their parked streams retried. */
  async #trouble(): Promise<void> {
    const { scheduler } = this.#world;
    while (!this.#world.calm) {
      await scheduler.sleep(scheduler.random() * (this.#world.jumpy ? 4 : 12) * DAY_MS);
      if (this.#world.calm) return;
      const api = scheduler.pick(this.#apis);
      const what = scheduler.pick(['clock', 'clock', 'kill', 'rebuild', 'retry'] as const);
      if (what === 'clock') void this.#jump(api);
      else if (what === 'kill' && this.#world.fails(30)) api.crash();
      else if (what === 'rebuild') void api.rebuild();
      else if (what === 'retry') void api.retryParked();
    }
  }

  async #jump(api: Api): Promise<void> {
    const { scheduler, roughness, jumpy } = this.#world;
    const offs = [0, -HOUR_MS, HOUR_MS, -17, 250];
    api.skewMs = roughness === 0 ? 0 : scheduler.pick(jumpy ? [...offs, -DAY_MS, DAY_MS] : offs);
    scheduler.tell(`the clock of ${api.name} is off by ${api.skewMs} ms`);
    if (Math.abs(api.skewMs) < DAY_MS) return;
    await scheduler.sleep(scheduler.random() * LONGEST_DAY_OFF_MS);
    if (Math.abs(api.skewMs) >= DAY_MS) api.skewMs = 0;
  }

  async #afterTurn(): Promise<void> {
    await this.#look();
    if (this.#world.scheduler.turns % READERS_EVERY !== 0) return;
    for (const api of this.#apis) {
      api.checkReaders();
      this.#followUps.checkpointed(api);
    }
  }

  /** Takes what was appended since. */
  async #look(): Promise<void> {
    for (;;) {
      const after = this.#events.at(-1)?.position;
      const page = await this.#world.storage.log.readAll(after === undefined ? {} : { after });
      for (const event of page) this.#take(event);
      if (page.length === 0) return;
    }
  }

  #take(event: RecordedEvent): void {
    this.#events.push(event);
    const { position, type, stream, revision, meta, data } = event;
    const said = JSON.stringify(data).slice(0, SAID_MAX);
    this.#world.scheduler.tell(
      `+ ${position.slice(-5)} ${type} ${stream.slice(-10)}/${revision} by ${meta['actor']} ${said} ${meta['hash']?.slice(0, 8)}`,
    );
    this.#answers.take(event);
    for (const check of [this.#history, this.#followUps, this.#projects, this.#hands, this.#plans]) check.take(event);
  }

  /** Once everything was asked, nothing goes wrong any more, until all that is owed was done. */
  #ended(): boolean {
    const { scheduler } = this.#world;
    const apis = this.#apis;
    if (this.#users.atWork && this.#restedAt === 0) {
      if (this.#world.steps < this.#users.steps) return false;
    }
    if (this.#restedAt === 0) {
      this.#world.calm = true;
      for (const api of apis) api.skewMs = 0;
      this.#restedAt = scheduler.turns;
      scheduler.tell('calm');
    }
    if (scheduler.turns - this.#restedAt > REST_TURNS_MAX) {
      this.#world.broken('liveness', 'it does not come to rest');
      return true;
    }
    if (this.#users.atWork || apis.some(({ process }) => process === null)) return false;
    const head = this.#events.at(-1)?.position ?? '';
    return apis.every((api) => api.isIdleAt(head));
  }

  async #atRest(): Promise<void> {
    if (this.#world.found !== null) return;
    await this.#look();
    const { log } = this.#world.storage;
    this.#answers.check();
    this.#plans.check();
    this.#followUps.check((await unfinishedFollowUps(log)).map(({ trace }) => trace.commandId));
    const fresh = freshModels(log.logId, this.#events);
    const wanted = digest(fresh);
    for (const api of this.#apis) await this.#checkModels(api, wanted);
    fresh.close();
  }

  async #checkModels(api: Api, wanted: string): Promise<void> {
    void api.retryParked();
    await this.#world.scheduler.run(
      () => api.idle,
      () => Promise.resolve(),
    );
    const parked = readParked(api.db);
    if (parked.length > 0) this.#world.broken('read-models', `${api.name} keeps ${parked.length} streams parked: ${parked[0]?.error}`);
    if (digest(api.db) !== wanted) this.#world.broken('read-models', `${api.name} differs from a rebuild`);
    const board = boardFigures(new Ledger(api.db), { year: need.planYear, asOf: END_OF_TIME, knownAt: null, set: 'vn63' });
    const sum = (figure: 'plan' | 'executed' | 'settled'): number => board.reduce((total, row) => total + row[figure], 0);
    const expected = this.#projects.sums();
    for (const figure of ['plan', 'executed', 'settled'] as const)
      if (sum(figure) !== expected[figure])
        this.#world.broken('read-models', `${api.name}: ${figure} is ${sum(figure)} on the board and ${expected[figure]} by the events`);
  }
}
