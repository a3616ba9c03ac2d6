import { MemoryLog } from '#event-log/memory-log';
import { chance } from '#testkit/project-life';
import type { SomeApi, Surroundings } from './parts.ts';
import { ParsedOnce } from './parsed-once.ts';
import { Scheduler } from './scheduler.ts';
import type { Seams } from './seams.ts';
import { SimStorage } from './sim-storage.ts';

/** What must hold of every run, whatever goes wrong in it. */
export type Invariant =
  | 'answers' // an acknowledged command's events are there once, a refused one's are not, the same id gets the same answer
  | 'chain' // hashes follow from each other and from what is stored
  | 'revisions' // without gaps in a stream; positions rise; ids are unique and derived
  | 'recorded-at' // never decreases within a stream
  | 'money' // settled ≤ accepted ≤ approved ≤ appraised, and no more is out than was approved
  | 'ceiling' // a plan never gives more than it has
  | 'stages' // nothing happens in a stage that does not allow it
  | 'segregation' // nobody did two duties that exclude each other
  | 'clocks' // no deadline is stopped twice, or set going that nobody stopped
  | 'follow-ups' // what a plan or contract decided is done once, and both sides agree
  | 'read-models' // equal to a fresh rebuild on every API, and their sums to the events'
  | 'readers' // never go back
  | 'actions' // what is offered and what is decided agree
  | 'liveness' // once nothing goes wrong any more, everything asked is answered
  | 'unexpected'; // an error that is none of the port's and none of the rules'

export type Kind = 'lost' | 'doubled' | 'violations';

export interface Found {
  readonly invariant: Invariant;
  /** As the proof counts it. */
  readonly kind: Kind;
  readonly what: string;
  /** Commands asked by then. */
  readonly step: number;
  readonly turn: number;
}

/** How rough a run is: everything that goes wrong is multiplied by one of these. */
const ROUGHNESS = [0, 0.4, 1, 1, 2, 4];

const JUMPY_PERCENT = 45;

/** Begin of virtual time: any day of these years, so that runs cross ends of months and years. */
const BEGINS_MS = Date.parse('2021-01-04T01:00:00.000Z');
const BEGINS_WITHIN_MS = 700 * 86_400_000;

/** All that a run shares. */
export class World implements Surroundings {
  readonly scheduler: Scheduler;
  readonly storage: SimStorage;
  readonly roughness: number;
  /** Clocks may be off by a day in this run. */
  readonly jumpy: boolean;
  readonly apis: SomeApi[] = [];
  /** Nothing goes wrong any more: the run comes to rest. */
  calm = false;
  /** Commands asked. */
  steps = 0;
  found: Found | null = null;
  readonly #beganMs: number;

  constructor(
    readonly seed: number,
    readonly seams: Seams,
    /** Lets the checks take what was appended since. */
    readonly look: () => Promise<void>,
  ) {
    this.scheduler = new Scheduler(chance(seed));
    const { scheduler } = this;
    this.roughness = scheduler.pick(ROUGHNESS);
    this.jumpy = this.roughness > 0 && scheduler.percent(JUMPY_PERCENT);
    this.#beganMs = BEGINS_MS + Math.floor(scheduler.random() * BEGINS_WITHIN_MS);
    this.storage = new SimStorage(seams.log(new ParsedOnce(new MemoryLog('sim'))));
  }

  /** True instant, as no API knows it. */
  get trueMs(): number {
    return this.#beganMs + Math.round(this.scheduler.nowMs);
  }

  /** Whether something that goes wrong so many times in a hundred does so now. */
  fails(percent: number): boolean {
    return !this.calm && this.scheduler.random() * 100 < percent * this.roughness;
  }

  /** The first thing that must not be; the run ends with it. */
  broken(invariant: Invariant, what: string, kind: Kind = 'violations'): void {
    if (this.found !== null) return;
    this.scheduler.tell(`BROKEN ${invariant}: ${what}`);
    this.found = { invariant, kind, what, step: this.steps, turn: this.scheduler.turns };
  }
}
